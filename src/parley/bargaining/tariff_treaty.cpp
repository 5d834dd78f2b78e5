#include "parley/bargaining/tariff_treaty.hpp"

#include <fmt/format.h>

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <numeric>
#include <optional>

#include "parley/strategy/weight_search.hpp"

namespace parley::bargaining {
namespace {

using Eigen::Index;
using Vector = Eigen::VectorXd;

/// Gains u_p of an efficient policy at given weights, and how a rule judges them.
using Condition = std::function<Vector(const std::vector<double>& weight, const std::vector<double>& gain)>;

std::vector<double> gains(const strategy::Position& position, const std::vector<double>& threat) {
  std::vector<double> gain;
  for (std::size_t p = 0; p < threat.size(); ++p) gain.push_back(std::expm1(position.payoff[p] - threat[p]));
  return gain;
}

/// Efficient policies by weights, each search starting at the last policy found.
class Efficient {
 public:
  Efficient(strategy::TariffGame& game, const BargainProblem& problem, const strategy::Policy& start,
            const BargainOptions& options, Observer& observer)
      : game_(game), problem_(problem), options_(options), observer_(observer), policy_(start) {}

  /// Weights need not add up to one; false where the search does not converge.
  bool solve(std::vector<double> weights) {
    const double sum = std::accumulate(weights.begin(), weights.end(), 0.0);
    for (double& each : weights) each /= sum;
    const strategy::Block block = strategy::joint_block(game_, weights);
    point = strategy::solve_stationary(game_, {&block, 1}, policy_, options_.stationary, observer_);
    if (!point.report.usable()) return false;
    policy_ = point.policy;
    weight = std::move(weights);
    gain = gains(point.position, problem_.threat);
    return true;
  }

  /// A rough treaty's tariffs and weights by which a rule shares gains; nothing where the search for them fails.
  std::optional<std::vector<double>> search(const std::vector<double>& first, const strategy::Excess& excess,
                                            std::size_t unit) {
    constexpr double rough = 0.05;
    const strategy::WeightedPolicy found =
        strategy::search_weights(game_, policy_, {problem_.threat, first, excess, unit}, observer_);
    if (!(found.report.residual < rough)) return std::nullopt;
    policy_ = found.policy;
    return found.weight;
  }

  strategy::StationaryPoint point;
  std::vector<double> weight, gain;

