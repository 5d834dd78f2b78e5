#pragma once

#include <optional>
#include <vector>

#include "parley/base/observer.hpp"
#include "parley/study/attempt.hpp"
#include "parley/study/cases/closures.hpp"
#include "parley/study/cases/compute.hpp"
#include "parley/study/cases/horizons.hpp"
#include "parley/study/desk.hpp"
#include "parley/study/models.hpp"
#include "parley/study/prices.hpp"
#include "parley/study/strategy_study.hpp"

namespace parley::study {

/// All that a run of one scenario answers.
struct Study {
  RunResult result;                           ///< the cases, solved and explained
  std::optional<ClosureComparison> closures;  ///< absent where it would cost more than the cases
  std::optional<HorizonComparison> horizons;  ///< absent where it would cost more than the cases
  std::optional<Prices> prices;
  std::optional<StrategyStudy> strategy;      ///< its three parts say for themselves what has no solution
  std::vector<Attempt<ModelsReport>> models;  ///< one for each case; empty: not asked for
  std::optional<Attempt<Desk>> deal;
};

/// study::compute(), then what the scenario and the options ask for beyond the cases.
///
/// What has no solution says so in its part and to the observer's notes; the rest stands.
/// Errors  those of compute(); InputError where a plan names what does not exist; Cancelled where the observer asked
///         to stop.
[[nodiscard]] Study study(const RunOptions& options, Observer& observer);

/// The same from solved cases.
[[nodiscard]] Study study_solved(RunResult result, const RunOptions& options, Observer& observer);

}  // namespace parley::study
