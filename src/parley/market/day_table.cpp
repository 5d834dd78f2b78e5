#include "parley/market/day_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "parley/base/error.hpp"
#include "parley/market/price_columns.hpp"
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

/// "-99", "-99.99", "-999.0": nines that providers write where a number is missing.
bool is_missing_mark(std::string_view cell) {
  if (!cell.starts_with('-')) return false;
  cell.remove_prefix(1);
  if (cell.find('.') != std::string_view::npos) {
    while (cell.ends_with('0')) cell.remove_suffix(1);
    if (cell.ends_with('.')) cell.remove_suffix(1);
  }
  return cell.starts_with("99") && cell.find_first_not_of("9.") == std::string_view::npos;
}

/// Numbers of one file, with a count of the marks that stand for missing ones.
class Numbers {
 public:
  Numbers(const text::CsvTable& csv, bool is_price) : csv_(csv), is_price_(is_price) {}

  double read(std::size_t row, std::size_t column) {
    const std::string_view cell = csv_.cell(row, column);
    if (cell.empty()) return absent;
    if (is_missing_mark(cell)) {
      if (marks_++ == 0) first_mark_ = fmt::format("'{}' in line {}", cell, csv_.place(row, column).line);
      return absent;
    }
    const double value = csv_.number(row, column);
    if (is_price_ && value <= 0) {
      throw InputError(csv_.place(row, column), fmt::format("a price of {}", cell),
                       "leave the cell empty on a day without a price");
    }
    if (!is_price_ && value <= -100) {
      throw InputError(csv_.place(row, column), fmt::format("a return of {} %", cell),
                       "nothing loses more than all of its value; leave the cell empty on a day without a return");
    }
    return value;
  }

  [[nodiscard]] std::vector<std::string> notes() const {
    if (marks_ == 0) return {};
    return {fmt::format("{}: {} cells are taken for missing numbers, the first of them {}", csv_.file(), marks_,
                        first_mark_)};
  }

 private:
  const text::CsvTable& csv_;
  bool is_price_;
  std::size_t marks_ = 0;
  std::string first_mark_;
};

bool is_blank(const text::CsvTable& csv, std::size_t row) {
  for (std::size_t column = 0; column < csv.header().size(); ++column) {
    if (!csv.cell(row, column).empty()) return false;
  }
  return true;
}

void require_later(const Date& before, const Date& date, const Place& place, const std::string& whose) {
  if (before < date) return;
  if (before == date)
    throw InputError(place, fmt::format("{} appears twice{}", to_string(date), whose), "one row a day");
  throw InputError(place, fmt::format("{} stands after {}{}", to_string(date), to_string(before), whose),
                   "sort the rows by day");
}

std::vector<std::size_t> member_columns(const text::CsvTable& csv, const DayTableForm& form, std::size_t date) {
  std::vector<std::string> names = form.only;
  const auto is_there = [&](const std::string& name) { return csv.has_column(name); };
  if (names.empty() && std::all_of(form.studied.begin(), form.studied.end(), is_there)) names = form.studied;
  std::vector<std::size_t> columns;
  for (const std::string& name : names) columns.push_back(csv.column(name));
  for (std::size_t at = 0; names.empty() && at < csv.header().size(); ++at) {
    if (at != date) columns.push_back(at);
  }
  if (columns.empty()) throw InputError({csv.file(), 1, 0, ""}, "no members", "one column per member after the day");
  if (form.is_price) require_one_price_each(csv, columns);
  return columns;
}

/// One day of a table as it stands in a file.
struct DayRow {
  Date date;
  std::vector<double> numbers;  ///< by member
};

void fill(DayTable& table, const std::vector<DayRow>& rows) {
  if (rows.empty()) throw InputError({table.file, 0, 0, ""}, "no day has a number", "one row per trading day");
  table.value = Array<Member, Day>(table.members.size(), rows.size());
  for (std::size_t t = 0; t < rows.size(); ++t) {
    table.dates.push_back(rows[t].date);
    for (const Member m : all<Member>(table.members.size())) table.value(m, Day(t)) = rows[t].numbers[m.value()];
  }
}

DayTable wide(const text::CsvTable& csv, const DayTableForm& form) {
  DayTable table{.file = csv.file()};
  const std::size_t date = csv.column(form.date);
  const std::vector<std::size_t> columns = member_columns(csv, form, date);
  for (const std::size_t column : columns) table.members.push_back(csv.header()[column]);
  Numbers numbers(csv, form.is_price);
  std::vector<DayRow> rows;
  std::optional<Date> last;
  for (std::size_t row = 0; row < csv.row_count(); ++row) {
    if (is_blank(csv, row)) continue;
    DayRow day{.date = date_in(csv, row, date)};
    if (last) require_later(*last, day.date, csv.place(row, date), "");
    last = day.date;
    for (const std::size_t column : columns) day.numbers.push_back(numbers.read(row, column));
    const bool is_traded =
        std::any_of(day.numbers.begin(), day.numbers.end(), [](double value) { return !std::isnan(value); });
    if (is_traded) rows.push_back(std::move(day));
  }
  fill(table, rows);
  table.notes = numbers.notes();
  return table;
}

