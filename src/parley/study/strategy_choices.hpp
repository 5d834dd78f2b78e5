#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "parley/study/strategy_problem.hpp"

namespace parley::study {

/// A weight in one government's objective; `sector` is empty where it is of the country as a whole.
struct GivenWeight {
  std::string country, sector;
  double weight = 1;
};

/// What governments want and may do, by the codes of the baseline.
struct StrategyChoices {
  strategy::Grouping grouping = strategy::Grouping::each;
  std::vector<std::string> sectors;               ///< that may be taxed; empty: all goods
  double lowest_tariff = 0, highest_tariff = 10;  ///< fractions
  std::vector<GivenWeight> weights;               ///< of sectors' incomes; 1 for all others
  std::filesystem::path lobbying;    ///< file of such weights, country,sector,weight; `weights` come before it
  std::vector<GivenWeight> jobs;     ///< of sectors' employment, in logs; 0 for all others
  std::vector<GivenWeight> revenue;  ///< of a country's tariff revenue, beyond its part in income; 0 for all others
};

/// The governments of the countries that choose, each with its weights.
///
/// Errors  InputError for unknown codes, a weight of a country that does not choose, or a file of weights with none of
///         those that do.
[[nodiscard]] std::vector<strategy::Government> governments_of(const StrategyChoices& choices, const Economy& labels,
                                                               const std::vector<Country>& players);

/// What one of them may set against some partners; none: everybody. Errors  InputError for unknown sectors.
[[nodiscard]] strategy::InstrumentChoice instrument_choice(const StrategyChoices& choices, const Economy& labels,
                                                           std::vector<Country> partners);

/// The players without one of them.
[[nodiscard]] std::vector<Country> all_but(const std::vector<Country>& players, Country who);

/// What reports call the world that an answer is about, and what was done to it before.
struct StrategyWorld {
  std::string name;
  std::string currency;
  Economy labels;
  std::vector<std::string> notes;
};
[[nodiscard]] StrategyWorld world_of(const StrategyProblem& problem);

/// One tariff that a government chooses; where its instrument moves several, `before_pct` is their trade-weighted mean.
struct ChosenTariff {
  std::size_t player = 0;
  std::string instrument;  ///< "STL from CHN"
  double before_pct = 0, pct = 0;
};
[[nodiscard]] std::vector<ChosenTariff> chosen_tariffs(const std::vector<strategy::Instrument>& instruments,
                                                       const strategy::Policy& before, const strategy::Policy& policy);

/// One player's tariffs at a glance, each counted once, per cent.
struct TariffSpread {
  double mean_before_pct = 0, mean_pct = 0, lowest_pct = 0, highest_pct = 0;
};
/// Of the player's own among `tariffs`; no number (NaN) in the means where it has none.
[[nodiscard]] TariffSpread spread_of(const std::vector<ChosenTariff>& tariffs, std::size_t player);

}  // namespace parley::study
