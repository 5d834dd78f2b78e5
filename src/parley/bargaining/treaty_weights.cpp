#include "parley/bargaining/treaty_weights.hpp"

#include <Eigen/Dense>
#include <cmath>
#include <functional>
#include <limits>
#include <numeric>

namespace parley::bargaining {
namespace {

using Eigen::Index;
using Vector = Eigen::VectorXd;

/// Gains u_p of an efficient policy at given weights, and how a rule judges them.
using Condition = std::function<Vector(const std::vector<double>& weight, const std::vector<double>& gain)>;

/// Newton on ln weight of the chosen players until the condition holds to 1e-8, with halved steps where it grows.
SolveReport find_weights(EfficientTreaties& treaties, std::vector<double> weight, const std::vector<std::size_t>& free,
                         const Condition& condition) {
  constexpr double tolerance = 1e-8;
  constexpr int limit = 40;
  SolveReport report;
  const auto size = static_cast<Index>(free.size());
  const auto at = [&](const Vector& log_step) {
    std::vector<double> moved = weight;
    for (Index k = 0; k < size; ++k) moved[free[static_cast<std::size_t>(k)]] *= std::exp(log_step(k));
    ++report.evaluations;
    if (!treaties.solve(moved)) return Vector(Vector::Constant(size, std::numeric_limits<double>::infinity()));
    return condition(treaties.weight, treaties.gain);
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
    if (!std::isfinite(report.residual)) return ended(SolveStatus::left_domain, treaties.point.report.message);
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
SolveReport bracket_weight(EfficientTreaties& treaties, const std::vector<double>& weight, std::size_t free,
                           const Condition& condition) {
  constexpr double tolerance = 1e-8;
  SolveReport report;
  const auto at = [&](double log_step) {
    std::vector<double> moved = weight;
    moved[free] *= std::exp(log_step);
    ++report.evaluations;
    return treaties.solve(moved) ? condition(treaties.weight, treaties.gain)(0) : std::nan("");
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
SolveReport settle_weights(EfficientTreaties& treaties, const std::vector<double>& weight,
                           const std::vector<std::size_t>& free, const Condition& condition) {
  SolveReport report = find_weights(treaties, weight, free, condition);
  if (report.usable() || free.size() != 1) return report;
  return bracket_weight(treaties, weight, free[0], condition);
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

/// Holds at the threat whoever falls below it, pass by pass, while one player gains as much as can be.
SolveReport hold_others(EfficientTreaties& treaties, std::vector<double> weight, const std::vector<double>& income,
                        std::size_t player) {
  constexpr double touching = 1e-12;
  const std::size_t count = weight.size();
  double unit = 0;
  for (std::size_t pass = 0; pass <= count; ++pass) {
    std::vector<std::size_t> held;
    for (std::size_t q = 0; q < count; ++q) {
      if (q != player && weight[q] > 0) held.push_back(q);
    }
    if (held.empty() && !treaties.solve(weight)) break;
    if (!held.empty()) {
      const Condition at_threat = [&](const std::vector<double>&, const std::vector<double>& gain) {
        if (unit == 0) unit = std::abs(gain[player]);
        Vector gap(static_cast<Index>(held.size()));
        for (std::size_t k = 0; k < held.size(); ++k) gap(static_cast<Index>(k)) = gain[held[k]] / unit;
        return gap;
      };
      SolveReport report = settle_weights(treaties, weight, held, at_threat);
      if (!report.usable()) return report;
      weight = treaties.weight;
    }
    if (unit == 0) unit = std::abs(treaties.gain[player]);
    bool is_settled = true;
    for (std::size_t q = 0; q < count; ++q) {
      if (q == player || treaties.gain[q] >= -touching || weight[q] > 0) continue;
      weight[q] = income[q] * weight[player] / income[player];
      is_settled = false;
    }
    if (is_settled) break;
  }
  return treaties.point.report;
}

}  // namespace

EfficientTreaties::EfficientTreaties(strategy::TariffGame& game, const TariffProblem& problem,
                                     const strategy::Policy& start, const BargainOptions& options, Observer& observer)
    : game_(game), problem_(problem), options_(options), observer_(observer), policy_(start) {}

bool EfficientTreaties::solve(std::vector<double> weights) {
  const double sum = std::accumulate(weights.begin(), weights.end(), 0.0);
  for (double& each : weights) each /= sum;
  const strategy::Block block = strategy::joint_block(game_, weights);
  point = strategy::solve_stationary(game_, {&block, 1}, policy_, options_.stationary, observer_);
  if (!point.report.usable()) return false;
  policy_ = point.policy;
  weight = std::move(weights);
  gain.clear();
  for (std::size_t p = 0; p < problem_.threat.size(); ++p)
    gain.push_back(std::expm1(point.position.payoff[p] - problem_.threat[p]));
  return true;
}

std::optional<std::vector<double>> EfficientTreaties::search(const std::vector<double>& first,
                                                             const strategy::Excess& excess, std::size_t unit) {
  constexpr double rough = 0.05;
  const strategy::WeightedPolicy found =
      strategy::search_weights(game_, policy_, {problem_.threat, first, excess, unit}, observer_);
  if (!(found.report.residual < rough)) return std::nullopt;
  policy_ = found.policy;
  return found.weight;
}

SolveReport share_gains(EfficientTreaties& treaties, const std::vector<double>& weight,
                        const strategy::Excess& excess) {
  const std::vector<std::size_t> free = all_but_last(weight.size());
  const Condition condition = equal_excess(excess);
  if (const auto found = treaties.search(weight, excess, strategy::WeightSearch::npos)) {
    SolveReport report = settle_weights(treaties, *found, free, condition);
    if (report.usable()) return report;
  }
  return settle_weights(treaties, weight, free, condition);
}

strategy::Excess excess_over(std::vector<double> scale, const std::vector<double>& first_gain) {
  double unit = 0;
  for (std::size_t p = 0; p < scale.size(); ++p) unit = std::max(unit, std::abs(first_gain[p] / scale[p]));
  return [scale = std::move(scale), unit](const std::vector<double>&, const std::vector<double>& gain) {
    std::vector<double> excess;
    for (std::size_t p = 0; p < gain.size(); ++p) excess.push_back(gain[p] / scale[p] / unit);
    return excess;
  };
}

SolveReport settle_ideal(EfficientTreaties& treaties, const std::vector<double>& income, std::size_t player) {
  if (treaties.solve(income)) {
    const strategy::Excess above_threat = excess_over(std::vector<double>(income.size(), 1.0), treaties.gain);
    if (const auto found = treaties.search(income, above_threat, player)) {
      SolveReport report = hold_others(treaties, *found, income, player);
      if (report.usable()) return report;
    }
  }
  std::vector<double> alone(income.size(), 0.0);
  alone[player] = income[player];
  return hold_others(treaties, alone, income, player);
}

}  // namespace parley::bargaining
