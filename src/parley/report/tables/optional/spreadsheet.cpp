#include "parley/report/tables/spreadsheet.hpp"

#include <fmt/format.h>
#include <xlsxwriter.h>

#include <charconv>
#include <ctime>

#include "parley/base/error.hpp"
#include "parley/report/tables/tables.hpp"
#include "parley/study/cases/headline.hpp"
#include "parley/text/csv.hpp"

namespace parley::report {
namespace {

void add_headline(lxw_workbook* book, const study::RunResult& result) {
  lxw_worksheet* sheet = workbook_add_worksheet(book, "headline");
  for (std::size_t at = 0; at < result.cases.size(); ++at) {
    worksheet_write_string(sheet, 0, static_cast<lxw_col_t>(at + 3), result.cases[at].compare.name.c_str(), nullptr);
  }
  lxw_row_t line = 1;
  for (const study::HeadlineRow& row : study::headline(result)) {
    worksheet_write_string(sheet, line, 0, row.country.empty() ? "World" : row.country.c_str(), nullptr);
    worksheet_write_string(sheet, line, 1, row.measure.c_str(), nullptr);
    worksheet_write_string(sheet, line, 2, row.unit.c_str(), nullptr);
    for (std::size_t at = 0; at < row.values.size(); ++at) {
      worksheet_write_number(sheet, line, static_cast<lxw_col_t>(at + 3), row.values[at], nullptr);
    }
    ++line;
  }
}

/// The rows of a CSV text as cells; what reads as a number is one.
void add_rows(lxw_worksheet* sheet, const std::string& name, const std::string& csv, lxw_row_t& line) {
  const text::CsvTable table = text::parse_csv(csv, name);
  const auto columns = table.header().size();
  if (line == 0) {
    worksheet_write_string(sheet, 0, 0, "case", nullptr);
    for (std::size_t at = 0; at < columns; ++at) {
      worksheet_write_string(sheet, 0, static_cast<lxw_col_t>(at + 1), table.header()[at].c_str(), nullptr);
    }
    line = 1;
  }
  for (std::size_t row = 0; row < table.row_count(); ++row, ++line) {
    worksheet_write_string(sheet, line, 0, name.c_str(), nullptr);
    for (std::size_t at = 0; at < columns; ++at) {
      const std::string cell(table.cell(row, at));
      const auto column = static_cast<lxw_col_t>(at + 1);
      double value = 0.0;
      const auto read = std::from_chars(cell.data(), cell.data() + cell.size(), value);
      if (!cell.empty() && read.ec == std::errc() && read.ptr == cell.data() + cell.size()) {
        worksheet_write_number(sheet, line, column, value, nullptr);
      } else {
        worksheet_write_string(sheet, line, column, cell.c_str(), nullptr);
      }
    }
  }
}

}  // namespace

bool has_spreadsheets() { return true; }

void write_spreadsheet(const study::RunResult& result, const std::filesystem::path& path) {
  lxw_workbook* book = workbook_new(path.c_str());
  if (book == nullptr) throw InputError({.file = path.string()}, "cannot be written");
  lxw_doc_properties properties{};
  std::string title = result.scenario.title;
  properties.title = title.data();
  std::tm day{};
  // The workbook would carry the time of writing; the manifest's time keeps two runs equal where that is fixed.
  if (strptime(result.manifest.created_utc.c_str(), "%Y-%m-%dT%H:%M:%SZ", &day) != nullptr)
    properties.created = timegm(&day);
  workbook_set_properties(book, &properties);
  add_headline(book, result);
  lxw_worksheet* countries = workbook_add_worksheet(book, "country");
  lxw_worksheet* sectors = workbook_add_worksheet(book, "sector");
  lxw_row_t country_line = 0;
  lxw_row_t sector_line = 0;
  for (const study::CaseResult& solved : result.cases) {
    add_rows(countries, solved.compare.name, country_csv(result.baseline, solved), country_line);
    add_rows(sectors, solved.compare.name, sector_csv(result.baseline, solved), sector_line);
  }
  if (workbook_close(book) != LXW_NO_ERROR) throw InputError({.file = path.string()}, "cannot be written");
}

}  // namespace parley::report
