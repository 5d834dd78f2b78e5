#pragma once

#include "parley/strategy/game.hpp"

namespace parley::strategy {

struct StationaryOptions {
  double tolerance = 1e-9;  ///< largest |answer - policy|, in ln(1 + t)
  int iteration_limit = 300;
  int depth = 8;  ///< of Anderson mixing
};

/// A policy at which no block's first-order condition can be improved; use only where report.usable().
struct StationaryPoint {
  Policy policy;
  Position position;
  std::vector<double> slope;        ///< of each block's objective in its own instruments; zero elsewhere
  double first_order_residual = 0;  ///< largest slope, one into a bound aside
  SolveReport report;
};

/// The part of a slope that a bound does not hold: zero at a lower bound with a falling, an upper bound with a rising
/// objective. What the bound holds is its multiplier.
[[nodiscard]] double free_slope(const Instrument& instrument, double policy, double slope);

/// Moves all blocks at once to their answers, with Anderson mixing, until policy and answer agree.
///
/// One block of one government is its best response, a block for each government the Nash war, one block of all the
/// efficient policy. Instruments in no block keep their place. A saddle or minimum is stationary too: callers check.
[[nodiscard]] StationaryPoint solve_stationary(TariffGame& game, std::span<const Block> blocks, Policy start,
                                               const StationaryOptions& options, Observer& observer);

}  // namespace parley::strategy
