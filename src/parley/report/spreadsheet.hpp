#pragma once

#include <filesystem>
#include <string>

#include "parley/report/run_result.hpp"

namespace parley::report {

/// One workbook: the headline, then countries and sectors of every case; InputError where it cannot be written.
void write_spreadsheet(const RunResult& result, const std::filesystem::path& path);

/// The headline table as a LaTeX tabular.
[[nodiscard]] std::string headline_latex(const RunResult& result);

}  // namespace parley::report
