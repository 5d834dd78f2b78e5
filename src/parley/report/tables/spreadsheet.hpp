#pragma once

#include <filesystem>
#include <vector>

#include "parley/report/tables/table.hpp"
#include "parley/study/cases/result.hpp"

namespace parley::report {

/// Whether this program was built with libxlsxwriter, which write_spreadsheet() needs.
[[nodiscard]] bool has_spreadsheets();

/// One workbook: the headline, countries and sectors of every case, the ranges, a sheet for each further table, and what
/// columns and codes mean.
///
/// Errors  MachineFailure where it cannot be written.
void write_spreadsheet(const study::RunResult& result, const std::vector<Table>& further,
                       const std::filesystem::path& path);

}  // namespace parley::report
