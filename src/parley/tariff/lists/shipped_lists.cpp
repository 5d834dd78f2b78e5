#include "parley/tariff/lists/shipped_lists.hpp"
#include "parley/tariff/law/us_rate_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "parley/text/csv.hpp"
#include "parley/text/read_code.hpp"

namespace parley::tariff {
namespace {

using text::CsvTable;

std::string head_text(const ListHead& head, const ShippedListRecipe& recipe, std::size_t lines) {
  std::string out = text::csv_note(head.title) + text::csv_note("Source: " + head.source) +
                    text::csv_note("Licence: " + head.licence);
  for (const std::string& note : recipe.notes) out += text::csv_note(note);
  return out + text::csv_note(fmt::format("{} lines", lines));
}

BuiltList build_list(const ListExtract& list, const ShippedListRecipe& recipe, const std::filesystem::path& sources) {
  const SelectedRows selected = select(list.rows, sources);
  const CsvTable& csv = selected.csv;
  std::vector<std::size_t> columns;
  for (const std::string& name : list.code_columns) columns.push_back(csv.column(name));
  const auto column_of = [&](const std::string& name) {
    return name.empty() ? std::optional<std::size_t>() : std::optional<std::size_t>(csv.column(name));
  };
  const std::optional<std::size_t> points = column_of(list.points_column);
  const std::optional<std::size_t> partial = column_of(list.partial_column);
  std::map<std::string, std::string> rows;
  for (const std::size_t row : selected.rows) {
    const auto filled = std::find_if(columns.begin(), columns.end(),
                                     [&](std::size_t column) { return !csv.cell(row, column).empty(); });
    if (filled == columns.end()) throw InputError(csv.place(row, columns.front()), "the code is empty");
    const std::string code = text::read_code(csv, row, *filled);
    std::string cells = code;
    if (points) cells += fmt::format(",{:+.7g}%", csv.number(row, *points));
    if (partial) cells += csv.cell(row, *partial) == "1" ? ",1" : ",";
    if (!rows.emplace(code, cells).second)
      throw InputError(csv.place(row, *filled), fmt::format("{} appears twice", code));
  }
  if (list.expected_lines && *list.expected_lines != rows.size()) {
    throw InputError(list.head.place,
                     fmt::format("'{}' has {} lines, expected {}", list.head.out, rows.size(), *list.expected_lines));
  }
  BuiltList built{list.head.out, rows.size(), head_text(list.head, recipe, rows.size())};
  built.text += fmt::format("code{}{}\n", points ? ",rate" : "", partial ? ",partial" : "");
  for (const auto& [code, cells] : rows) built.text += cells + '\n';
  return built;
}

/// The first rate text of each line, by the digits of a line.
std::map<std::string, std::string> later_rates(const ScheduleExtract& schedule, const std::filesystem::path& sources) {
  const SelectedRows selected = select(schedule.rows, sources);
  const std::size_t code = selected.csv.column(schedule.code_column);
  const std::size_t rate = selected.csv.column(schedule.rate_column);
  std::map<std::string, std::string> rates;
  for (const std::size_t row : selected.rows) {
    const std::string_view cell = selected.csv.cell(row, rate);
    if (cell.empty() || selected.csv.cell(row, code).empty()) continue;
    const std::string digits = text::read_code(selected.csv, row, code);
    if (digits.size() < schedule.line_digits) continue;
    const std::string line(digits.substr(0, schedule.line_digits));
    const bool is_left_out = std::any_of(schedule.leave_out.begin(), schedule.leave_out.end(),
                                         [&](const std::string& chapter) { return line.starts_with(chapter); });
    if (!is_left_out) rates.emplace(line, rate_from_us_text(cell));
  }
  return rates;
}

/// The rate of each line on the eve of the change, from the row that began last.
std::map<std::string, std::string> earlier_rates(const ScheduleExtract& schedule,
                                                 const std::filesystem::path& sources) {
  const SelectedRows selected = select(schedule.earlier, sources);
  const std::size_t code = selected.csv.column(schedule.earlier_code_column);
  const std::size_t rate = selected.csv.column(schedule.earlier_rate_column);
  const std::size_t from = selected.csv.column(schedule.earlier_from_column);
  std::map<std::string, std::pair<std::string, std::string>> latest;  // code -> first day, rate
  for (const std::size_t row : selected.rows) {
    const std::string begins(selected.csv.cell(row, from));
    auto& entry = latest[text::read_code(selected.csv, row, code)];
    if (begins >= entry.first) entry = {begins, rate_from_us_text(selected.csv.cell(row, rate))};
  }
  std::map<std::string, std::string> rates;
  for (auto& [line, entry] : latest) rates[line] = std::move(entry.second);
  return rates;
}

bool is_same_rate(const std::string& a, const std::string& b) {
  // Words are the same law in other spellings; only numbers that differ are a change of the rate.
  return a == b || a.starts_with("words: ") || b.starts_with("words: ");
}

BuiltList build_schedule(const ScheduleExtract& schedule, const ShippedListRecipe& recipe,
                         const std::filesystem::path& sources) {
  const std::map<std::string, std::string> later = later_rates(schedule, sources);
  const std::map<std::string, std::string> earlier = earlier_rates(schedule, sources);
  std::string rows = "code,rate,from,until\n";
  std::size_t changed = 0;
  for (const auto& [line, rate] : later) {
    const auto before = earlier.find(line);
    if (before == earlier.end() || is_same_rate(before->second, rate)) {
      rows += text::csv_format("{},{},,\n", line, rate);
      continue;
    }
    ++changed;
    const std::string day = to_string(schedule.changes_on);
    rows += text::csv_format("{},{},,{}\n{},{},{},\n", line, before->second, day, line, rate, day);
  }
  BuiltList built{schedule.head.out, later.size(), head_text(schedule.head, recipe, later.size())};
  built.text +=
      text::csv_note(fmt::format("{} lines change their rate on {}", changed, to_string(schedule.changes_on))) + rows;
  return built;
}

}  // namespace

std::vector<BuiltList> build_shipped_lists(const ShippedListRecipe& recipe, const std::filesystem::path& sources) {
  std::vector<BuiltList> built;
  for (const ScheduleExtract& schedule : recipe.schedules) built.push_back(build_schedule(schedule, recipe, sources));
  for (const ListExtract& list : recipe.lists) built.push_back(build_list(list, recipe, sources));
  return built;
}

}  // namespace parley::tariff
