#include "parley/report/tables/spreadsheet.hpp"

#include <fmt/format.h>
#include <xlsxwriter.h>

#include <cmath>
#include <ctime>

#include "parley/base/machine_failure.hpp"
#include "parley/report/words/format.hpp"
#include "parley/study/cases/headline.hpp"
#include "parley/text/utf8.hpp"

namespace parley::report {
namespace {

constexpr std::size_t longest_cell = 32767;  // characters, a limit of the format
constexpr std::size_t longest_property = 255;

/// A text, never a formula. Longer ones than the format holds would be dropped by the library.
void write_text(lxw_worksheet* sheet, lxw_row_t line, lxw_col_t column, std::string_view words) {
  worksheet_write_string(sheet, line, column, shortened(text::printable(words), longest_cell).c_str(), nullptr);
}

/// A number; the cell stays empty where there is none, for the format knows no NaN.
void write_value(lxw_worksheet* sheet, lxw_row_t line, lxw_col_t column, double value) {
  if (std::isfinite(value)) worksheet_write_number(sheet, line, column, value, nullptr);
}

void add_headline(lxw_workbook* book, const study::RunResult& result) {
  lxw_worksheet* sheet = workbook_add_worksheet(book, "headline");
  for (std::size_t at = 0; at < result.cases.size(); ++at) {
    write_text(sheet, 0, static_cast<lxw_col_t>(at + 3), result.cases[at].compare.name);
  }
  lxw_row_t line = 1;
  for (const study::HeadlineRow& row : study::headline(result)) {
    write_text(sheet, line, 0, row.item.country.empty() ? "World" : row.item.country);
    write_text(sheet, line, 1, row.item.name);
    write_text(sheet, line, 2, row.item.unit);
    for (std::size_t at = 0; at < row.values.size(); ++at) {
      write_value(sheet, line, static_cast<lxw_col_t>(at + 3), row.values[at]);
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
  void word(const std::string& words) { write_text(sheet_, line_, column_++, words); }
  /// A cell without a value stays empty.
  void number(double value) { write_value(sheet_, line_, column_++, value); }

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
  // A property may not be longer.
  std::string title = shortened(text::printable(result.scenario.title), longest_property);
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
