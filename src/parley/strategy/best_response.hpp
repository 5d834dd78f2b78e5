#pragma once

#include <cstdint>

#include "parley/strategy/curvature.hpp"
#include "parley/strategy/stationary.hpp"

namespace parley::strategy {

/// What a bound keeps the objective from: its slope there.
struct BoundMultiplier {
  std::size_t instrument = 0;
  bool at_upper = false;
  double multiplier = 0;  ///< d ln objective / d ln(1+t), past the bound
};

/// Where one search for an optimum began and ended.
struct SearchRecord {
  std::string start;   ///< "status quo", "no tariffs", "random 1"
  std::string method;  ///< "closed-form answers" or "gradient search"
  double payoff = 0;
  double distance = 0;  ///< largest difference in ln(1+t) from the reported optimum
  SolveReport report;
};

/// Why a policy may be called a government's best.
struct OptimumProof {
  double first_order_residual = 0;  ///< largest |d ln objective / d ln(1+t)| that no bound holds
  std::vector<BoundMultiplier> bounds;
  Curvature second_order;
  std::vector<SearchRecord> searches;
  /// What the best deviation found would add, in per cent of the objective; of the order of rounding at an optimum.
  double deviation_gain_pct = 0;
};

struct BestResponseOptions {
  StationaryOptions stationary;
  int random_starts = 2;
  std::uint64_t seed = 1;
  /// A second, independent search by gradients alone, from the status quo.
  bool gradient_search = true;
  bool second_order = true;
};

struct BestResponse {
  Policy policy;      ///< everybody's; the others' as given
  Position position;  ///< use only where report.usable()
  OptimumProof proof;
  SolveReport report;
};

/// The policy of a block that raises its objective most, everybody else's held, with the proof.
///
/// Searches from the given policy, from no tariffs and from random tariffs with closed-form answers, and once by a
/// bounded optimiser on the same slopes; the best end is refined and reported, the others stay in `proof`.
/// Converged: the refinement is, and no search ended higher.
[[nodiscard]] BestResponse best_response(TariffGame& game, const Block& block, const Policy& policy,
                                         const BestResponseOptions& options, Observer& observer);

/// sum_p weight payoff
[[nodiscard]] double objective_of(const Block& block, const Position& position);

/// A policy with the block's instruments drawn from their bounds, or from tariffs of -20 to 60 % where these are wide.
[[nodiscard]] Policy random_policy(const TariffGame& game, const Block& block, Policy policy, std::uint64_t seed);

}  // namespace parley::strategy
