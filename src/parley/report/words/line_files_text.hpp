#pragma once

#include <string>
#include <vector>

#include "parley/study/line_files.hpp"
#include "parley/tariff/law/cut_lines.hpp"
#include "parley/tariff/lists/shipped_lists.hpp"

namespace parley::report {

/// How many codes became how many, by kind of relation, and how split values were shared out.
[[nodiscard]] std::string conversion_text(const study::LineConversion& converted);
/// The lines that a converted list begins with, without the mark.
[[nodiscard]] std::vector<std::string> conversion_head(const study::LineConversion& converted);

/// Editions of a correlation table with their codes counted, and the lines that its file in our form begins with.
[[nodiscard]] std::string editions_text(const nomenclature::VintageTable& table);
[[nodiscard]] std::vector<std::string> editions_head();

/// Mean rates before and after a cut, and how many lines it reaches; `base` is what the formula starts from.
[[nodiscard]] std::string cut_text(const tariff::CutResult& result, tariff::CutBase base);
[[nodiscard]] std::string to_string(tariff::CutBase base);

/// Name, lines and bytes of each list.
[[nodiscard]] std::string built_lists_text(const std::vector<tariff::BuiltList>& lists);

}  // namespace parley::report
