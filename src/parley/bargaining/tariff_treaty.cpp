#include "parley/bargaining/tariff_treaty.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <stdexcept>
#include <string>

#include "parley/bargaining/treaty_weights.hpp"

namespace parley::bargaining {
namespace {

const TariffSharing& sharing_of(Rule rule) {
  const RuleEntry& entry = entry_of(rule);
  if (entry.tariffs.conditions == nullptr)
    throw std::invalid_argument(std::string(entry.name) + " has no treaties over tariffs");
  return entry.tariffs;
}

Bargain finished(const EfficientTreaties& treaties, SolveReport report) {
  Bargain result;
  result.policy = treaties.point.policy;
  result.position = treaties.point.position;
  result.weight = treaties.weight;
  for (const double each : treaties.gain) result.gain_pct.push_back(100 * each);
  result.rule_residual = report.residual;
  result.first_order_residual = treaties.point.first_order_residual;
  result.report = std::move(report);
  return result;
}

/// What the players' incomes are worth at the threat, in units of base income.
std::vector<double> threat_income(const TariffProblem& problem) {
  std::vector<double> income;
  for (std::size_t p = 0; p < problem.income.size(); ++p)
    income.push_back(problem.income[p] * std::exp(problem.threat[p]));
  return income;
}

/// w = income (1 + u) makes sum w dln G the change of money; two or three rounds settle u.
bool move_to_most_money(EfficientTreaties& treaties, const TariffProblem& problem,
                        const std::vector<double>& threat_income) {
  std::vector<double> weight = problem.income;
  for (int round = 0; round < 8; ++round) {
    if (!treaties.solve(weight)) return false;
    double moved = 0;
    for (std::size_t p = 0; p < weight.size(); ++p) {
      const double next = threat_income[p] * (1 + treaties.gain[p]);
      moved = std::max(moved, std::abs(next / weight[p] - 1));
      weight[p] = next;
    }
    if (moved < 1e-10) break;
  }
  return true;
}

}  // namespace

IdealPoint ideal_point(strategy::TariffGame& game, const TariffProblem& problem, const strategy::Policy& start,
                       const BargainOptions& options, Observer& observer) {
  IdealPoint result;
  for (std::size_t p = 0; p < problem.threat.size(); ++p) {
    observer.progress("ideal gains", static_cast<double>(p) / static_cast<double>(problem.threat.size()));
    EfficientTreaties treaties(game, problem, start, options, observer);
    result.report = settle_ideal(treaties, problem.income, p);
    if (!result.report.usable()) return result;
    result.gain_pct.push_back(100 * treaties.gain[p]);
  }
  return result;
}

Bargain bargain(strategy::TariffGame& game, Rule rule, const TariffProblem& problem, const strategy::Policy& start,
                const BargainOptions& options, Observer& observer) {
  const TariffSharing& sharing = sharing_of(rule);
  TariffProblem known = problem;
  if (sharing.needs_ideal && known.ideal_pct.empty()) {
    IdealPoint ideal = ideal_point(game, problem, start, options, observer);
    if (!ideal.report.usable()) return {.report = std::move(ideal.report)};
    known.ideal_pct = std::move(ideal.gain_pct);
  }
  EfficientTreaties treaties(game, known, start, options, observer);
  if (!treaties.solve(known.income)) return {.report = treaties.point.report};
  SolveReport report;
  std::vector<double> weight = known.income;
  for (const strategy::Excess& excess : sharing.conditions(known, treaties.gain)) {
    report = share_gains(treaties, weight, excess);
    weight = treaties.weight;
  }
  const double least = *std::min_element(treaties.gain.begin(), treaties.gain.end());
  if (report.usable() && least < 0) {
    report.status = SolveStatus::left_domain;
    report.message = "no policy that the rule finds gives everybody more than the threat";
  }
  return finished(treaties, std::move(report));
}

Frontier pareto_frontier(strategy::TariffGame& game, std::size_t points, const strategy::Policy& start,
                         const strategy::StationaryOptions& options, Observer& observer) {
  Frontier frontier;
  strategy::Policy from = start;
  for (std::size_t at = 0; at < points; ++at) {
    observer.progress("frontier", static_cast<double>(at) / static_cast<double>(points));
    const double share = static_cast<double>(at) / static_cast<double>(points - 1);
    const strategy::Block block = strategy::joint_block(game, {1 - share, share});
    strategy::StationaryPoint point = strategy::solve_stationary(game, {&block, 1}, from, options, observer);
    if (!point.report.usable()) {
      ++frontier.failed;
      continue;
    }
    from = point.policy;
    frontier.points.push_back({share, std::move(point.policy), std::move(point.position), point.first_order_residual});
  }
  return frontier;
}

PaidBargain bargain_with_payments(strategy::TariffGame& game, Rule rule, const TariffProblem& problem,
                                  const strategy::Policy& start, const BargainOptions& options, Observer& observer) {
  const TariffSharing& sharing = sharing_of(rule);
  if (sharing.parts == nullptr)
    throw std::invalid_argument(std::string(entry_of(rule).name) + " has no treaties with payments");
  PaidBargain result;
  EfficientTreaties treaties(game, problem, start, options, observer);
  const std::vector<double> at_threat = threat_income(problem);
  if (!move_to_most_money(treaties, problem, at_threat)) return {.treaty = {.report = treaties.point.report}};
  result.treaty = finished(treaties, treaties.point.report);
  double surplus = 0;
  for (std::size_t p = 0; p < at_threat.size(); ++p) surplus += at_threat[p] * treaties.gain[p];
  if (!(surplus > 0)) {
    result.treaty.report.status = SolveStatus::left_domain;
    result.treaty.report.message = "there is nothing to gain over the threat";
    return result;
  }
  // Payments make the frontier a straight line in money: every rule becomes a fixed division of the surplus.
  const std::vector<double> part = sharing.parts(problem, at_threat);
  const double sum = std::accumulate(part.begin(), part.end(), 0.0);
  for (std::size_t p = 0; p < at_threat.size(); ++p) {
    const double money = surplus * part[p] / sum;
    result.gain_pct.push_back(100 * money / at_threat[p]);
    result.received.push_back(money - at_threat[p] * treaties.gain[p]);
  }
  return result;
}

}  // namespace parley::bargaining
