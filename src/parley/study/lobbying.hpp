#pragma once

#include <optional>

#include "parley/strategy/lobbying_weights.hpp"
#include "parley/study/strategy_problem.hpp"

namespace parley::study {

struct LobbyingRequest {
  std::vector<Country> countries;
  /// Tariffs that these set without an agreement, fractions, no number where none is known; absent: their own tariffs in
  /// the status quo, each sector's the trade-weighted mean of ln(1 + t).
  std::optional<Array<Country, Sector>> observed;
};

/// Weights of one government, with what was observed and not used.
struct CountryWeights {
  strategy::SectorWeights weights;
  std::vector<Sector> unused;  ///< sectors with an observed tariff and no fitted weight
};

/// Lobbying weights of each country's sectors, fitted to its tariffs; the others' tariffs are those of the status quo.
///
/// Errors  InputError as strategy::calibrate_weights(); NotSolved where no weights give the observed spread.
[[nodiscard]] std::vector<CountryWeights> fit_lobbying(const StrategyProblem& problem, const LobbyingRequest& request,
                                                       Observer& observer);

}  // namespace parley::study
