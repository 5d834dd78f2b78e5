#pragma once

#include "parley/economy/baseline.hpp"
#include "parley/economy/horizon.hpp"
#include "parley/scenario/scenario.hpp"

namespace parley::study {

/// Why games are not played in the short run, for a part of a study that is left out.
inline constexpr std::string_view no_games_in_a_year =
    "games stay in the long run: within a year demand answers so little that a large country's best duty rises without "
    "bound";

/// The horizon that an option names, else the scenario's.
///
/// Errors  InputError for another word.
[[nodiscard]] Horizon chosen_horizon(const scenario::Scenario& scenario, const std::string& option);

/// The economy in the horizon: as it is, or in the short run under the central set of elasticities.
[[nodiscard]] Baseline in_horizon(Baseline baseline, Horizon horizon);

/// InputError, with the reason, where a game is asked for in the short run.
void refuse_games_in_short_run(const scenario::Scenario& scenario);

/// InputError where intervals are asked for in the short run.
void refuse_draws_in_short_run(const scenario::Scenario& scenario, Horizon horizon);

/// InputError where a case commits to quantities in the short run.
void refuse_commitments_in_short_run(const scenario::Compare& compare, const std::string& commitment);

}  // namespace parley::study
