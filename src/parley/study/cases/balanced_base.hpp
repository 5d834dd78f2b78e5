#pragma once

#include "parley/base/observer.hpp"
#include "parley/equilibrium/solve.hpp"

namespace parley::study {

/// An economy after its aggregate deficits were taken away at unchanged tariffs.
struct BalancedBase {
  Baseline baseline;
  double transfers_taken_away = 0;  ///< net, million
};

/// Errors  NotSolved where the economy has no solution without them.
[[nodiscard]] BalancedBase balanced_base(const Baseline& baseline, const SolveOptions& options, Observer& observer);

}  // namespace parley::study
