#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "parley/base/error.hpp"
#include "parley/market/abnormal_return.hpp"
#include "parley/market/plan.hpp"
#include "parley/text/csv.hpp"

namespace parley::market {
namespace {

namespace fs = std::filesystem;

fs::path beside(const EventPlan& plan, const fs::path& folder, const fs::path& file) {
  return (folder.empty() ? plan.file.parent_path() : folder) / file;
}

DayTable read_table(const fs::path& file, const DayTableForm& form, std::vector<std::string>& notes) {
  DayTable table = parse_day_table(text::read_bytes(file), file.string(), form);
  notes.insert(notes.end(), table.notes.begin(), table.notes.end());
  return table;
}

void from_percent(DayTable& table) {
  for (double& value : table.value.values()) value /= 100;
}

/// The market's or factors' returns; their days are the calendar of the study.
DayTable explanation(const EventPlan& plan, const fs::path& folder, std::vector<std::string>& notes) {
  DayTableForm form{.is_price = false};
  if (plan.factors.empty()) {
    form.only = {plan.market_column};
    form.is_price = plan.market_values == EventPlan::Values::price;
    DayTable table = read_table(beside(plan, folder, plan.market), form, notes);
    if (form.is_price) return simple_returns(table, {}, notes);
    from_percent(table);
    return table;
  }
  form.only = plan.factor_columns;
  if (!plan.risk_free.empty()) form.only.push_back(plan.risk_free);
  DayTable table = read_table(beside(plan, folder, plan.factors), form, notes);
  from_percent(table);
  return table;
}

/// The members that the groups name; none where a group takes them from a file or takes all.
std::vector<std::string> named_members(const EventPlan& plan) {
  std::vector<std::string> names;
  for (const PlanGroup& group : plan.groups) {
    if (group.members.empty()) return {};
    for (const std::string& each : group.members) {
      if (std::find(names.begin(), names.end(), each) == names.end()) names.push_back(each);
    }
  }
  return names;
}

DayTable member_returns(const EventPlan& plan, const fs::path& folder, const DayTable& calendar,
                        std::vector<std::string>& notes) {
  DayTableForm form = plan.form;
  form.studied = named_members(plan);
  DayTable table = on_calendar(read_table(beside(plan, folder, plan.prices), form, notes), calendar, notes);
  if (plan.values == EventPlan::Values::return_percent) {
    from_percent(table);
    note_large_returns(table, "is it right?", notes);
    return table;
  }
  std::vector<CorporateAction> actions;
  if (!plan.actions.empty()) {
    const fs::path file = beside(plan, folder, plan.actions);
    actions = parse_corporate_actions(text::read_bytes(file), file.string(), plan.action_form);
  }
  return simple_returns(table, actions, notes);
}

ReturnData assemble(const EventPlan& plan, const DayTable& explained, DayTable returns) {
  const std::size_t factor_count = plan.factors.empty() ? 1 : plan.factor_columns.size();
  ReturnData data{std::move(returns), Array<Factor, Day>(factor_count, explained.dates.size())};
  for (std::size_t t = 0; t < explained.dates.size(); ++t) {
    for (std::size_t f = 0; f < factor_count; ++f) data.factors(Factor(f), Day(t)) = explained.value(Member(f), Day(t));
    if (plan.risk_free.empty()) continue;
    const double risk_free = explained.value(Member(factor_count), Day(t));
    for (const Member m : all<Member>(data.returns.members.size())) data.returns.value(m, Day(t)) -= risk_free;
  }
  return data;
}

/// Names in a group's file; the rows that a condition lets through.
std::vector<std::string> names_in_file(const PlanGroup& group, const fs::path& file) {
  const text::CsvTable csv = text::read_csv(file);
  const std::size_t column = csv.column(group.column);
  std::vector<std::string> names;
  for (std::size_t row = 0; row < csv.row_count(); ++row) {
    if (!group.where.empty() && csv.cell(row, csv.column(group.where)) != group.equals) continue;
    std::string name(csv.cell(row, column));
    if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(std::move(name));
  }
  if (names.empty()) {
    throw InputError(
        group.place, fmt::format("{} has no row for group '{}'", csv.file(), group.id),
        group.where.empty() ? "" : fmt::format("no cell of column '{}' is '{}'", group.where, group.equals));
  }
  return names;
}

/// The members of every group, by position in the prices.
std::vector<std::vector<Member>> members_of_groups(const EventPlan& plan, const fs::path& folder,
                                                   const std::vector<std::string>& known,
                                                   std::vector<std::string>& notes) {
  std::vector<std::vector<Member>> groups;
  for (const PlanGroup& group : plan.groups) {
    const bool is_file = !group.file.empty();
    std::vector<std::string> names = group.members;
    if (is_file) names = names_in_file(group, beside(plan, folder, group.file));
    if (names.empty()) names = known;
    std::set<Member> left_out;
    for (const std::string& other : group.except) {
      const auto at =
          std::find_if(plan.groups.begin(), plan.groups.end(), [&](const auto& g) { return g.id == other; });
      const auto& taken = groups[static_cast<std::size_t>(at - plan.groups.begin())];
      left_out.insert(taken.begin(), taken.end());
    }
    std::vector<Member> members;
    std::vector<std::string> strangers;
    for (const std::string& name : names) {
      const auto found = std::find(known.begin(), known.end(), name);
      if (found == known.end()) {
        if (!is_file)
          throw InputError(group.place, fmt::format("group '{}': '{}' has no prices", group.id, name),
                           did_you_mean(name, known));
        strangers.push_back(name);
        continue;
      }
      const Member member(static_cast<std::size_t>(found - known.begin()));
      if (!left_out.contains(member)) members.push_back(member);
    }
    if (!strangers.empty())
      notes.push_back(fmt::format("group '{}': {} of {} names in {} have no prices: {}", group.id, strangers.size(),
                                  names.size(), group.file.string(), fmt::join(strangers, " ")));
    groups.push_back(std::move(members));
  }
  return groups;
}

/// Position of the first trading day on or after a date.
std::size_t trading_day(const std::vector<Date>& dates, const Date& date, const Place& place) {
  const auto found = std::lower_bound(dates.begin(), dates.end(), date);
  if (found == dates.end() || date < dates.front()) {
    throw InputError(place, fmt::format("{} lies outside the trading days {} to {}", to_string(date),
                                        to_string(dates.front()), to_string(dates.back())));
  }
  return static_cast<std::size_t>(found - dates.begin());
}

/// The first day with returns: of a table of prices the second.
std::size_t first_return(const EventPlan& plan) {
  const bool from_levels = plan.factors.empty() && plan.market_values == EventPlan::Values::price;
  return plan.values == EventPlan::Values::price || from_levels ? 1 : 0;
}

/// Windows of one event.
EventWindows windows_of(const EventPlan& plan, const PlanEvent& event, const std::vector<Date>& dates,
                        std::vector<std::string>& notes) {
  const std::size_t at = trading_day(dates, event.date, event.place);
  if (dates[at] != event.date)
    notes.push_back(fmt::format("event '{}': {} is not a trading day; {} is taken instead", event.id,
                                to_string(event.date), to_string(dates[at])));
  const auto position = static_cast<std::ptrdiff_t>(at);
  const auto day_count = static_cast<std::ptrdiff_t>(dates.size());
  const std::ptrdiff_t first = position + event.from;
  const std::ptrdiff_t end = position + event.to + 1;
  if (first < 1 || end > day_count)
    throw InputError(event.place, fmt::format("the window of event '{}' leaves the trading days", event.id));
  EventWindows windows{.event = {static_cast<std::size_t>(first), static_cast<std::size_t>(end)}};
  if (plan.estimation_from) {
    windows.estimation.begin = std::max(first_return(plan), trading_day(dates, *plan.estimation_from, event.place));
    const auto after = std::upper_bound(dates.begin(), dates.end(), *plan.estimation_until);
    windows.estimation.end = static_cast<std::size_t>(after - dates.begin());
  } else {
    const std::ptrdiff_t last = position - plan.estimation_gap + 1;
    const std::ptrdiff_t begin = last - plan.estimation_days;
    if (begin < static_cast<std::ptrdiff_t>(first_return(plan)))
      throw InputError(event.place,
                       fmt::format("event '{}': {} days before it are needed for the estimation, there are {}",
                                   event.id, plan.estimation_days + plan.estimation_gap, position),
                       "a later event, or fewer days in [estimation]");
    windows.estimation = {static_cast<std::size_t>(begin), static_cast<std::size_t>(last)};
  }
  const DayRange& before = windows.estimation;
  if (before.end <= before.begin || (before.begin < windows.event.end && windows.event.begin < before.end))
    throw InputError(event.place,
                     fmt::format("event '{}': the estimation window is empty or overlaps the event", event.id));
  return windows;
}

std::size_t shared_days(const DayRange& a, const DayRange& b) {
  const std::size_t begin = std::max(a.begin, b.begin);
  const std::size_t end = std::min(a.end, b.end);
  return begin < end ? end - begin : 0;
}

/// Says which events count the same days, and whose estimation holds the days of another event.
void note_overlaps(const std::vector<PlanEvent>& events, const std::vector<EventWindows>& windows,
                   std::vector<std::string>& notes) {
  for (std::size_t e = 0; e < events.size(); ++e) {
    std::vector<std::string> within;
    for (std::size_t other = 0; other < events.size(); ++other) {
      if (shared_days(windows[e].estimation, windows[other].event) > 0) within.push_back(events[other].id);
      const std::size_t days = other < e ? shared_days(windows[e].event, windows[other].event) : 0;
      if (days > 0)
        notes.push_back(
            fmt::format("the windows of events '{}' and '{}' share {} trading day{}: their tests are not of "
                        "different moves",
                        events[other].id, events[e].id, days, days == 1 ? "" : "s"));
    }
    if (!within.empty())
      notes.push_back(fmt::format("event '{}': what is taken for usual days holds the window of {}", events[e].id,
                                  fmt::join(within, ", ")));
  }
}

std::vector<EventWindows> all_windows(const EventPlan& plan, const std::vector<Date>& dates,
                                      std::vector<std::string>& notes) {
  std::vector<EventWindows> windows;
  for (const PlanEvent& event : plan.events) windows.push_back(windows_of(plan, event, dates, notes));
  note_overlaps(plan.events, windows, notes);
  return windows;
}

std::vector<PlanNews> news_near(const std::vector<PlanNews>& news, const std::vector<Date>& dates,
                                const DayRange& window) {
  const Date& from = dates[window.begin - 1];
  const Date& until = dates[std::min(window.end, dates.size() - 1)];
  std::vector<PlanNews> near;
  for (const PlanNews& each : news) {
    if (from <= each.date && each.date <= until) near.push_back(each);
  }
  return near;
}

std::size_t position_of(const EventPlan& plan, const std::string& id) {
  const auto found = std::find_if(plan.groups.begin(), plan.groups.end(), [&](const auto& g) { return g.id == id; });
  return static_cast<std::size_t>(found - plan.groups.begin());
}

/// A plan's tables as read, on the calendar of its market or factors.
struct PlanData {
  ReturnData returns;
  std::vector<std::vector<Member>> groups;
};

PlanData read_data(const EventPlan& plan, const fs::path& folder, std::vector<std::string>& notes) {
  const DayTable explained = explanation(plan, folder, notes);
  ReturnData returns = assemble(plan, explained, member_returns(plan, folder, explained, notes));
  std::vector<std::vector<Member>> groups = members_of_groups(plan, folder, returns.returns.members, notes);
  return {std::move(returns), std::move(groups)};
}

double spread_of(std::span<const double> series, const DayRange& range) {
  double mean = 0;
  double squares = 0;
  const auto days = static_cast<double>(range.size());
  for (std::size_t t = range.begin; t < range.end; ++t) mean += series[t] / days;
  for (std::size_t t = range.begin; t < range.end; ++t) squares += (series[t] - mean) * (series[t] - mean);
  return std::sqrt(squares / (days - 1));
}

std::vector<std::string> factor_names(const EventPlan& plan) {
  return plan.factors.empty() ? std::vector<std::string>{plan.market_column} : plan.factor_columns;
}

}  // namespace

EventStudyResult carry_out(const EventPlan& plan, const fs::path& folder) {
  EventStudyResult result{.plan = plan};
  const PlanData read = read_data(plan, folder, result.notes);
  const ReturnData& data = read.returns;
  result.factors = factor_names(plan);
  result.members = data.returns.members;
  const std::vector<EventWindows> windows_by_event = all_windows(plan, data.returns.dates, result.notes);
  for (std::size_t e = 0; e < plan.events.size(); ++e) {
    const PlanEvent& event = plan.events[e];
    const EventWindows& windows = windows_by_event[e];
    EventResult of_event{.event = event, .day_before = data.returns.dates[windows.event.begin - 1]};
    for (std::size_t t = windows.event.begin; t < windows.event.end; ++t)
      of_event.days.push_back(data.returns.dates[t]);
    of_event.estimation_from = data.returns.dates[windows.estimation.begin];
    of_event.estimation_until = data.returns.dates[windows.estimation.end - 1];
    for (const Factor f : all<Factor>(result.factors.size()))
      of_event.factor_spread.push_back(spread_of(data.factors.row(f), windows.estimation));
    for (const std::vector<Member>& members : read.groups)
      of_event.groups.push_back(study(data, members, windows, plan.options));
    for (const PlanComparison& pair : plan.comparisons) {
      of_event.differences.push_back(difference(data, of_event.groups[position_of(plan, pair.first)],
                                                of_event.groups[position_of(plan, pair.second)], windows,
                                                plan.options));
    }
    of_event.news = news_near(plan.news, data.returns.dates, windows.event);
    result.events.push_back(std::move(of_event));
  }
  return result;
}

DayTable portfolio_table(const EventPlan& plan, const fs::path& folder, std::vector<std::string>& notes) {
  const PlanData read = read_data(plan, folder, notes);
  const ReturnData& data = read.returns;
  DayRange span{data.returns.dates.size(), 0};
  for (const PlanEvent& event : plan.events) {
    const EventWindows windows = windows_of(plan, event, data.returns.dates, notes);
    span.begin = std::min({span.begin, windows.estimation.begin, windows.event.begin});
    span.end = std::max({span.end, windows.estimation.end, windows.event.end});
  }
  span.end = std::min(span.end + 1, data.returns.dates.size());
  const EventWindows whole{span, span};
  DayTable table{.file = "portfolios", .members = factor_names(plan)};
  const std::size_t factors = table.members.size();
  for (const PlanGroup& group : plan.groups) table.members.push_back(group.id);
  for (std::size_t t = span.begin; t < span.end; ++t) table.dates.push_back(data.returns.dates[t]);
  table.value = Array<Member, Day>(table.members.size(), span.size());
  for (std::size_t t = 0; t < span.size(); ++t) {
    for (std::size_t f = 0; f < factors; ++f)
      table.value(Member(f), Day(t)) = data.factors(Factor(f), Day(span.begin + t));
  }
  for (std::size_t g = 0; g < plan.groups.size(); ++g) {
    std::vector<Exclusion> excluded;
    const std::vector<Member> members = usable_members(data, read.groups[g], whole, span.size(), excluded);
    for (const Exclusion& each : excluded)
      notes.push_back(fmt::format("{}: {} is left out: {}", plan.groups[g].id, each.member, each.reason));
    const std::vector<double> mean = portfolio_returns(data, members, whole);
    for (std::size_t t = 0; t < span.size(); ++t) table.value(Member(factors + g), Day(t)) = mean[span.begin + t];
  }
  return table;
}

std::string returns_csv(const DayTable& returns) {
  std::string csv = "date";
  for (const std::string& name : returns.members) csv += text::csv_format(",{}", name);
  csv += "\n";
  for (std::size_t t = 0; t < returns.dates.size(); ++t) {
    csv += to_string(returns.dates[t]);
    for (const Member m : all<Member>(returns.members.size()))
      csv += text::csv_format(",{:.6f}", 100 * returns.value(m, Day(t)));
    csv += "\n";
  }
  return csv;
}

}  // namespace parley::market
