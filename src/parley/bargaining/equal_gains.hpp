#pragma once

#include "parley/strategy/stationary.hpp"

namespace parley::bargaining {

enum class GainRule {
  equal,   ///< all gain the same proportion: Ossa's talks; a player may have to be held back
  max_min  ///< the smallest gain is as large as can be; a player who costs the others nothing may gain more
};

struct EqualGainsOptions {
  GainRule rule = GainRule::equal;
  strategy::StationaryOptions stationary{.tolerance = 1e-9, .iteration_limit = 2000, .depth = 20};
  std::vector<double> weight = {};  ///< where the search for the multipliers begins; empty: all equal
};

/// A policy that all players set together.
struct Treaty {
  strategy::Policy policy;
  strategy::Position position;
  /// Multipliers of the players' gains, adding up to one: what the treaty maximises is sum weight payoff. Negative where
  /// a player is held back.
  std::vector<double> weight;
  std::vector<double> gain_pct;     ///< over the threat, per cent of the objective there
  double first_order_residual = 0;  ///< largest slope of sum weight payoff that no bound holds
  SolveReport report;
};

/// The most that all players can gain together over a threat point, all in the same proportion.
///
///     max g  over policies within bounds,  payoff[p] - threat[p] = g for every p        (max_min: >= g)
///
/// Solved as one fixed point of the policy's closed-form answers to sum weight payoff, and of the weights, which fall
/// where a player gains more than the average. `threat` in the units of Position::payoff.
/// Source  Ossa (2014, AER 104:12), section III.C.
[[nodiscard]] Treaty equal_gains(strategy::TariffGame& game, const std::vector<double>& threat,
                                 const strategy::Policy& start, const EqualGainsOptions& options, Observer& observer);

/// The same where a player must be held back for it, and a search that starts elsewhere fails: from the agreement of
/// GainRule::max_min whoever gains more than the least is brought down to it, step by step.
///
/// Not usable where a step fails, however short: the treaty is then the last one found, and the report's message says
/// how far it is.
[[nodiscard]] Treaty equal_gains_by_steps(strategy::TariffGame& game, const std::vector<double>& threat,
                                          const Treaty& max_min, EqualGainsOptions options, Observer& observer);

}  // namespace parley::bargaining
