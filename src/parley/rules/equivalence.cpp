#include "parley/rules/equivalence.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace parley::rules {
namespace {

constexpr int days_after_notice = 30;
constexpr int days_after_measure = 90;

Verdict verdict_of(std::size_t within, std::size_t pairs) {
  if (within == pairs) return Verdict::holds;
  return within == 0 ? Verdict::fails : Verdict::open;
}

template <class Yardstick>
void compare(CheckResult& result, const char* name, const std::vector<Weighed>& measure,
             const std::vector<Weighed>& suspension, double tolerance, Yardstick yardstick) {
  std::size_t within = 0;
  std::string text;
  for (const Weighed& m : measure) {
    for (const Weighed& s : suspension) {
      const double allowed = yardstick(m);
      const double taken = yardstick(s);
      if (taken <= (1 + tolerance) * allowed) ++within;
      text += fmt::format("{}{:.1f} against {:.1f} million USD{} ({} / {})", text.empty() ? "" : "; ", taken, allowed,
                          allowed > 0 ? fmt::format(", {:.2f} times", taken / allowed) : "", s.name, m.name);
    }
  }
  const std::size_t pairs = measure.size() * suspension.size();
  if (pairs == 0) return result.claim(Verdict::open, fmt::format("{}: nothing to compare", name));
  const Verdict verdict = verdict_of(within, pairs);
  const char* words = verdict == Verdict::holds   ? "within what is due"
                      : verdict == Verdict::fails ? "more than is due"
                                                  : "depends on whose statistics are used";
  result.claim(verdict, fmt::format("{}: {}: {}", name, words, text));
}

void add_sources(CheckResult& result, const char* side, const std::vector<Weighed>& weighed) {
  for (const Weighed& each : weighed) {
    result.sources.push_back(fmt::format("{}, {}: {}", side, each.name, each.source));
    result.figures.push_back(
        {fmt::format("trade under the {}, {}", side, each.name), each.trade_musd(), "million USD"});
    result.figures.push_back({fmt::format("duty of the {}, {}", side, each.name), each.duty_musd(), "million USD"});
  }
}

void check_time(CheckResult& result, const RebalancingQuestion& question) {
  if (!question.suspended) return result.claim(Verdict::open, "time: the case does not say when the suspension began");
  if (question.notice) {
    const int days = day_number(*question.suspended) - day_number(*question.notice);
    result.figures.push_back({"days from notice to suspension", static_cast<double>(days), "days"});
    result.claim(
        days >= days_after_notice ? Verdict::holds : Verdict::fails,
        fmt::format("time: suspended {} days after the notice of {}; 30 must pass, to {}", days,
                    to_string(*question.notice), to_string(date_of(day_number(*question.notice) + days_after_notice))));
  } else {
    result.claim(Verdict::open, "time: the case does not say when notice was given");
  }
  if (!question.applied) return;
  const int days = day_number(*question.suspended) - day_number(*question.applied);
  result.claim(
      days <= days_after_measure ? Verdict::holds : Verdict::fails,
      fmt::format("time: suspended {} days after the measure of {}; at most 90", days, to_string(*question.applied)));
  if (question.absolute_increase && days < 3 * 365) {
    result.claim(Verdict::fails,
                 "time: the measure rests on an absolute increase in imports; no suspension in its first three years "
                 "(Article 8.3)");
  }
}

}  // namespace

double Weighed::trade_musd() const {
  double sum = 0;
  for (const DutySlice& slice : slices) sum += slice.trade_musd;
  return sum;
}

double Weighed::duty_musd() const {
  double sum = 0;
  for (const DutySlice& slice : slices) sum += slice.added * slice.trade_musd;
  return sum;
}

LostTrade lost_trade(const Weighed& weighed, const Response& response) {
  const double eps = response.import_demand_elasticity;
  const double mu = response.export_supply_elasticity;
  const bool is_infinite = std::isinf(mu);
  const double linear_power = is_infinite ? eps : eps / (1 + eps / mu);
  const double exact_power = is_infinite ? eps : eps * (1 + mu) / (eps + mu);
  LostTrade lost;
  for (const DutySlice& slice : weighed.slices) {
    const double wanted = slice.trade_musd * linear_power * slice.added / (1 + slice.applied);
    lost.linear_musd += std::min(wanted, slice.trade_musd);
    lost.clipped_musd += std::max(0.0, wanted - slice.trade_musd);
    const double factor = (1 + slice.applied + slice.added) / (1 + slice.applied);
    lost.exact_musd += slice.trade_musd * (1 - std::pow(factor, -exact_power));
  }
  return lost;
}

CheckResult check_rebalancing(const RebalancingQuestion& question) {
  CheckResult result{
      .title = "rebalancing of a safeguard",
      .rule = "Agreement on Safeguards, Articles 8.2, 8.3 and 12.5",
      .rule_in_words =
          "Where consultations on compensation fail, an exporting member may suspend concessions that are "
          "substantially equivalent to the trade of the member that applies the safeguard: within 90 days "
          "of its application, once 30 days have passed since the Council for Trade in Goods received "
          "notice, and unless the Council disapproves."};
  add_sources(result, "measure", question.measure);
  add_sources(result, "suspension", question.suspension);
  compare(result, "value", question.measure, question.suspension, question.tolerance,
          [](const Weighed& weighed) { return weighed.trade_musd(); });
  compare(result, "duty", question.measure, question.suspension, question.tolerance,
          [](const Weighed& weighed) { return weighed.duty_musd(); });
  check_time(result, question);
  result.notes.push_back(fmt::format(
      "the agreement gives no number for \"substantially\": {:.4g} % above is allowed here, a choice of the case",
      100 * question.tolerance));
  return result;
}

CheckResult check_nullification(const NullificationQuestion& question) {
  CheckResult result{.title = "level of nullification",
                     .rule = "Understanding on Dispute Settlement, Articles 22.4, 22.6 and 22.7",
                     .rule_in_words =
                         "The level of suspended concessions is equivalent to the level of nullification or "
                         "impairment; an arbitrator asked under Article 22.6 finds that level, usually as "
                         "the trade or duty that would be there without the measure."};
  add_sources(result, "measure", question.measure);
  add_sources(result, "suspension", question.suspension);
  if (question.suspension.empty()) {
    result.claim(Verdict::holds, "the level is computed; no suspension is proposed against it");
  } else {
    compare(result, "duty on unchanged trade", question.measure, question.suspension, 0,
            [](const Weighed& weighed) { return weighed.duty_musd(); });
  }
  if (!question.response) {
    result.notes.push_back("static figures only: the case gives no elasticity");
    return result;
  }
  const Response& response = *question.response;
  for (const Weighed& each : question.measure) {
    const LostTrade lost = lost_trade(each, response);
    result.figures.push_back({"trade lost, exact, " + each.name, lost.exact_musd, "million USD"});
    result.figures.push_back({"trade lost, linear, " + each.name, lost.linear_musd, "million USD"});
    if (lost.clipped_musd > 0) {
      result.notes.push_back(
          fmt::format("linear form cut at all trade, {:.1f} million USD ({})", lost.clipped_musd, each.name));
    }
  }
  if (!question.suspension.empty()) {
    compare(result, "trade lost", question.measure, question.suspension, 0,
            [&](const Weighed& weighed) { return lost_trade(weighed, response).exact_musd; });
  }
  result.notes.push_back(fmt::format("import demand elasticity {:.4g}, export supply elasticity {:.4g}",
                                     response.import_demand_elasticity, response.export_supply_elasticity));
  return result;
}

}  // namespace parley::rules
