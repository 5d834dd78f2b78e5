#include "parley/report/tables/spreadsheet.hpp"

#include <fmt/format.h>
#include <xlsxwriter.h>

#include <array>
#include <cmath>
#include <ctime>

#include "parley/base/machine_failure.hpp"
#include "parley/report/tables/ranges_files.hpp"
#include "parley/report/words/format.hpp"
#include "parley/study/cases/headline.hpp"
#include "parley/text/utf8.hpp"

namespace parley::report {
namespace {

constexpr std::size_t longest_cell = 32767;  // characters, a limit of the format
constexpr std::size_t longest_property = 255;

/// What all sheets share.
struct Book {
  lxw_workbook* file = nullptr;
  lxw_format* head = nullptr;
  lxw_format* number = nullptr;
};

/// A sheet with a bold first line that stays in sight, as do its first columns.
lxw_worksheet* add_sheet(const Book& book, const char* name, lxw_col_t keys, lxw_col_t columns) {
  lxw_worksheet* sheet = workbook_add_worksheet(book.file, name);
  worksheet_set_row(sheet, 0, LXW_DEF_ROW_HEIGHT, book.head);
  worksheet_freeze_panes(sheet, 1, keys);
  worksheet_set_column(sheet, 0, static_cast<lxw_col_t>(keys - 1), 22, nullptr);
  worksheet_set_column(sheet, keys, columns, 16, book.number);
  return sheet;
}

/// A text, never a formula. Longer ones than the format holds would be dropped by the library.
void write_text(lxw_worksheet* sheet, lxw_row_t line, lxw_col_t column, std::string_view words) {
  worksheet_write_string(sheet, line, column, shortened(text::printable(words), longest_cell).c_str(), nullptr);
}

/// A number; the cell stays empty where there is none, for the format knows no NaN.
void write_value(lxw_worksheet* sheet, lxw_row_t line, lxw_col_t column, double value) {
  if (std::isfinite(value)) worksheet_write_number(sheet, line, column, value, nullptr);
}

void add_headline(const Book& book, const study::RunResult& result) {
  lxw_worksheet* sheet = add_sheet(book, "headline", 3, static_cast<lxw_col_t>(result.cases.size() + 3));
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
  MeasureSheet(const Book& book, const char* name, const std::vector<std::string>& keys, const Columns& columns)
      : sheet_(add_sheet(book, name, static_cast<lxw_col_t>(keys.size()),
                         static_cast<lxw_col_t>(keys.size() + columns.size()))) {
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

void add_countries(const Book& book, const study::RunResult& result) {
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

void add_sectors(const Book& book, const study::RunResult& result) {
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

void add_ranges(const Book& book, const study::RunResult& result) {
  if (!result.ranges) return;
  std::vector<std::string_view> heads{"case", "country", "measure", "unit"};
  for (const auto& column : range_columns) heads.push_back(column.first);
  heads.insert(heads.end(), {"sets_up", "sets_down", "verdict"});
  const study::HeadlineRanges& ranges = *result.ranges;
  lxw_worksheet* sheet = add_sheet(book, "ranges", 4, static_cast<lxw_col_t>(heads.size()));
  for (std::size_t at = 0; at < heads.size(); ++at) write_text(sheet, 0, static_cast<lxw_col_t>(at), heads[at]);
  lxw_row_t line = 0;
  for (std::size_t at = 0; at < result.cases.size(); ++at) {
    for (std::size_t item = 0; item < ranges.items.size(); ++item) {
      const study::HeadlineItem& of = ranges.items[item];
      const study::Range& range = ranges.of[item][at];
      ++line;
      lxw_col_t column = 0;
      for (const std::string& words : {result.cases[at].compare.name, of.country, of.name, of.unit})
        write_text(sheet, line, column++, words);
      for (const auto& each : range_columns) write_value(sheet, line, column++, range.*each.second);
      for (const std::size_t count : {range.sets_up, range.sets_down})
        write_value(sheet, line, column++, static_cast<double>(count));
      write_text(sheet, line, column, study::to_string(range.verdict));
    }
  }
}

/// A name that the format allows for a sheet: at most 31 characters.
constexpr std::size_t longest_sheet_name = 31;

void add_table(const Book& book, const Table& table) {
  lxw_worksheet* sheet = add_sheet(book, table.name.substr(0, longest_sheet_name).c_str(), 1,
                                   static_cast<lxw_col_t>(table.columns.size()));
  for (std::size_t at = 0; at < table.columns.size(); ++at)
    write_text(sheet, 0, static_cast<lxw_col_t>(at), table.columns[at]);
  for (std::size_t line = 0; line < table.rows.size(); ++line) {
    for (std::size_t at = 0; at < table.rows[line].size(); ++at) {
      const Cell& cell = table.rows[line][at];
      const auto row = static_cast<lxw_row_t>(line + 1);
      const auto column = static_cast<lxw_col_t>(at);
      if (const auto* words = std::get_if<std::string>(&cell)) write_text(sheet, row, column, *words);
      if (const auto* number = std::get_if<double>(&cell)) write_value(sheet, row, column, *number);
    }
  }
}

/// What the columns mean, and what the codes stand for.
void add_dictionary(const Book& book, const study::RunResult& result) {
  lxw_worksheet* sheet = add_sheet(book, "dictionary", 2, 4);
  lxw_row_t line = 0;
  const auto row = [&](const std::array<std::string_view, 4>& words) {
    for (std::size_t at = 0; at < words.size(); ++at) write_text(sheet, line, static_cast<lxw_col_t>(at), words[at]);
    ++line;
  };
  row({"what", "code", "unit", "meaning"});
  for (const study::OutcomeMeasure& each : study::outcome_measures())
    row({"measure", each.id, each.unit, each.definition});
  const Economy& labels = result.baseline.economy;
  for (const Country n : labels.countries()) row({"region", labels.code(n), "", labels.region(n).name});
  for (const Sector s : labels.sectors()) row({"sector", labels.code(s), "", labels.sector(s).name});
  for (const study::CaseResult& solved : result.cases)
    row({"case", solved.compare.name, "", study::case_title(solved)});
}

}  // namespace

bool has_spreadsheets() { return true; }

void write_spreadsheet(const study::RunResult& result, const std::vector<Table>& further,
                       const std::filesystem::path& path) {
  Book book{.file = workbook_new(path.c_str())};
  if (book.file == nullptr) throw MachineFailure(path.string() + ": cannot be written");
  book.head = workbook_add_format(book.file);
  format_set_bold(book.head);
  book.number = workbook_add_format(book.file);
  format_set_num_format(book.number, "#,##0.0000");
  lxw_doc_properties properties{};
  // A property may not be longer.
  std::string title = shortened(text::printable(result.scenario.title), longest_property);
  properties.title = title.data();
  std::tm day{};
  // The workbook would carry the time of writing; the manifest's time keeps two runs equal where that is fixed.
  if (strptime(result.manifest.created_utc.c_str(), "%Y-%m-%dT%H:%M:%SZ", &day) != nullptr)
    properties.created = timegm(&day);
  workbook_set_properties(book.file, &properties);
  add_headline(book, result);
  add_countries(book, result);
  add_sectors(book, result);
  add_ranges(book, result);
  for (const Table& table : further) add_table(book, table);
  add_dictionary(book, result);
  if (workbook_close(book.file) != LXW_NO_ERROR) throw MachineFailure(path.string() + ": cannot be written");
}

}  // namespace parley::report
