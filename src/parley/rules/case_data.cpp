#include "parley/rules/case_data.hpp"
#include "parley/rules/read_case.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

#include "parley/tariff/law/rate.hpp"
#include "parley/text/commodity_code.hpp"
#include "parley/text/csv.hpp"
#include "parley/text/read_code.hpp"

namespace parley::rules {
namespace {

/// Totals are stated to three decimals of a million.
constexpr double total_tolerance = 0.00051;

std::vector<std::size_t> matching_rows(const text::CsvTable& csv, const TableRows& rows) {
  std::vector<std::pair<std::size_t, std::string>> wanted;
  for (const auto& [column, value] : rows.where) wanted.push_back({csv.column(column), value});
  std::vector<std::size_t> found;
  for (std::size_t row = 0; row < csv.row_count(); ++row) {
    const bool fits = std::all_of(wanted.begin(), wanted.end(),
                                  [&](const auto& each) { return csv.cell(row, each.first) == each.second; });
    if (fits) found.push_back(row);
  }
  if (found.empty()) throw InputError(rows.place, fmt::format("no row of {} fits", rows.file), "look at 'where'");
  return found;
}

/// A rate in percent as a fraction; nothing for an empty cell.
std::optional<double> rate_at(const text::CsvTable& csv, std::size_t row, const std::string& column) {
  if (column.empty() || csv.cell(row, csv.column(column)).empty()) return std::nullopt;
  const double percent = csv.number(row, csv.column(column));
  if (percent >= 0 && percent <= tariff::highest_duty_percent) return percent / 100;
  throw InputError(csv.place(row, csv.column(column)), fmt::format("{} % is not a duty", percent), "0 to 3000");
}

bool touches(const std::string& a, const std::string& b) { return a.starts_with(b) || b.starts_with(a); }

/// The listed lines that share goods with a code of the statistics.
std::vector<const RuleLine*> lines_on(const std::vector<RuleLine>& lines, const std::string& code) {
  std::vector<const RuleLine*> found;
  for (const RuleLine& line : lines) {
    if (touches(line.code, code)) found.push_back(&line);
  }
  return found;
}

/// Whether every line that the schedule has below a code is on the list.
bool covers_whole(const std::string& code, const std::vector<const RuleLine*>& listed,
                  const std::set<std::string>& schedule) {
  const auto is_listed = [&](const std::string& line) {
    return std::any_of(listed.begin(), listed.end(),
                       [&](const RuleLine* each) { return line.starts_with(each->code); });
  };
  if (is_listed(code)) return true;
  for (auto at = schedule.lower_bound(code); at != schedule.end() && at->starts_with(code); ++at) {
    if (!is_listed(*at)) return false;
  }
  return true;
}

/// Rates in percent of a table by longest prefix, for the lines that have none yet.
void fill_rates(std::vector<RuleLine>& lines, std::optional<double> RuleLine::* rate, const TableRows& table,
                const std::filesystem::path& folder) {
  text::PrefixMap<double> rates;
  for (const ValuedCode& row : read_rows(table, folder)) {
    if (!rates.insert(row.code, row.value / 100)) {
      throw InputError(table.place, fmt::format("{} has {} twice", table.file, row.code),
                       "narrow it down with 'where'");
    }
  }
  for (RuleLine& line : lines) {
    const double* found = rates.longest(line.code);
    if (!(line.*rate) && found != nullptr) line.*rate = *found;
  }
}

DutySlice slice_of(const std::vector<const RuleLine*>& listed, double trade_musd) {
  DutySlice slice{.trade_musd = trade_musd};
  for (const RuleLine* line : listed) {
    slice.added += line->added / static_cast<double>(listed.size());
    slice.applied += line->applied.value_or(0) / static_cast<double>(listed.size());
  }
  return slice;
}

ValuedList from_data(const CaseList& list, const Valuation& valuation, const std::filesystem::path& data) {
  std::set<std::string> schedule;
  if (valuation.schedule) {
    for (const ValuedCode& line : read_rows(*valuation.schedule, data)) schedule.insert(line.code);
  }
  ValuedList result;
  std::set<std::string> with_trade;
  std::size_t codes = 0;
  std::size_t partial = 0;
  double partial_musd = 0;
  for (const ValuedCode& row : read_rows(*valuation.rows, data)) {
    const std::vector<const RuleLine*> listed = lines_on(list.lines, row.code);
    if (listed.empty()) continue;
    ++codes;
    for (const RuleLine* line : listed) with_trade.insert(line->code);
    const double musd = row.value * valuation.unit_musd * valuation.factor;
    const bool is_whole = schedule.empty() || covers_whole(row.code, listed, schedule);
    if (!is_whole) {
      ++partial;
      partial_musd += musd;
      if (!valuation.keeps_partial) continue;
    }
    result.slices.push_back(slice_of(listed, musd));
    result.value_musd += musd;
  }
  if (partial > 0) {
    result.notes.push_back(fmt::format(
        "{}: {} of {} codes of {} also hold lines that are not listed, {:.1f} million USD: {}", list.id, partial, codes,
        valuation.id, partial_musd, valuation.keeps_partial ? "counted whole" : "left out"));
  }
  if (with_trade.size() < list.lines.size()) {
    result.notes.push_back(fmt::format("{}: {} of {} lines have no trade in {}", list.id,
                                       list.lines.size() - with_trade.size(), list.lines.size(), valuation.id));
  }
  return result;
}

ValuedList from_total(const CaseList& list, const Valuation& valuation) {
  const auto total = valuation.totals_musd.find(list.id);
  if (total == valuation.totals_musd.end()) {
    throw InputError(valuation.place, fmt::format("states no total for list '{}'", list.id),
                     "give the folder with the statistics, --data DIR");
  }
  DutySlice slice{.trade_musd = total->second, .added = list.lines.front().added};
  for (const RuleLine& line : list.lines) {
    if (line.added != slice.added) {
      throw InputError(valuation.place,
                       fmt::format("the rates of list '{}' differ by line, a total is not enough", list.id),
                       "give the folder with the statistics, --data DIR");
    }
    slice.applied += line.applied.value_or(0) / static_cast<double>(list.lines.size());
  }
  return {{slice}, slice.trade_musd, {}};
}

}  // namespace

std::vector<ValuedCode> read_rows(const TableRows& rows, const std::filesystem::path& folder) {
  const text::CsvTable csv = text::read_csv(folder / rows.file);
  const std::size_t code = csv.column(rows.code);
  std::vector<ValuedCode> found;
  for (const std::size_t row : matching_rows(csv, rows)) {
    ValuedCode each{text::read_code(csv, row, code), 0};
    if (!rows.value.empty()) each.value = csv.number(row, csv.column(rows.value));
    if (each.value < 0) throw InputError(csv.place(row, csv.column(rows.value)), "the value is negative");
    found.push_back(std::move(each));
  }
  return found;
}

void read_lines(CaseList& list, const std::filesystem::path& folder) {
  const text::CsvTable csv = text::read_csv(folder / list.rows.file);
  const std::size_t code = csv.column(list.rows.code);
  std::set<std::string> seen;
  for (const std::size_t row : matching_rows(csv, list.rows)) {
    RuleLine line{.list = list.id, .code = text::read_code(csv, row, code)};
    if (!seen.insert(line.code).second) throw InputError(csv.place(row, code), line.code + " appears twice");
    const std::optional<double> added = list.rate ? list.rate : rate_at(csv, row, list.rate_column);
    if (!added) throw InputError(csv.place(row, csv.column(list.rate_column)), "an empty cell where a rate must be");
    line.added = *added;
    line.applied = rate_at(csv, row, list.applied_column);
    line.bound = rate_at(csv, row, list.bound_column);
    list.lines.push_back(std::move(line));
  }
  if (list.applied_table) fill_rates(list.lines, &RuleLine::applied, *list.applied_table, folder);
  if (list.bound_table) fill_rates(list.lines, &RuleLine::bound, *list.bound_table, folder);
  if (list.expected_lines && *list.expected_lines != list.lines.size()) {
    throw InputError(list.rows.place,
                     fmt::format("list '{}' has {} lines, not {}", list.id, list.lines.size(), *list.expected_lines),
                     "correct 'expect' or the list");
  }
}

ValuedList value_list(const CaseList& list, const Valuation& valuation, const std::filesystem::path& data) {
  if (data.empty() || !valuation.rows) return from_total(list, valuation);
  ValuedList result = from_data(list, valuation, data);
  const auto total = valuation.totals_musd.find(list.id);
  if (total != valuation.totals_musd.end() && std::abs(total->second - result.value_musd) > total_tolerance) {
    throw InputError(valuation.place,
                     fmt::format("states {:.3f} million USD for list '{}', the data give {:.3f}", total->second,
                                 list.id, result.value_musd),
                     "correct the total or the file that is named");
  }
  return result;
}

RuleCase read_case(const std::filesystem::path& path) {
  RuleCase rule_case = parse_case(text::read_bytes(path, std::size_t{1} << 24), path.string());
  for (CaseList& list : rule_case.lists) read_lines(list, path.parent_path());
  return rule_case;
}

}  // namespace parley::rules
