#include "parley/tariff/law/measure_check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "parley/text/contains.hpp"

namespace parley::tariff {
namespace {

/// Rates follow one another, and each line has one where the measure has none.
void check_rates(const Measure& measure, ProblemList& problems) {
  for (std::size_t at = 0; at < measure.rates.size(); ++at) {
    for (std::size_t other = 0; other < at; ++other) {
      if (overlap(measure.rates[at].validity, measure.rates[other].validity)) {
        problems.add(measure.place,
                     fmt::format("the validity of rates {} and {} of '{}' overlaps", other + 1, at + 1, measure.id),
                     "a rate ends where the next begins: 'ends' is the first day after");
      }
    }
  }
  const bool has_own = std::all_of(measure.rates.begin(), measure.rates.end(),
                                   [](const RatePeriod& each) { return each.rate.has_value(); });
  if (has_own) return;
  for (const auto& [code, lines] : measure.lines.entries()) {
    for (const ListedLine& line : lines) {
      if (line.rate) continue;
      problems.add(line.place,
                   fmt::format("line {} of '{}' has no rate, and the measure says by-line", code, measure.id),
                   "name the list's column, as rate = \"rate\" in lines");
      return;
    }
  }
}

/// The share of a line from an origin that partial exemptions spare on a day; full ones stand above them.
double spared_in_parts(const Measure& measure, const std::string& origin, const std::string& code,
                       const std::optional<Date>& day) {
  const auto holds = [&](const Validity& validity) { return day ? validity.holds(*day) : !validity.from; };
  double sum = 0;
  for (const LineExemption& each : measure.except) {
    if (!is_for_origin(each, origin) || !holds(each.validity)) continue;
    if (each.lines.empty()) {
      if (each.share < 1) sum += each.share;
      continue;
    }
    const std::vector<ListedLine>* lines = each.lines.longest(code);
    for (std::size_t at = 0; lines != nullptr && at < lines->size(); ++at) {
      const double share = each.share * (*lines)[at].share;
      if (share < 1 && holds((*lines)[at].validity)) sum += share;
    }
  }
  return sum;
}

/// Parts that are spared add up to the whole at most, on each line, from each origin, on each day on which one begins.
void check_spared_parts(const Measure& measure, ProblemList& problems) {
  constexpr double rounding = 1e-9;  // of shares written with decimals
  std::set<std::string> origins{""};
  std::set<std::string> codes{""};
  std::set<std::optional<Date>> days{std::nullopt};
  std::size_t parts = 0;
  for (const LineExemption& each : measure.except) {
    bool is_part = each.share < 1;
    for (const auto& [code, lines] : each.lines.entries()) {
      is_part = is_part || lines.front().share < 1;
      for (const ListedLine& line : lines) days.insert(line.validity.from);
    }
    if (!is_part) continue;
    ++parts;
    origins.insert(each.origin.begin(), each.origin.end());
    days.insert(each.validity.from);
    for (const auto& [code, lines] : each.lines.entries()) codes.insert(code);
  }
  if (parts < 2) return;
  for (const std::string& origin : origins) {
    for (const std::string& code : codes) {
      for (const std::optional<Date>& day : days) {
        const double sum = spared_in_parts(measure, origin, code, day);
        if (sum <= 1 + rounding) continue;
        problems.add(measure.place,
                     fmt::format("the exemptions of '{}' add up to {:.4g} %{}{}", measure.id, 100 * sum,
                                 origin.empty() ? "" : " for " + origin, day ? " on " + to_string(*day) : ""),
                     "parts of one trade on one day are at most 100 % together");
        return;
      }
    }
  }
}

/// The schedule that a country's other measures are checked against: its base measures for every origin.
struct Schedule {
  LineSet lines;
  std::string vintage;
  std::string id;
};

std::map<std::string, Schedule> schedules(const MeasureBook& book, ProblemList& problems) {
  std::map<std::string, Schedule> found;
  for (const Measure& measure : book.measures) {
    if (!text::contains(book.stack.base, measure.authority) || !text::contains(measure.origin, "*")) continue;
    Schedule& schedule = found[measure.imposer];
    if (!schedule.id.empty() && schedule.vintage != measure.vintage) {
      problems.add(measure.place, fmt::format("'{}' is of vintage '{}', '{}' of '{}'", measure.id, measure.vintage,
                                              schedule.id, schedule.vintage));
    }
    schedule.vintage = measure.vintage;
    schedule.id = measure.id;
    for (const auto& [code, lines] : measure.lines.entries()) schedule.lines.insert(code, lines);
  }
  return found;
}

bool is_known(const LineSet& schedule, const std::string& code) {
  return schedule.longest(code) != nullptr || schedule.goes_below(code);
}

void check_codes(const LineSet& lines, const std::string& id, const Schedule& schedule, ProblemList& problems) {
  for (const auto& [code, entries] : lines.entries()) {
    if (is_known(schedule.lines, code)) continue;
    problems.add(entries.front().place,
                 fmt::format("'{}' names {}, which schedule '{}' ({}) does not have", id, text::dotted(code),
                             schedule.id, schedule.vintage),
                 "a code of another vintage has to be converted first");
  }
}

}  // namespace

void check_measures(const MeasureBook& book) {
  ProblemList problems;
  std::set<std::string> ids;
  for (const Measure& measure : book.measures) {
    if (!ids.insert(measure.id).second) problems.add(measure.place, fmt::format("id '{}' appears twice", measure.id));
    check_rates(measure, problems);
    check_spared_parts(measure, problems);
  }
  const std::map<std::string, Schedule> found = schedules(book, problems);
  for (const Measure& measure : book.measures) {
    const auto schedule = found.find(measure.imposer);
    if (schedule == found.end()) continue;
    if (measure.vintage != schedule->second.vintage) {
      problems.add(measure.place,
                   fmt::format("'{}' has codes of vintage '{}', schedule '{}' of '{}'", measure.id, measure.vintage,
                               schedule->second.id, schedule->second.vintage),
                   "convert the list, or give the schedule of its vintage");
      continue;
    }
    check_codes(measure.lines, measure.id, schedule->second, problems);
    for (const LineExemption& each : measure.except) check_codes(each.lines, measure.id, schedule->second, problems);
  }
  problems.throw_if_any();
}

}  // namespace parley::tariff
