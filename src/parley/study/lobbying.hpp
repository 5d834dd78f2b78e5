#pragma once

#include <optional>

#include "parley/strategy/lobbying_weights.hpp"
#include "parley/study/strategy_choices.hpp"

namespace parley::study {

struct LobbyingRequest {
  std::vector<Country> countries;
  /// Tariffs that these set without an agreement, fractions, no number where none is known; absent: their own tariffs in
  /// the status quo, each sector's the trade-weighted mean of ln(1 + t).
  std::optional<Array<Country, Sector>> observed;
};

/// What is particular to one sector's tariff: less the mean of all fitted sectors, points.
struct TariffBesideMean {
  double observed_points = 0, modelled_points = 0;
  [[nodiscard]] double difference() const { return modelled_points - observed_points; }
};

/// Weights of one government, with what was observed and not used.
struct CountryWeights {
  strategy::SectorWeights weights;
  double observed_mean = 0, modelled_mean = 0;  ///< tariffs of the fitted sectors, fractions, each counted once
  std::vector<Sector> unused;                   ///< sectors with an observed tariff and no fitted weight
  /// Of the fitted sector at one position.
  [[nodiscard]] TariffBesideMean beside_mean(std::size_t at) const;
};

/// Lobbying weights of each country's sectors, fitted to its tariffs; the others' tariffs are those of the status quo.
///
/// Errors  InputError as strategy::calibrate_weights(); NotSolved where no weights give the observed spread.
[[nodiscard]] std::vector<CountryWeights> fit_lobbying(const StrategyProblem& problem, const LobbyingRequest& request,
                                                       Observer& observer);

/// Lobbying weights as a user asks for them.
struct LobbyingOptions {
  StrategyRequest world;
  std::vector<std::string> countries;  ///< codes
  std::filesystem::path observed;  ///< file of tariffs, country,sector,tariff_pct; empty: their own in the status quo
};
struct LobbyingAnswer {
  LobbyingOptions options;
  StrategyWorld world;
  std::vector<CountryWeights> countries;
};
/// Errors  those of read_strategy_problem(), data::sector_table() and fit_lobbying(); InputError for unknown codes.
[[nodiscard]] LobbyingAnswer answer_lobbying(const LobbyingOptions& options, Observer& observer);

}  // namespace parley::study