DayTable long_rows(const text::CsvTable& csv, const DayTableForm& form) {
  const std::size_t date = csv.column(form.date);
  const std::size_t member = csv.column(form.member);
  const std::size_t value = csv.column(form.value);
  std::map<std::string, std::map<Date, double>, std::less<>> numbers_of;
  std::set<Date> days;
  DayTable table{.file = csv.file()};
  Numbers numbers(csv, form.is_price);
  for (std::size_t row = 0; row < csv.row_count(); ++row) {
    if (is_blank(csv, row)) continue;
    const std::string name(csv.cell(row, member));
    if (name.empty()) throw InputError(csv.place(row, member), "an empty cell", "the member's name");
    const bool is_wanted = form.only.empty() || std::find(form.only.begin(), form.only.end(), name) != form.only.end();
    if (!is_wanted) continue;
    const Date day = date_in(csv, row, date);
    std::map<Date, double>& of_member = numbers_of[name];
    if (of_member.empty()) table.members.push_back(name);
    if (!of_member.empty())
      require_later(of_member.rbegin()->first, day, csv.place(row, date), fmt::format(" for {}", name));
    const double number = numbers.read(row, value);
    of_member[day] = number;
    if (!std::isnan(number)) days.insert(day);
  }
  for (const std::string& name : form.only) {
    if (!numbers_of.contains(name))
      throw InputError({csv.file(), 0, 0, form.member}, fmt::format("no rows of '{}'", name));
  }
  if (table.members.size() * days.size() > most_cells) {
    throw InputError({csv.file(), 0, 0, form.member},
                     fmt::format("{} members on {} days are no price table", table.members.size(), days.size()),
                     "is another column meant?");
  }
  std::vector<DayRow> rows;
  for (const Date& day : days) {
    rows.push_back({day, {}});
    for (const std::string& name : table.members) {
      const auto found = numbers_of[name].find(day);
      rows.back().numbers.push_back(found == numbers_of[name].end() ? absent : found->second);
    }
  }
  fill(table, rows);
  table.notes = numbers.notes();
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

DayTable on_calendar(const DayTable& table, const DayTable& calendar, std::vector<std::string>& notes) {
  const std::vector<Date>& days = calendar.dates;
  DayTable moved{.file = table.file, .dates = days, .members = table.members};
  moved.value = Array<Member, Day>(table.members.size(), days.size());
  moved.value.fill(absent);
  std::size_t outside = 0;
  std::vector<Date> lacking;
  for (std::size_t row = 0; row < table.dates.size(); ++row) {
    const Date& date = table.dates[row];
    if (days.empty() || date < days.front() || days.back() < date) {
      ++outside;
      continue;
    }
    const auto found = std::lower_bound(days.begin(), days.end(), date);
    if (*found != date) {
      lacking.push_back(date);
      continue;
    }
    const Day at(static_cast<std::size_t>(found - days.begin()));
    for (const Member m : all<Member>(table.members.size())) moved.value(m, at) = table.value(m, Day(row));
  }
  if (!lacking.empty()) {
    const std::string more = lacking.size() > 1 ? fmt::format(" nor on {} more days", lacking.size() - 1) : "";
    throw InputError({calendar.file, 0, 0, ""},
                     fmt::format("has no value on {}{}, which {} has", to_string(lacking.front()), more, table.file),
                     "both files follow one trading calendar: add the day here or leave it out there");
  }
  if (outside > 0)
    notes.push_back(fmt::format("{}: {} days lie outside the market's series and are not used", table.file, outside));
  return moved;
}

DayTable simple_returns(const DayTable& prices, const std::vector<CorporateAction>& actions,
                        std::vector<std::string>& notes) {
  DayTable returns{.file = prices.file, .dates = prices.dates, .members = prices.members};
  returns.value = Array<Member, Day>(prices.members.size(), prices.dates.size());
  for (const Member m : all<Member>(prices.members.size())) {
    if (!prices.dates.empty()) returns.value(m, Day(0)) = absent;
    for (std::size_t t = 1; t < prices.dates.size(); ++t)
      returns.value(m, Day(t)) = prices.value(m, Day(t)) / prices.value(m, Day(t - 1)) - 1;
  }
  apply_actions(prices, actions, returns, notes);
  note_large_returns(returns, "is a split not recorded?", notes);
  return returns;
}

void note_large_returns(const DayTable& returns, std::string_view question, std::vector<std::string>& notes) {
  // Three for two is a fall by a third; two for one falls short of a half as often as not.
  constexpr double suspicious = 0.7;
  for (const Member m : all<Member>(returns.members.size())) {
    for (const Day t : all<Day>(returns.dates.size())) {
      const double value = returns.value(m, t);
      if (1 + value < suspicious || 1 + value > 1 / suspicious) {
        notes.push_back(fmt::format("{}: a return of {:+.1f} % on {}: {}", returns.members[m.value()], 100 * value,
                                    to_string(returns.dates[t.value()]), question));
      }
    }
  }
}

}  // namespace parley::market
