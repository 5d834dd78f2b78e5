#include "parley/study/desk.hpp"

#include <algorithm>

#include "parley/base/not_solved.hpp"

namespace parley::study {
namespace {

/// Positions among the solved packages instead of among all.
std::optional<std::size_t> position(const Desk& desk, std::optional<std::size_t> at) {
  if (!at) return std::nullopt;
  return desk.solved[*at];
}

bargaining::FiniteProblem problem_of(const Desk& desk) {
  bargaining::FiniteProblem problem{.disagreement = payoff_of(desk, desk.disagreement), .weights = desk.plan.weights};
  for (const std::size_t at : desk.solved) {
    problem.outcomes.push_back(payoff_of(desk, desk.packages[at]));
    problem.packages.push_back(desk.packages[at].package);
  }
  return problem;
}

std::optional<std::size_t> find_package(const Desk& desk, const Package& package) {
  const auto found = std::find_if(desk.packages.begin(), desk.packages.end(),
                                  [&](const PackageValue& value) { return value.package == package; });
  if (found == desk.packages.end() || found->gain.empty()) return std::nullopt;
  return static_cast<std::size_t>(found - desk.packages.begin());
}

std::size_t changes(const Package& a, const Package& b) {
  std::size_t count = 0;
  for (std::size_t issue = 0; issue < a.size(); ++issue) count += a[issue] != b[issue] ? 1 : 0;
  return count;
}

/// What `proposer` can offer with the fewest changes to its own favourite so that the other accepts; among equals the
/// best for the proposer.
std::optional<std::size_t> smallest_counter_offer(const Desk& desk, std::size_t proposer) {
  const std::size_t other = 1 - proposer;
  const bargaining::Payoff floor = payoff_of(desk, desk.disagreement);
  const auto worth = [&](std::size_t at, std::size_t party) { return payoff_of(desk, desk.packages[at])[party]; };
  if (desk.solved.empty()) return std::nullopt;
  const std::size_t favourite =
      *std::max_element(desk.solved.begin(), desk.solved.end(),
                        [&](std::size_t a, std::size_t b) { return worth(a, proposer) < worth(b, proposer); });
  std::optional<std::size_t> best;
  for (const std::size_t at : desk.solved) {
    if (worth(at, other) < floor[other] || worth(at, proposer) < floor[proposer]) continue;
    const std::size_t mine = changes(desk.packages[at].package, desk.packages[favourite].package);
    const std::size_t held = best ? changes(desk.packages[*best].package, desk.packages[favourite].package) : 0;
    if (!best || mine < held || (mine == held && worth(at, proposer) > worth(*best, proposer))) best = at;
  }
  return best;
}

std::vector<LedgerEntry> ledger_of(const Desk& desk, std::size_t chosen) {
  std::vector<LedgerEntry> ledger;
  const PackageValue& whole = desk.packages[chosen];
  const bargaining::Payoff floor = payoff_of(desk, desk.disagreement);
  for (std::size_t issue = 0; issue < whole.package.size(); ++issue) {
    if (whole.package[issue] == 0) continue;
    Package without = whole.package;
    without[issue] = 0;
    const auto at = find_package(desk, without);
    if (!at) continue;
    LedgerEntry concession{.issue = issue};
    const bargaining::Payoff with = payoff_of(desk, whole);
    const bargaining::Payoff left = payoff_of(desk, desk.packages[*at]);
    for (std::size_t party = 0; party < with.size(); ++party) {
      concession.gain.push_back(with[party] - left[party]);
      concession.imports.push_back(whole.imports[party] - desk.packages[*at].imports[party]);
      concession.is_needed = concession.is_needed || left[party] < floor[party];
    }
    ledger.push_back(std::move(concession));
  }
  return ledger;
}

/// For every option that the chosen package takes: the deal that is left when it is forbidden.
std::vector<WithoutOption> breakers_of(const Desk& desk, std::size_t chosen) {
  std::vector<WithoutOption> list;
  const Package& package = desk.packages[chosen].package;
  for (std::size_t issue = 0; issue < package.size(); ++issue) {
    bargaining::FiniteProblem left{.disagreement = payoff_of(desk, desk.disagreement), .weights = desk.plan.weights};
    std::vector<std::size_t> positions;
    for (const std::size_t at : desk.solved) {
      if (desk.packages[at].package[issue] == package[issue]) continue;
      left.outcomes.push_back(payoff_of(desk, desk.packages[at]));
      positions.push_back(at);
    }
    WithoutOption without{.issue = issue, .option = package[issue]};
    if (const auto next = bargaining::solution(bargaining::Rule::nash, left)) without.package = positions[*next];
    list.push_back(without);
  }
  return list;
}

bargaining::Payoff less(bargaining::Payoff payoff, const bargaining::Payoff& other) {
  for (std::size_t party = 0; party < payoff.size(); ++party) payoff[party] -= other[party];
  return payoff;
}

AlternatingOffersSummary play_offers(const Desk& desk, const scenario::AlternatingOffersPlan& plan) {
  bargaining::AlternatingOffers talks{.problem = problem_of(desk),
                                      .concessions = {{plan.toughness[0]}, {plan.toughness[1]}},
                                      .discount = plan.discount,
                                      .rounds = plan.rounds,
                                      .breakdown_chance = plan.breakdown_chance,
                                      .seed = plan.seed};
  AlternatingOffersSummary summary{.mean_payoff = bargaining::Payoff(2, 0.0)};
  for (std::size_t run = 0; run < plan.runs; ++run, ++talks.seed) {
    const bargaining::OffersOutcome once = bargaining::simulate(talks);
    switch (once.end) {
      case bargaining::OffersOutcome::End::agreement:
        ++summary.agreements;
        summary.mean_round += static_cast<double>(once.round);
        break;
      case bargaining::OffersOutcome::End::deadline:
        ++summary.deadlines;
        break;
      case bargaining::OffersOutcome::End::breakdown:
        ++summary.breakdowns;
        break;
    }
    for (std::size_t party = 0; party < 2; ++party)
      summary.mean_payoff[party] += once.payoff[party] / static_cast<double>(plan.runs);
  }
  if (summary.agreements > 0) summary.mean_round /= static_cast<double>(summary.agreements);
  for (const std::size_t first : {0U, 1U}) {
    for (const std::size_t rounds : {plan.rounds, plan.rounds + 1}) {
      talks.rounds = rounds;
      PerfectPlay play{.first_mover = first,
                       .last_mover = (first + rounds - 1) % 2,
                       .rounds = rounds,
                       .solution = bargaining::solve_backwards(talks, first)};
      if (play.solution.agrees_at_once) play.solution.outcome = desk.solved[play.solution.outcome];
      summary.perfect_play.push_back(std::move(play));
    }
  }
  return summary;
}

/// Whether a package brings the entries of failure and no others.
bool is_failure(const Desk& desk, const Package& package) {
  if (desk.plan.disagreement_is_war) return false;
  std::vector<std::string> held = entries_of(desk.plan, package);
  std::vector<std::string> failed = desk.plan.disagreement;
  std::ranges::sort(held);
  std::ranges::sort(failed);
  return held == failed;
}

void settle(Desk& desk) {
  const bargaining::FiniteProblem problem = problem_of(desk);
  const bargaining::Payoff before = payoff_of(desk, desk.status_quo);
  for (const std::size_t at : bargaining::pareto_frontier(problem.outcomes)) desk.frontier.push_back(desk.solved[at]);
  std::stable_sort(desk.frontier.begin(), desk.frontier.end(), [&](std::size_t a, std::size_t b) {
    return payoff_of(desk, desk.packages[a])[0] < payoff_of(desk, desk.packages[b])[0];
  });
  for (const std::size_t at : bargaining::acceptable(problem)) {
    if (is_failure(desk, desk.packages[desk.solved[at]].package)) continue;
    ++desk.better_than_disagreement;
    const bargaining::Payoff& u = problem.outcomes[at];
    if (u[0] > before[0] && u[1] > before[1]) ++desk.better_than_status_quo;
  }
  for (const bargaining::RuleEntry& rule : bargaining::rules()) {
    if (rule.outcome != nullptr) desk.picks.push_back({rule.id, position(desk, rule.outcome(problem))});
  }
  desk.counter_offer = smallest_counter_offer(desk, 0);
  desk.counter_offer_of_second = smallest_counter_offer(desk, 1);
  if (const auto chosen = picked(desk, bargaining::Rule::nash)) {
    desk.ledger = ledger_of(desk, *chosen);
    desk.breakers = breakers_of(desk, *chosen);
  }
  if (desk.plan.talks && !problem.outcomes.empty()) desk.talks = play_offers(desk, *desk.plan.talks);
}

}  // namespace

bargaining::Payoff payoff_of(const Desk& desk, const PackageValue& value) {
  bargaining::Payoff payoff;
  for (const Country party : desk.parties) payoff.push_back(value.gain[party.value()]);
  return payoff;
}

std::optional<std::size_t> picked(const Desk& desk, bargaining::Rule rule) {
  for (const Pick& pick : desk.picks) {
    if (pick.rule == rule) return pick.package;
  }
  return std::nullopt;
}

double gain_of_others(const Desk& desk, const PackageValue& value) {
  double others = 0;
  for (const Country n : all<Country>(value.gain.size())) {
    const bool is_party = std::find(desk.parties.begin(), desk.parties.end(), n) != desk.parties.end();
    if (!is_party) others += value.gain[n.value()];
  }
  return others;
}

bargaining::Payoff worth_of_holding(const Desk& desk) {
  return less(payoff_of(desk, desk.status_quo), payoff_of(desk, desk.disagreement));
}

std::optional<bargaining::Payoff> worth_of_linkage(const Desk& desk) {
  const std::optional<std::size_t> together = picked(desk, bargaining::Rule::nash);
  const std::optional<std::size_t> apart = picked(desk, bargaining::Rule::issue_by_issue);
  if (!together || !apart) return std::nullopt;
  return less(payoff_of(desk, desk.packages[*together]), payoff_of(desk, desk.packages[*apart]));
}

std::size_t unsolved_count(const Desk& desk) { return desk.packages.size() - desk.solved.size(); }

Desk open_desk(const DealProblem& problem, const DeskOptions& options, Observer& observer) {
  Desk desk{.plan = problem.plan};
  desk.parties = parties_of(problem);
  desk.status_quo = value_of_entries(problem, {}, desk.parties, options, observer);
  desk.disagreement = desk.plan.disagreement_is_war
                          ? war_value(desk.parties, problem.baseline, options, observer)
                          : value_of_entries(problem, desk.plan.disagreement, desk.parties, options, observer);
  if (desk.disagreement.gain.empty()) throw NotSolved("what happens without agreement", report_of(desk.disagreement));
  desk.threats = threats_of(problem, desk.parties, desk.disagreement, options, observer);
  desk.packages = value_packages(problem, options, observer);
  for (std::size_t at = 0; at < desk.packages.size(); ++at) {
    if (!desk.packages[at].gain.empty()) desk.solved.push_back(at);
  }
  desk.remarks = rule_remarks(problem);
  desk.named_losers = named_losers(problem);
  settle(desk);
  return desk;
}

}  // namespace parley::study
