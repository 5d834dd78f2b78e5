#include "parley/strategy/stationary.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "parley/numerics/fixed_point.hpp"

namespace parley::strategy {

double free_slope(const Instrument& instrument, double policy, double slope) {
  constexpr double touching = 1e-9;
  if (policy <= instrument.lower + touching && slope < 0) return 0;
  if (policy >= instrument.upper - touching && slope > 0) return 0;
  return slope;
}

StationaryPoint solve_stationary(TariffGame& game, std::span<const Block> blocks, Policy start,
                                 const StationaryOptions& options, Observer& observer) {
  const std::vector<Instrument>& instruments = game.instruments();
  Policy policy(start.size());
  std::vector<double> slope(start.size(), 0.0);
  SolveReport inner;
  const auto bounded = [&](std::span<const double> x) {
    policy.assign(x.begin(), x.end());
    for (const Block& block : blocks) {
      for (const std::size_t k : block.instruments)
        policy[k] = std::clamp(policy[k], instruments[k].lower, instruments[k].upper);
    }
  };
  const numerics::FixedPointMap map = [&](std::span<const double> x, std::span<double> answer) {
    bounded(x);
    std::copy(policy.begin(), policy.end(), answer.begin());
    inner = game.move_to(policy, observer).report;
    if (inner.usable()) inner = game.respond(blocks, slope, answer, observer);
    if (!inner.usable()) return std::numeric_limits<double>::quiet_NaN();
    double worst = 0;
    for (std::size_t k = 0; k < answer.size(); ++k) worst = std::max(worst, std::abs(answer[k] - x[k]));
    return worst;
  };
  // Far away, where bounds and uphill steps bend the answers, mixing goes astray: the first steps are plain.
  numerics::FixedPointResult near = numerics::solve_fixed_point(
      map, std::move(start), {.tolerance = 0.1, .iteration_limit = 30, .depth = 0, .patience = 5}, observer);
  numerics::FixedPointResult solved = numerics::solve_fixed_point(map, std::move(near.x),
                                                                  {.tolerance = options.tolerance,
                                                                   .iteration_limit = options.iteration_limit,
                                                                   .depth = options.depth,
                                                                   .patience = 60},
                                                                  observer);
  StationaryPoint result;
  result.report = std::move(solved.report);
  result.report.iterations += near.report.iterations;
  result.report.evaluations += near.report.evaluations;
  result.report.seconds += near.report.seconds;
  if (!inner.usable() && !result.report.usable()) result.report.message += "; inside it, " + inner.message;
  bounded(solved.x);
  result.position = game.move_to(policy, observer);
  Policy answer = policy;
  slope.assign(slope.size(), 0.0);
  if (result.position.report.usable()) inner = game.respond(blocks, slope, answer, observer);
  for (const Block& block : blocks) {
    for (const std::size_t k : block.instruments)
      result.first_order_residual =
          std::max(result.first_order_residual, std::abs(free_slope(instruments[k], policy[k], slope[k])));
  }
  result.policy = std::move(policy);
  result.slope = std::move(slope);
  return result;
}

}  // namespace parley::strategy
