#pragma once

#include <string>
#include <vector>

#include "parley/study/line_files.hpp"
#include "parley/tariff/law/cut_lines.hpp"
#include "parley/tariff/lists/shipped_lists.hpp"

namespace parley::report {

// Texts that end with the name of the file that was written, where `out` has one.

/// How many codes became how many, by kind of relation, and how split values were shared out.
[[nodiscard]] std::string conversion_text(const study::LineConversion& converted, const std::string& out);
/// The lines that a converted list begins with, without the mark.
[[nodiscard]] std::vector<std::string> conversion_head(const study::LineConversion& converted);

/// Editions of a correlation table with their codes counted, and the lines that its file in our form begins with.
[[nodiscard]] std::string editions_text(const nomenclature::VintageTable& table, const std::string& out);
[[nodiscard]] std::vector<std::string> editions_head();

/// Mean rates before and after a cut, and how many lines it reaches; `base` is what the formula starts from.
[[nodiscard]] std::string cut_text(const tariff::CutResult& result, tariff::CutBase base, const std::string& out);
[[nodiscard]] std::string to_string(tariff::CutBase base);

/// Source with fingerprint, rows and dollars kept, what was left out.
[[nodiscard]] std::string imported_text(const study::ImportedDownload& imported, const std::string& out);

/// Name, lines and bytes of each list.
[[nodiscard]] std::string built_lists_text(const std::vector<tariff::BuiltList>& lists);

}  // namespace parley::report
