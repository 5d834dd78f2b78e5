#pragma once

#include <filesystem>

#include "parley/data/asset_folders.hpp"
#include "parley/strategy/caliendo_parro_game.hpp"
#include "parley/study/cases/compute.hpp"

namespace parley::study {

/// The world in which governments choose, as a user names it.
struct StrategyRequest {
  std::string target;        ///< a scenario file (.toml), or the name or folder of a baseline
  std::string case_name;     ///< of a scenario: the case whose tariffs are the status quo; empty: the base's own
  std::string elasticities;  ///< a named set; empty: the target's own
  std::vector<double> trade_elasticity = {};  ///< by sector, in place of all others; empty: as read
  bool keeps_deficits = false;                ///< else they are taken away first, at unchanged tariffs
  data::AssetFolders assets;                  ///< where named baselines are
};

struct StrategyProblem {
  std::string name;
  Baseline baseline;  ///< an equilibrium; changes are counted from it
  Shock status_quo;
  std::optional<scenario::Scenario> scenario;  ///< absent where the world is a baseline alone
  /// The same in the baseline's indices, where a case may be asked for.
  std::optional<scenario::ResolvedScenario> resolved;
  std::vector<std::string> notes;
};

/// Reads, calibrates and, unless told otherwise, balances.
///
/// Aggregate deficits are given transfers in the model; a war would change their real value and the answer would depend on
/// the unit they are held in, so the published wars (Ossa 2014, Lashkaripour 2021) purge them, and so does this.
/// Errors  InputError for wrong files or names, NotSolved where the balanced base has no solution.
[[nodiscard]] StrategyProblem read_strategy_problem(const StrategyRequest& request, Observer& observer);

/// The same for a world that is at hand: takes its deficits away, and makes the tariffs of request.case_name the status quo.
[[nodiscard]] StrategyProblem with_status_quo(StrategyProblem problem, const StrategyRequest& request,
                                              Observer& observer);

/// What one set of tariffs does, counted from the base.
struct StrategyOutcome {
  std::string name;
  std::vector<double> objective_pct;  ///< one per government
  Array<Country> real_income_pct;     ///< every country
  /// What a country buys from another at the base's exporter prices, sum_s F'/c_hat.
  Array<Country, Partner> import_volume;
};

/// Solves and certifies one world. Errors  NotSolved.
[[nodiscard]] StrategyOutcome outcome_of(const std::string& name, const StrategyProblem& problem,
                                         const std::vector<strategy::Government>& governments, const Shock& shock,
                                         Observer& observer);
/// Without any trade between countries.
[[nodiscard]] StrategyOutcome autarky_outcome(const StrategyProblem& problem,
                                              const std::vector<strategy::Government>& governments);

/// What one player's instruments come to in a world: the mean of their tariffs, weighted with base trade, per cent.
[[nodiscard]] double mean_tariff_pct(const Baseline& baseline, const std::vector<strategy::TariffGroup>& groups,
                                     std::size_t player, const Shock& shock);

/// The governments' instruments at no tariff, everything else as in the status quo.
[[nodiscard]] Shock free_trade_between(const strategy::CaliendoParroGame& game);

}  // namespace parley::study
