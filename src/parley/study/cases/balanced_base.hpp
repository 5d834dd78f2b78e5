#pragma once

#include "parley/base/observer.hpp"
#include "parley/equilibrium/solve.hpp"

namespace parley::study {

/// An economy after deficits were taken away at unchanged tariffs.
struct BalancedBase {
  Baseline baseline;
  double transfers_taken_away = 0;  ///< net, million; where only some lose theirs, what moved in all
};

/// Whether the closure has other deficits than the base year: all balanced, or those of some countries.
[[nodiscard]] bool takes_deficits_away(const BaselineInfo& info);

/// The economy with the deficits of its own closure, or with none.
///
/// Errors  NotSolved where the economy has no solution with them.
[[nodiscard]] BalancedBase balanced_base(const Baseline& baseline, const SolveOptions& options, Observer& observer);
[[nodiscard]] BalancedBase fully_balanced_base(const Baseline& baseline, const SolveOptions& options,
                                               Observer& observer);

}  // namespace parley::study
