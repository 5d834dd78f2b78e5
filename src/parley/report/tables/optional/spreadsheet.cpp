#include "parley/report/tables/spreadsheet.hpp"

#include <fmt/format.h>
#include <xlsxwriter.h>

#include <cmath>
#include <ctime>

#include "parley/base/machine_failure.hpp"
#include "parley/study/cases/headline.hpp"

namespace parley::report {
namespace {

void add_headline(lxw_workbook* book, const study::RunResult& result) {
  lxw_worksheet* sheet = workbook_add_worksheet(book, "headline");
  for (std::size_t at = 0; at < result.cases.size(); ++at) {
    worksheet_write_string(sheet, 0, static_cast<lxw_col_t>(at + 3), result.cases[at].compare.name.c_str(), nullptr);
  }
  lxw_row_t line = 1;
  for (const study::HeadlineRow& row : study::headline(result)) {
    worksheet_write_string(sheet, line, 0, row.item.country.empty() ? "World" : row.item.country.c_str(), nullptr);
    worksheet_write_string(sheet, line, 1, row.item.name.c_str(), nullptr);
    worksheet_write_string(sheet, line, 2, row.item.unit.c_str(), nullptr);
    for (std::size_t at = 0; at < row.values.size(); ++at) {
      worksheet_write_number(sheet, line, static_cast<lxw_col_t>(at + 3), row.values[at], nullptr);
    }
    ++line;
  }
}

using Columns = std::vector<const study::OutcomeMeasure*>;

/// A worksheet whose first columns are keys, the others measures.
class MeasureSheet {
 public:
  MeasureSheet(lxw_workbook* book, const char* name, const std::vector<std::string>& keys, const Columns& columns)
      : sheet_(workbook_add_worksheet(book, name)) {
    for (const std::string& key : keys) word(key);
    for (const study::OutcomeMeasure* measure : columns) word(std::string(measure->id));
  }
  void begin() {
    ++line_;
    column_ = 0;
  }
  void word(const std::string& text) { worksheet_write_string(sheet_, line_, column_++, text.c_str(), nullptr); }
  /// A cell without a value stays empty.
  void number(double value) {
    if (std::isfinite(value)) worksheet_write_number(sheet_, line_, column_, value, nullptr);
    ++column_;
  }

 private:
  lxw_worksheet* sheet_;
  lxw_row_t line_ = 0;
  lxw_col_t column_ = 0;
};

void add_countries(lxw_workbook* book, const study::RunResult& result) {
  const Columns columns = study::columns_of(study::OutcomeMeasure::Scope::country);
  MeasureSheet sheet(book, "country", {"case", "country"}, columns);
  for (const study::CaseResult& solved : result.cases) {
    const study::SolvedWorld world = study::solved_world(result.baseline, solved);
    for (const Country n : result.baseline.economy.countries()) {
      sheet.begin();
      sheet.word(solved.compare.name);
      sheet.word(result.baseline.economy.code(n));
      for (const study::OutcomeMeasure* measure : columns) sheet.number(measure->value(world, {.country = n}));
    }
  }
}

void add_sectors(lxw_workbook* book, const study::RunResult& result) {
  const Columns columns = study::columns_of(study::OutcomeMeasure::Scope::sector);
  MeasureSheet sheet(book, "sector", {"case", "country", "sector"}, columns);
  const Economy& labels = result.baseline.economy;
  for (const study::CaseResult& solved : result.cases) {
    const study::SolvedWorld world = study::solved_world(result.baseline, solved);
    for (const Country n : labels.countries()) {
      for (const Sector s : labels.sectors()) {
        sheet.begin();
        sheet.word(solved.compare.name);
        sheet.word(labels.code(n));
        sheet.word(labels.code(s));
        for (const study::OutcomeMeasure* measure : columns)
          sheet.number(measure->value(world, {.country = n, .sector = s}));
      }
    }
  }
}

}  // namespace

bool has_spreadsheets() { return true; }

void write_spreadsheet(const study::RunResult& result, const std::filesystem::path& path) {
  lxw_workbook* book = workbook_new(path.c_str());
  if (book == nullptr) throw MachineFailure(path.string() + ": cannot be written");
  lxw_doc_properties properties{};
  std::string title = result.scenario.title;
  properties.title = title.data();
  std::tm day{};
  // The workbook would carry the time of writing; the manifest's time keeps two runs equal where that is fixed.
  if (strptime(result.manifest.created_utc.c_str(), "%Y-%m-%dT%H:%M:%SZ", &day) != nullptr)
    properties.created = timegm(&day);
  workbook_set_properties(book, &properties);
  add_headline(book, result);
  add_countries(book, result);
  add_sectors(book, result);
  if (workbook_close(book) != LXW_NO_ERROR) throw MachineFailure(path.string() + ": cannot be written");
}

}  // namespace parley::report
