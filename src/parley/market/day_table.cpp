#include "parley/market/day_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <utility>

#include "parley/base/error.hpp"
#include "parley/text/csv.hpp"

namespace parley::market {
namespace {

/// Beyond this a table of long rows is no price file: every row would be a member of its own.
constexpr std::size_t most_cells = 50'000'000;

Date date_in(const text::CsvTable& csv, std::size_t row, std::size_t column) {
  const std::optional<Date> date = parse_date(csv.cell(row, column));
  if (!date)
    throw InputError(csv.place(row, column), fmt::format("'{}' is not a day", csv.cell(row, column)), "2018-03-23");
  return *date;
}

double number_in(const text::CsvTable& csv, std::size_t row, std::size_t column, bool is_price) {
  if (csv.cell(row, column).empty()) return absent;
  const double value = csv.number(row, column);
  if (is_price && value <= 0) {
    throw InputError(csv.place(row, column), fmt::format("a price of {}", csv.cell(row, column)),
                     "leave the cell empty on a day without a price");
  }
  return value;
}

void require_later(const Date& before, const Date& date, const Place& place, const std::string& whose) {
  if (before < date) return;
  if (before == date)
    throw InputError(place, fmt::format("{} appears twice{}", to_string(date), whose), "one row a day");
  throw InputError(place, fmt::format("{} stands after {}{}", to_string(date), to_string(before), whose),
                   "sort the rows by day");
}

std::vector<std::size_t> member_columns(const text::CsvTable& csv, const DayTableForm& form, std::size_t date) {
  std::vector<std::size_t> columns;
  for (const std::string& name : form.only) columns.push_back(csv.column(name));
  for (std::size_t at = 0; form.only.empty() && at < csv.header().size(); ++at) {
    if (at != date) columns.push_back(at);
  }
  if (columns.empty()) throw InputError({csv.file(), 1, 0, ""}, "no members", "one column per member after the day");
  return columns;
}

DayTable wide(const text::CsvTable& csv, const DayTableForm& form) {
  DayTable table{.file = csv.file()};
  const std::size_t date = csv.column(form.date);
  const std::vector<std::size_t> columns = member_columns(csv, form, date);
  for (const std::size_t column : columns) table.members.push_back(csv.header()[column]);
  table.value = Array<Member, Day>(columns.size(), csv.row_count());
  for (std::size_t row = 0; row < csv.row_count(); ++row) {
    const Date day = date_in(csv, row, date);
    if (row > 0) require_later(table.dates.back(), day, csv.place(row, date), "");
    table.dates.push_back(day);
    for (std::size_t m = 0; m < columns.size(); ++m)
      table.value(Member(m), Day(row)) = number_in(csv, row, columns[m], form.is_price);
  }
  return table;
}

DayTable long_rows(const text::CsvTable& csv, const DayTableForm& form) {
  const std::size_t date = csv.column(form.date);
  const std::size_t member = csv.column(form.member);
  const std::size_t value = csv.column(form.value);
  std::map<std::string, std::map<Date, double>, std::less<>> numbers;
  std::set<Date> days;
  DayTable table{.file = csv.file()};
  for (std::size_t row = 0; row < csv.row_count(); ++row) {
    const std::string name(csv.cell(row, member));
    if (name.empty()) throw InputError(csv.place(row, member), "an empty cell", "the member's name");
    const bool is_wanted = form.only.empty() || std::find(form.only.begin(), form.only.end(), name) != form.only.end();
    if (!is_wanted) continue;
    const Date day = date_in(csv, row, date);
    std::map<Date, double>& of_member = numbers[name];
    if (of_member.empty()) table.members.push_back(name);
    if (!of_member.empty())
      require_later(of_member.rbegin()->first, day, csv.place(row, date), fmt::format(" for {}", name));
    of_member[day] = number_in(csv, row, value, form.is_price);
    days.insert(day);
  }
  for (const std::string& name : form.only) {
    if (!numbers.contains(name))
      throw InputError({csv.file(), 0, 0, form.member}, fmt::format("no rows of '{}'", name));
  }
  if (table.members.size() * days.size() > most_cells) {
    throw InputError({csv.file(), 0, 0, form.member},
                     fmt::format("{} members on {} days are no price table", table.members.size(), days.size()),
                     "is another column meant?");
  }
  table.dates.assign(days.begin(), days.end());
  table.value = Array<Member, Day>(table.members.size(), table.dates.size());
  table.value.fill(absent);
  for (std::size_t m = 0; m < table.members.size(); ++m) {
    for (const auto& [day, number] : numbers[table.members[m]]) {
      const auto at = std::lower_bound(table.dates.begin(), table.dates.end(), day) - table.dates.begin();
      table.value(Member(m), Day(static_cast<std::size_t>(at))) = number;
    }
  }
  return table;
}

/// Multiplies and adds what actions do to the price of their day; says which could not be used.
void apply_actions(const DayTable& prices, const std::vector<CorporateAction>& actions, DayTable& returns,
                   std::vector<std::string>& notes) {
  std::size_t others = 0;
  for (const CorporateAction& action : actions) {
    const auto member = std::find(prices.members.begin(), prices.members.end(), action.member);
    if (member == prices.members.end()) {
      ++others;
      continue;
    }
    const Member m(static_cast<std::size_t>(member - prices.members.begin()));
    const auto day = std::lower_bound(prices.dates.begin(), prices.dates.end(), action.date);
    const auto at = static_cast<std::size_t>(day - prices.dates.begin());
    const bool is_known = day != prices.dates.end() && *day == action.date;
    if (!is_known || at == 0 || std::isnan(returns.value(m, Day(at)))) {
      notes.push_back(
          fmt::format("{}: the dividend or split of {} was not used: no prices of that day and the one before",
                      action.member, to_string(action.date)));
      continue;
    }
    returns.value(m, Day(at)) =
        (prices.value(m, Day(at)) * action.split + action.dividend) / prices.value(m, Day(at - 1)) - 1;
  }
  if (others > 0) notes.push_back(fmt::format("{} dividends and splits are of members without prices here", others));
}

}  // namespace

DayTable parse_day_table(std::string bytes, const std::string& file, const DayTableForm& form) {
  const text::CsvTable csv = text::parse_csv(std::move(bytes), file);
  if (csv.row_count() == 0) throw InputError({file, 0, 0, ""}, "no rows", "one row per trading day");
  return form.layout == DayTableForm::Layout::wide ? wide(csv, form) : long_rows(csv, form);
}

std::vector<CorporateAction> parse_corporate_actions(std::string bytes, const std::string& file,
                                                     const CorporateActionForm& form) {
  const text::CsvTable csv = text::parse_csv(std::move(bytes), file);
  const std::size_t date = csv.column(form.date);
  const std::size_t member = csv.column(form.member);
  const std::size_t dividend = csv.column(form.dividend);
  const std::size_t split = csv.column(form.split);
  std::vector<CorporateAction> actions;
  std::set<std::pair<std::string, Date>> seen;
  for (std::size_t row = 0; row < csv.row_count(); ++row) {
    CorporateAction action{date_in(csv, row, date), std::string(csv.cell(row, member)), csv.number(row, dividend),
                           csv.number(row, split)};
    if (action.dividend < 0) throw InputError(csv.place(row, dividend), "a negative dividend");
    if (action.split <= 0) throw InputError(csv.place(row, split), "is not above zero", "1 where there is no split");
    if (!seen.insert({action.member, action.date}).second)
      throw InputError(csv.place(row, date),
                       fmt::format("{} of {} appears twice", action.member, to_string(action.date)));
    actions.push_back(std::move(action));
  }
  return actions;
}

DayTable on_calendar(const DayTable& table, const std::vector<Date>& calendar, std::vector<std::string>& notes) {
  DayTable moved{.file = table.file, .dates = calendar, .members = table.members};
  moved.value = Array<Member, Day>(table.members.size(), calendar.size());
  moved.value.fill(absent);
  std::size_t outside = 0;
  for (std::size_t row = 0; row < table.dates.size(); ++row) {
    const Date& date = table.dates[row];
    if (calendar.empty() || date < calendar.front() || calendar.back() < date) {
      ++outside;
      continue;
    }
    const auto found = std::lower_bound(calendar.begin(), calendar.end(), date);
    if (*found != date) {
      throw InputError({table.file, 0, 0, ""}, fmt::format("{} is not a day of the market's series", to_string(date)),
                       "both files must follow one trading calendar");
    }
    const Day at(static_cast<std::size_t>(found - calendar.begin()));
    for (const Member m : all<Member>(table.members.size())) moved.value(m, at) = table.value(m, Day(row));
  }
  if (outside > 0)
    notes.push_back(fmt::format("{}: {} days lie outside the market's series and are not used", table.file, outside));
  return moved;
}

DayTable simple_returns(const DayTable& prices, const std::vector<CorporateAction>& actions,
                        std::vector<std::string>& notes) {
  // Three for two is a fall by a third; two for one falls short of a half as often as not.
  constexpr double suspicious = 0.7;
  DayTable returns{.file = prices.file, .dates = prices.dates, .members = prices.members};
  returns.value = Array<Member, Day>(prices.members.size(), prices.dates.size());
  for (const Member m : all<Member>(prices.members.size())) {
    if (!prices.dates.empty()) returns.value(m, Day(0)) = absent;
    for (std::size_t t = 1; t < prices.dates.size(); ++t)
      returns.value(m, Day(t)) = prices.value(m, Day(t)) / prices.value(m, Day(t - 1)) - 1;
  }
  apply_actions(prices, actions, returns, notes);
  for (const Member m : all<Member>(prices.members.size())) {
    for (std::size_t t = 1; t < prices.dates.size(); ++t) {
      const double value = returns.value(m, Day(t));
      if (1 + value < suspicious || 1 + value > 1 / suspicious) {
        notes.push_back(fmt::format("{}: a return of {:+.1f} % on {}: is a split not recorded?",
                                    prices.members[m.value()], 100 * value, to_string(prices.dates[t])));
      }
    }
  }
  return returns;
}

}  // namespace parley::market
