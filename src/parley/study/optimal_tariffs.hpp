#pragma once

#include "parley/strategy/best_response.hpp"
#include "parley/study/strategy_choices.hpp"

namespace parley::study {

struct OptimalRequest {
  strategy::Government government;
  strategy::InstrumentChoice instruments;
  int random_starts = 2;  ///< of the search, beside the status quo and no tariffs
};

/// One government's best tariffs with their proof, everybody else's held.
struct OptimalTariffs {
  Country who{0};
  std::vector<ChosenTariff> tariffs;  ///< in the order that the proof's instruments count
  strategy::OptimumProof proof;
  int moves = 0;            ///< of the search that found them
  StrategyOutcome outcome;  ///< of the best tariffs
  double uniform_pct = 0;   ///< the exact best uniform tariff on the same sectors of everybody
  double formula_pct = 0;   ///< the same by the closed form of Lashkaripour (2021, J. Int. Econ. 131:103419), eq. 14
};

/// Errors  InputError where there is nothing to set; NotSolved where no optimum is found.
[[nodiscard]] OptimalTariffs optimal_tariffs(const StrategyProblem& problem, const OptimalRequest& request,
                                             Observer& observer);

/// Optimal tariffs as a user asks for them.
struct OptimalOptions {
  StrategyRequest world;
  StrategyChoices choices;
  std::string country;                ///< whose
  std::vector<std::string> partners;  ///< on whose goods; empty: everybody's
  int random_starts = 2;
};
struct OptimalAnswer {
  OptimalOptions options;
  StrategyWorld world;
  OptimalTariffs optimum;
};
/// Errors  those of read_strategy_problem(), governments_of() and optimal_tariffs().
[[nodiscard]] OptimalAnswer answer_optimal(const OptimalOptions& options, Observer& observer);

}  // namespace parley::study
