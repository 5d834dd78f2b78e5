#pragma once

#include <functional>

#include "parley/strategy/game.hpp"

namespace parley::strategy {

/// By how much each player has more than a rule of sharing gives it, in units of order one and up to a constant that is
/// the same for all; minus infinity where a player must have more, whatever the others have.
using Excess = std::function<std::vector<double>(const std::vector<double>& weight, const std::vector<double>& gain)>;

struct WeightSearch {
  const std::vector<double>& threat;  ///< payoffs from which gains are counted
  const std::vector<double>& weight;  ///< where the search begins, all positive
  Excess excess;
  /// The player whose weight is the unit: excess is then absolute, and weights may fall to nothing. None: all weights
  /// move against each other.
  std::size_t unit = npos;
  static constexpr std::size_t npos = static_cast<std::size_t>(-1);
};

/// Weights and the policy that is efficient under them, roughly: where report.residual is small they are worth refining.
struct WeightedPolicy {
  Policy policy;
  std::vector<double> weight;  ///< zero where it fell to nothing
  SolveReport report;
};

/// Searches a treaty's tariffs and weights together, as one fixed point.
///
///     policy[k] -> its closed-form answer to sum_p weight payoff;   ln weight[p] -> ln weight[p] - 0.3 excess[p]
///
/// with Anderson mixing: as many moves as one efficient policy needs, for any number of players, where a search for the
/// weights around one for the policy needs that many for every weight and step.
[[nodiscard]] WeightedPolicy search_weights(TariffGame& game, const Policy& start, const WeightSearch& search,
                                            Observer& observer);

}  // namespace parley::strategy
