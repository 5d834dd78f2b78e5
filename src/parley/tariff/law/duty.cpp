#include "parley/tariff/law/duty.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <set>

#include "parley/tariff/law/quota.hpp"
#include "parley/text/contains.hpp"

namespace parley::tariff {
namespace {

void check_country(const MeasureBook& book, const std::string& code, const char* role) {
  if (text::contains(book.countries, code)) return;
  throw InputError({}, fmt::format("no {} '{}'", role, code), did_you_mean(code, book.countries));
}

const ListedLine* line_on(const std::vector<ListedLine>* lines, const Date& day) {
  if (lines == nullptr) return nullptr;
  const auto found =
      std::find_if(lines->begin(), lines->end(), [&](const ListedLine& each) { return each.validity.holds(day); });
  return found == lines->end() ? nullptr : &*found;
}

/// One measure on the line that day, as it stands before stacking.
struct Applied {
  DutyPart part;
  StackItem item;
  double rent = 0;
};

/// The rate to stack and its note; a quota mixes the in-quota rate in.
void set_rate(Applied& applied, const Measure& measure, const UnitValues& unit_values) {
  const LineRate& rate = *applied.part.rate;
  const std::optional<double> own = ad_valorem_equivalent(rate, unit_values);
  applied.item.kind = rate.kind;
  applied.part.is_known = own.has_value();
  applied.item.rate = own.value_or(0);
  const bool adds = rate.kind == RateKind::add || rate.kind == RateKind::replace;
  if (!own && adds && !measure.quota) applied.part.least = least_equivalent(rate, unit_values);
  if (!own) return;
  if (!measure.quota) return;
  const std::optional<double> inside = ad_valorem_equivalent(measure.quota->in_quota, unit_values);
  applied.part.is_known = inside.has_value();
  if (!inside) return;
  const QuotaOutcome outcome = quota_outcome(*inside, *own, measure.quota->fill);
  applied.item.rate = outcome.mean_rate;
  applied.rent = outcome.rent;
  applied.part.note = fmt::format("quota filled {:.0f} %: {:.4g} % in it, {:.4g} % at the margin",
                                  100 * measure.quota->fill, 100 * *inside, 100 * outcome.marginal_rate);
}

std::optional<Applied> applied_measure(const Measure& measure, const LineQuery& query, const UnitValues& unit_values) {
  if (measure.imposer != query.importer || measure.status == "proposed" || !is_for_origin(measure, query.origin)) {
    return std::nullopt;
  }
  const ListedLine* line = line_on(measure.lines.longest(query.code), query.day);
  if (line == nullptr) return std::nullopt;
  const auto period = std::find_if(measure.rates.begin(), measure.rates.end(),
                                   [&](const RatePeriod& each) { return each.validity.holds(query.day); });
  if (period == measure.rates.end()) return std::nullopt;
  Applied applied;
  applied.part.period = static_cast<std::size_t>(period - measure.rates.begin());
  applied.part.rate = line->rate ? &*line->rate : &*period->rate;
  set_rate(applied, measure, unit_values);
  const double spared = spared_share(measure, query.origin, query.code, query.day);
  applied.item.share = line->share * (1 - spared);
  const auto note = [&](const std::string& text) {
    applied.part.note += (applied.part.note.empty() ? "" : "; ") + text;
  };
  if (line->is_partial || line->share < 1) note(fmt::format("partial line, {:.4g} of it counted", line->share));
  if (spared > 0) note(fmt::format("{:.4g} % of the trade is spared", 100 * spared));
  return applied;
}

std::vector<Applied> applied_measures(const MeasureBook& book, const StackOrder& order, const LineQuery& query,
                                      const UnitValues& unit_values) {
  std::vector<Applied> list;
  for (std::size_t at = 0; at < book.measures.size(); ++at) {
    std::optional<Applied> applied = applied_measure(book.measures[at], query, unit_values);
    if (!applied || applied->item.share <= 0) continue;
    applied->part.measure = at;
    applied->item.authority = order.position(book.measures[at].authority);
    list.push_back(std::move(*applied));
  }
  std::stable_sort(list.begin(), list.end(),
                   [](const Applied& a, const Applied& b) { return a.item.authority < b.item.authority; });
  return list;
}

void note_rule(DutyPart& part, const StackItem& item, const Stack& stack) {
  if (item.rule < 0) return;
  const StackRule& rule = stack.rules[static_cast<std::size_t>(item.rule)];
  part.note += fmt::format("{}gives way where {} meet{}", part.note.empty() ? "" : "; ", fmt::join(rule.when, " and "),
                           rule.law.empty() ? "" : " (" + rule.law + ")");
}

bool is_base(const MeasureBook& book, const Measure& measure, const std::string& importer) {
  return measure.imposer == importer && text::contains(book.stack.base, measure.authority) &&
         text::contains(measure.origin, "*");
}

/// The entries that begin with the code and are lines, not headings: no schedule entry lies below them.
void add_lines_below(const LineSet& set, std::string_view code, std::set<std::string>& lines) {
  const auto& entries = set.entries();
  for (auto at = entries.lower_bound(code); at != entries.end() && at->first.starts_with(code); ++at) {
    const auto finer = lines.lower_bound(at->first);
    const bool is_heading = set.goes_below(at->first) || (finer != lines.end() && finer->starts_with(at->first));
    if (!is_heading) lines.insert(at->first);
  }
}

[[noreturn]] void refuse_unknown(const MeasureBook& book, const std::string& importer, std::string_view code) {
  const std::string_view heading = code.substr(0, 4);
  std::vector<std::string> near;
  for (const Measure& measure : book.measures) {
    if (!is_base(book, measure, importer)) continue;
    const auto& entries = measure.lines.entries();
    for (auto at = entries.lower_bound(heading); at != entries.end() && at->first.starts_with(heading); ++at) {
      if (near.size() < 5) near.push_back(text::dotted(at->first));
    }
  }
  throw InputError({}, fmt::format("the schedule of {} has no line {}", importer, text::dotted(code)),
                   near.empty() ? fmt::format("nor any other of heading {}", heading)
                                : fmt::format("it has {}", fmt::join(near, ", ")));
}

/// Days on which something about the measure changes for the origin and the code.
void add_changes(const Measure& measure, const LineQuery& query, std::set<Date>& days) {
  const auto add = [&](const Validity& validity) {
    if (validity.from) days.insert(*validity.from);
    if (validity.until) days.insert(*validity.until);
  };
  const std::vector<ListedLine>* lines = measure.lines.longest(query.code);
  if (lines == nullptr) return;
  for (const ListedLine& line : *lines) add(line.validity);
  for (const RatePeriod& period : measure.rates) add(period.validity);
  for (const LineExemption& each : measure.except) {
    if (is_for_origin(each, query.origin)) add(each.validity);
  }
}

}  // namespace

bool is_for_origin(const Measure& measure, std::string_view origin) {
  if (origin == measure.imposer || text::contains(measure.origin_except, origin)) return false;
  return text::contains(measure.origin, origin) || text::contains(measure.origin, "*");
}

double spared_share(const Measure& measure, std::string_view origin, std::string_view code, const Date& day) {
  double spared = 0;
  for (const LineExemption& each : measure.except) {
    if (!is_for_origin(each, origin) || !each.validity.holds(day)) continue;
    if (each.lines.empty()) {
      spared += each.share;
    } else if (const ListedLine* line = line_on(each.lines.longest(code), day)) {
      spared += each.share * line->share;
    }
  }
  return std::min(1.0, spared);
}

LineDuty duty_at(const MeasureBook& book, const LineQuery& query, const UnitValues& unit_values) {
  check_country(book, query.importer, "importer");
  check_country(book, query.origin, "origin");
  const StackOrder order(book.stack);
  std::vector<Applied> applied = applied_measures(book, order, query, unit_values);
  std::vector<StackItem> items;
  for (const Applied& each : applied) items.push_back(each.item);
  LineDuty duty;
  duty.total = order.stack_up(items);
  for (std::size_t at = 0; at < applied.size(); ++at) {
    DutyPart& part = applied[at].part;
    part.share = items[at].share;
    part.ad_valorem = items[at].added;
    note_rule(part, items[at], book.stack);
    duty.is_complete = duty.is_complete && part.is_known;
    duty.quota_rent += items[at].share * applied[at].rent;
    duty.parts.push_back(std::move(part));
  }
  return duty;
}

std::vector<std::string> lines_of(const MeasureBook& book, const std::string& importer, std::string_view code) {
  check_country(book, importer, "importer");
  std::set<std::string> lines;
  bool has_schedule = false;
  for (const Measure& measure : book.measures) {
    if (!is_base(book, measure, importer)) continue;
    has_schedule = true;
    add_lines_below(measure.lines, code, lines);
    if (lines.empty() && measure.lines.longest(code) != nullptr) lines.insert(std::string(code));
  }
  if (!has_schedule) {
    throw InputError({book.file, 0, 0, ""}, fmt::format("has no schedule of {}", importer),
                     fmt::format("a measure of {} for every origin with one of the authorities {}", importer,
                                 fmt::join(book.stack.base, ", ")));
  }
  if (lines.empty()) refuse_unknown(book, importer, code);
  for (const Measure& measure : book.measures) {
    if (measure.imposer == importer) add_lines_below(measure.lines, code, lines);
  }
  return {lines.begin(), lines.end()};
}

std::vector<Date> changes_between(const MeasureBook& book, const LineQuery& query, const Date& until) {
  std::set<Date> days;
  for (const Measure& measure : book.measures) {
    if (measure.imposer == query.importer && is_for_origin(measure, query.origin)) add_changes(measure, query, days);
  }
  std::vector<Date> list;
  std::copy_if(days.begin(), days.end(), std::back_inserter(list),
               [&](const Date& day) { return query.day < day && day < until; });
  return list;
}

}  // namespace parley::tariff
