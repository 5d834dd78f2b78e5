#pragma once

#include <string>

#include "parley/study/line_files.hpp"
#include "parley/tariff/law/cut_lines.hpp"

namespace parley::report {

/// For machines; `out` is the file that was written, "" for none.
[[nodiscard]] std::string conversion_json(const study::LineConversion& converted, const std::string& out);
[[nodiscard]] std::string cut_json(const tariff::CutResult& result, tariff::CutBase base, const std::string& out);
[[nodiscard]] std::string imported_json(const customs::Imported& imported, const std::string& format_name,
                                        const std::string& out);

}  // namespace parley::report
