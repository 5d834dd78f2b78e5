#pragma once

#include "parley/strategy/game.hpp"

namespace parley::strategy {

/// The second-order check at a stationary policy.
struct Curvature {
  /// Largest eigenvalue of D^-1/2 H D^-1/2 over the free instruments: -1 or so at a good maximum, positive at none.
  double largest = 0;
  std::size_t free_instruments = 0;
  int products = 0;  ///< Hessian-vector products, each two moves and two adjoints
  /// What a Newton step could still gain: s' D^-1 s / (2 |largest|), in logs of the objective.
  double remaining_gain = 0;
  SolveReport report;
};

/// Curvature of a block's objective in its own instruments that no bound holds, by differences of adjoint slopes.
///
/// H v = (s(p + h v) - s(p - h v)) / 2h. D is the curvature that the closed-form answer implies, slope / (answer - policy)
/// beside the policy, which makes instruments of very different trade comparable. The largest eigenvalue is found by
/// Lanczos iteration with full orthogonalisation; it is exact where there are as many products as free instruments.
/// Source  Golub & Van Loan (2013), Matrix Computations, section 10.1.
[[nodiscard]] Curvature curvature(TariffGame& game, const Block& block, const Policy& policy, Observer& observer);

}  // namespace parley::strategy
