// What stands in for libxlsxwriter where a program is built without it.
#include "parley/base/error.hpp"
#include "parley/report/tables/spreadsheet.hpp"

namespace parley::report {

bool has_spreadsheets() { return false; }

void write_spreadsheet(const study::RunResult& /*result*/, const std::vector<Table>& /*further*/,
                       const std::filesystem::path& path) {
  throw InputError(Place{.file = path.string()}, "built without libxlsxwriter: no workbook can be written",
                   "configure with -DPARLEY_XLSX=ON where libxlsxwriter is installed");
}

}  // namespace parley::report
