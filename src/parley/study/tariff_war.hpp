#pragma once

#include "parley/strategy/nash.hpp"
#include "parley/study/strategy_choices.hpp"

namespace parley::study {

struct TariffWarRequest {
  std::vector<strategy::Government> governments;
  std::vector<strategy::InstrumentChoice> instruments;  ///< one per government
  int starts = 3;                                       ///< the status quo, no tariffs, then random ones
};

/// Tariffs from which no government gains by moving alone, and the proof.
struct WarEquilibrium {
  std::vector<std::string> starts;  ///< of the searches that ended here
  std::vector<ChosenTariff> tariffs;
  std::vector<TariffSpread> spread;  ///< one per government
  std::vector<strategy::NashProof> proof;
  /// The largest of the governments' slopes that no bound holds, and what the best deviation found would add, per cent.
  double first_order_residual = 0, deviation_gain_pct = 0;
};

struct TariffWar {
  std::vector<Country> players;
  std::size_t tariff_count = 0;
  std::vector<WarEquilibrium> equilibria;  ///< the one found from the status quo first
  std::vector<strategy::NashSearch> searches;
  std::vector<StrategyOutcome> outcomes;  ///< status quo, no tariffs, each equilibrium, no trade at all
};

/// Where a tariff war ends: every equilibrium found, with what it does to each country.
///
/// Errors  InputError for governments that have nothing to set; NotSolved where no equilibrium is found.
[[nodiscard]] TariffWar tariff_war(const StrategyProblem& problem, const TariffWarRequest& request, Observer& observer);

/// A tariff war as a user asks for it.
struct TariffWarOptions {
  StrategyRequest world;
  StrategyChoices choices;
  std::vector<std::string> players;  ///< codes; empty: every country
  bool on_everybody = false;         ///< tariffs on all partners, not only on each other
  int starts = 3;
};
struct TariffWarAnswer {
  TariffWarOptions options;
  StrategyWorld world;
  TariffWar war;
};
/// Errors  those of read_strategy_problem(), governments_of() and tariff_war().
[[nodiscard]] TariffWarAnswer answer_tariff_war(const TariffWarOptions& options, Observer& observer);

}  // namespace parley::study