 private:
  strategy::TariffGame& game_;
  const BargainProblem& problem_;
  const BargainOptions& options_;
  Observer& observer_;
  strategy::Policy policy_;
};

/// Newton on ln weight of the chosen players until the condition holds to 1e-8, with halved steps where it grows.
SolveReport find_weights(Efficient& efficient, std::vector<double> weight, const std::vector<std::size_t>& free,
                         const Condition& condition) {
  constexpr double tolerance = 1e-8;
  constexpr int limit = 40;
  SolveReport report;
  const auto size = static_cast<Index>(free.size());
  const auto at = [&](const Vector& log_step) {
    std::vector<double> moved = weight;
    for (Index k = 0; k < size; ++k) moved[free[static_cast<std::size_t>(k)]] *= std::exp(log_step(k));
    ++report.evaluations;
    if (!efficient.solve(moved)) return Vector(Vector::Constant(size, std::numeric_limits<double>::infinity()));
    return condition(efficient.weight, efficient.gain);
  };
  const auto ended = [&](SolveStatus status, std::string message) {
    report.status = status;
    report.message = std::move(message);
    return report;
  };
  Vector here = at(Vector::Zero(size));
  int slow_steps = 0;
  for (; report.iterations < limit; ++report.iterations) {
    report.residual = size > 0 ? here.cwiseAbs().maxCoeff() : 0.0;
    if (!std::isfinite(report.residual)) return ended(SolveStatus::left_domain, efficient.point.report.message);
    if (report.residual <= tolerance) return ended(SolveStatus::converged, "the rule's condition holds");
    if (slow_steps == 3) return ended(SolveStatus::stalled, "steps of the weights hardly help");
    Eigen::MatrixXd slope(size, size);
    constexpr double step = 1e-3;
    for (Index k = 0; k < size; ++k) slope.col(k) = (at(step * Vector::Unit(size, k)) - here) / step;
    Vector move = -slope.partialPivLu().solve(here);
    if (!move.allFinite()) return ended(SolveStatus::stalled, "the weights do not move the gains");
    const double longest = move.cwiseAbs().maxCoeff();
    if (longest > 1.0) move /= longest;
    double share = 1.0;
    Vector next = at(move);
    while (!(next.cwiseAbs().maxCoeff() < report.residual) && share > 1e-4) {
      share /= 2;
      next = at(share * move);
    }
    if (!(next.cwiseAbs().maxCoeff() < report.residual))
      return ended(SolveStatus::stalled, "no step of the weights brings the rule's condition nearer");
    for (Index k = 0; k < size; ++k) weight[free[static_cast<std::size_t>(k)]] *= std::exp(share * move(k));
    slow_steps = next.cwiseAbs().maxCoeff() > 0.5 * report.residual ? slow_steps + 1 : 0;
    here = next;
  }
  return ended(SolveStatus::iteration_limit, "the limit of Newton steps was reached");
}

/// The same for one free weight, where Newton's slope vanishes because bounds hold the policy over a range of weights: the
/// condition rises with the weight, so its sign brackets the root.
SolveReport bracket_weight(Efficient& efficient, const std::vector<double>& weight, std::size_t free,
                           const Condition& condition) {
  constexpr double tolerance = 1e-8;
  SolveReport report;
  const auto at = [&](double log_step) {
    std::vector<double> moved = weight;
    moved[free] *= std::exp(log_step);
    ++report.evaluations;
    return efficient.solve(moved) ? condition(efficient.weight, efficient.gain)(0) : std::nan("");
  };
  double low = 0;
  double high = 0;
  double below = at(0);
  double above = below;
  for (double reach = 0.25; reach <= 16 && !(below <= 0 && above >= 0); reach *= 2) {
    if (below > 0) below = at(low = -reach);
    if (above < 0) above = at(high = reach);
  }
  report.status = SolveStatus::left_domain;
  report.message = "no weights, however unequal, meet the rule's condition";
  if (!(below <= 0 && above >= 0)) return report;
  report.residual = std::numeric_limits<double>::infinity();
  for (report.iterations = 0; report.iterations < 80 && report.residual > tolerance; ++report.iterations) {
    const double middle = (low + high) / 2;
    const double value = at(middle);
    if (std::isnan(value)) break;
    (value < 0 ? low : high) = middle;
    report.residual = std::abs(value);
  }
  if (report.residual <= tolerance) {
    report.status = SolveStatus::converged;
    report.message = "the rule's condition holds";
  } else {
    report.status = SolveStatus::stalled;
    report.message = "the rule's condition jumps between neighbouring weights";
  }
  return report;
}

/// Newton, and where there is one weight and it fails, bracketing.
SolveReport settle_weights(Efficient& efficient, const std::vector<double>& weight,
                           const std::vector<std::size_t>& free, const Condition& condition) {
  SolveReport report = find_weights(efficient, weight, free, condition);
  if (report.usable() || free.size() != 1) return report;
  return bracket_weight(efficient, weight, free[0], condition);
}

std::vector<std::size_t> all_but_last(std::size_t count) {
  std::vector<std::size_t> players(count - 1);
  std::iota(players.begin(), players.end(), std::size_t{0});
  return players;
}

/// Everybody has as much more than the rule gives as the last one has.
Condition equal_excess(strategy::Excess excess) {
  return [excess = std::move(excess)](const std::vector<double>& weight, const std::vector<double>& gain) {
    const std::vector<double> each = excess(weight, gain);
    Vector gap(static_cast<Index>(each.size()) - 1);
    for (Index k = 0; k < gap.size(); ++k) {
      gap(k) = each[static_cast<std::size_t>(k)] - each.back();
      // Two players below the threat cannot be compared.
      if (std::isnan(gap(k))) gap(k) = -std::numeric_limits<double>::infinity();
    }
    return gap;
  };
}

/// The weights by which a rule shares gains: from a search of tariffs and weights together, and where that leads nowhere
/// from the weights given.
SolveReport share_gains(Efficient& efficient, const std::vector<double>& weight, const strategy::Excess& excess) {
  const std::vector<std::size_t> free = all_but_last(weight.size());
  const Condition condition = equal_excess(excess);
  if (const auto found = efficient.search(weight, excess, strategy::WeightSearch::npos)) {
    SolveReport report = settle_weights(efficient, *found, free, condition);
    if (report.usable()) return report;
  }
  return settle_weights(efficient, weight, free, condition);
}

/// u_p / scale_p, in units of what these were at first: a unit that moved with the gains would hide their movement.
strategy::Excess share_of(std::vector<double> scale, const std::vector<double>& first_gain) {
  double unit = 0;
  for (std::size_t p = 0; p < scale.size(); ++p) unit = std::max(unit, std::abs(first_gain[p] / scale[p]));
  return [scale = std::move(scale), unit](const std::vector<double>&, const std::vector<double>& gain) {
    std::vector<double> excess;
    for (std::size_t p = 0; p < gain.size(); ++p) excess.push_back(gain[p] / scale[p] / unit);
    return excess;
  };
}

/// ln(w_p u_p / (power_p (1 + u_p))), the same for all where the Nash product is largest; a player below the threat needs
/// more weight.
strategy::Excess nash_product(std::vector<double> power) {
  return [power = std::move(power)](const std::vector<double>& weight, const std::vector<double>& gain) {
    std::vector<double> excess;
    for (std::size_t p = 0; p < gain.size(); ++p) {
      excess.push_back(gain[p] > 0 ? std::log(weight[p] * gain[p] / (power[p] * (1 + gain[p])))
                                   : -std::numeric_limits<double>::infinity());
    }
    return excess;
  };
}

std::vector<double> power_of(const BargainProblem& problem) {
  return problem.power.empty() ? std::vector<double>(problem.threat.size(), 1.0) : problem.power;
}

/// What gains are divided by before the rule compares them.
std::vector<double> scale_of(BargainRule rule, const BargainProblem& problem, const IdealPoint& ideal) {
  std::vector<double> scale(problem.threat.size(), 1.0);
  for (std::size_t p = 0; p < scale.size(); ++p) {
    if (rule == BargainRule::kalai_smorodinsky) scale[p] = ideal.gain_pct[p];
    if (rule == BargainRule::egalitarian) scale[p] = 1 / problem.income[p];
  }
  return scale;
}

/// Holds at the threat whoever falls below it, pass by pass, while one player gains as much as can be.
SolveReport hold_others(Efficient& efficient, std::vector<double> weight, const std::vector<double>& income,
                        std::size_t player) {
  constexpr double touching = 1e-12;
  const std::size_t count = weight.size();
  double unit = 0;
  for (std::size_t pass = 0; pass <= count; ++pass) {
    std::vector<std::size_t> held;
    for (std::size_t q = 0; q < count; ++q) {
      if (q != player && weight[q] > 0) held.push_back(q);
    }
    if (held.empty() && !efficient.solve(weight)) break;
    if (!held.empty()) {
      const Condition at_threat = [&](const std::vector<double>&, const std::vector<double>& gain) {
        if (unit == 0) unit = std::abs(gain[player]);
        Vector gap(static_cast<Index>(held.size()));
        for (std::size_t k = 0; k < held.size(); ++k) gap(static_cast<Index>(k)) = gain[held[k]] / unit;
        return gap;
      };
      SolveReport report = settle_weights(efficient, weight, held, at_threat);
      if (!report.usable()) return report;
      weight = efficient.weight;
    }
    if (unit == 0) unit = std::abs(efficient.gain[player]);
    bool is_settled = true;
    for (std::size_t q = 0; q < count; ++q) {
      if (q == player || efficient.gain[q] >= -touching || weight[q] > 0) continue;
      weight[q] = income[q] * weight[player] / income[player];
      is_settled = false;
    }
    if (is_settled) break;
  }
  return efficient.point.report;
}

/// The best one player can have while nobody falls below the threat: from a search of tariffs and weights together, and
/// where that leads nowhere from this player's weight alone.
SolveReport find_ideal(Efficient& efficient, const std::vector<double>& income, std::size_t player) {
  if (efficient.solve(income)) {
    const strategy::Excess above_threat = share_of(std::vector<double>(income.size(), 1.0), efficient.gain);
    if (const auto found = efficient.search(income, above_threat, player)) {
      SolveReport report = hold_others(efficient, *found, income, player);
      if (report.usable()) return report;
    }
  }
  std::vector<double> alone(income.size(), 0.0);
  alone[player] = income[player];
  return hold_others(efficient, alone, income, player);
}

Bargain finished(const Efficient& efficient, SolveReport report) {
  Bargain result;
  result.policy = efficient.point.policy;
  result.position = efficient.point.position;
  result.weight = efficient.weight;
  for (const double each : efficient.gain) result.gain_pct.push_back(100 * each);
  result.rule_residual = report.residual;
  result.first_order_residual = efficient.point.first_order_residual;
  result.report = std::move(report);
  return result;
}

}  // namespace

std::string_view to_string(BargainRule rule) {
  switch (rule) {
    case BargainRule::equal_proportions:
      return "equal proportions";
    case BargainRule::nash:
      return "Nash";
    case BargainRule::kalai_smorodinsky:
      return "Kalai-Smorodinsky";
    case BargainRule::egalitarian:
      return "egalitarian";
  }
  return "?";
}

IdealPoint ideal_point(strategy::TariffGame& game, const BargainProblem& problem, const strategy::Policy& start,
                       const BargainOptions& options, Observer& observer) {
  IdealPoint result;
  for (std::size_t p = 0; p < problem.threat.size(); ++p) {
    observer.progress("ideal gains", static_cast<double>(p) / static_cast<double>(problem.threat.size()));
    Efficient efficient(game, problem, start, options, observer);
    result.report = find_ideal(efficient, problem.income, p);
    if (!result.report.usable()) return result;
    result.gain_pct.push_back(100 * efficient.gain[p]);
  }
  return result;
}

Bargain bargain(strategy::TariffGame& game, BargainRule rule, const BargainProblem& problem,
                const strategy::Policy& start, const BargainOptions& options, Observer& observer) {
  IdealPoint ideal{problem.ideal_pct, {}};
  if (rule == BargainRule::kalai_smorodinsky && ideal.gain_pct.empty()) {
    ideal = ideal_point(game, problem, start, options, observer);
    if (!ideal.report.usable()) return {.report = ideal.report};
  }
  Efficient efficient(game, problem, start, options, observer);
  if (!efficient.solve(problem.income)) return {.report = efficient.point.report};
  // The Nash product starts from equal proportions, where all gains have one sign.
  SolveReport report = share_gains(efficient, problem.income, share_of(scale_of(rule, problem, ideal), efficient.gain));
  if (rule == BargainRule::nash) report = share_gains(efficient, efficient.weight, nash_product(power_of(problem)));
  const double least = *std::min_element(efficient.gain.begin(), efficient.gain.end());
  if (report.usable() && least < 0) {
    report.status = SolveStatus::left_domain;
    report.message = "no policy that the rule finds gives everybody more than the threat";
  }
  return finished(efficient, std::move(report));
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

PaidBargain bargain_with_payments(strategy::TariffGame& game, BargainRule rule, const BargainProblem& problem,
                                  const strategy::Policy& start, const BargainOptions& options, Observer& observer) {
  PaidBargain result;
  Efficient efficient(game, problem, start, options, observer);
  // w = income (1 + u) makes sum w dln G the change of money; two or three rounds settle u.
  std::vector<double> weight = problem.income;
  const std::size_t count = weight.size();
  for (int round = 0; round < 8; ++round) {
    if (!efficient.solve(weight)) return {.treaty = {.report = efficient.point.report}};
    double moved = 0;
    for (std::size_t p = 0; p < count; ++p) {
      const double next = problem.income[p] * std::exp(problem.threat[p]) * (1 + efficient.gain[p]);
      moved = std::max(moved, std::abs(next / weight[p] - 1));
      weight[p] = next;
    }
    if (moved < 1e-10) break;
  }
  result.treaty = finished(efficient, efficient.point.report);
  double surplus = 0;
  std::vector<double> at_threat(count);
  for (std::size_t p = 0; p < count; ++p) {
    at_threat[p] = problem.income[p] * std::exp(problem.threat[p]);
    surplus += at_threat[p] * efficient.gain[p];
  }
  if (!(surplus > 0)) {
    result.treaty.report.status = SolveStatus::left_domain;
    result.treaty.report.message = "there is nothing to gain over the threat";
    return result;
  }
  // Payments make the frontier a straight line in money: every rule becomes a fixed division of the surplus.
  std::vector<double> part(count, 1.0);
  if (rule == BargainRule::nash) part = power_of(problem);
  if (rule == BargainRule::equal_proportions) part = at_threat;
  const double sum = std::accumulate(part.begin(), part.end(), 0.0);
  for (std::size_t p = 0; p < count; ++p) {
    const double money = surplus * part[p] / sum;
    result.gain_pct.push_back(100 * money / at_threat[p]);
    result.received.push_back(money - at_threat[p] * efficient.gain[p]);
  }
  return result;
}

}  // namespace parley::bargaining
