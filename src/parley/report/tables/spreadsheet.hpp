#pragma once

#include <filesystem>
#include <string>

#include "parley/study/cases/result.hpp"

namespace parley::report {

/// One workbook: the headline, then countries and sectors of every case; MachineFailure where it cannot be written.
void write_spreadsheet(const study::RunResult& result, const std::filesystem::path& path);

/// The headline table as a LaTeX tabular.
[[nodiscard]] std::string headline_latex(const study::RunResult& result);

}  // namespace parley::report
