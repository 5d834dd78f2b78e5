#pragma once

#include "parley/bargaining/tariff_treaty.hpp"
#include "parley/study/strategy_choices.hpp"

namespace parley::study {

/// What happens without agreement.
enum class WithoutTreaty { status_quo, war, autarky };
[[nodiscard]] std::string_view to_string(WithoutTreaty threat);

struct TariffTalksRequest {
  std::vector<strategy::Government> governments;        ///< at least two
  std::vector<strategy::InstrumentChoice> instruments;  ///< one per government, on the others' goods
  WithoutTreaty threat = WithoutTreaty::war;
  std::vector<double> power;        ///< of the Nash product; empty: equal
  std::size_t frontier_points = 0;  ///< two governments only
};

/// One rule's treaty with what it means.
struct TariffTreaty {
  std::string name;  ///< "Nash", "Nash with payments"
  bargaining::Bargain treaty;
  std::vector<ChosenTariff> tariffs;
  std::vector<TariffSpread> spread;          ///< one per government
  std::vector<double> gain_over_threat_pct;  ///< after payments
  std::vector<double> gain_over_status_quo_pct;
  std::vector<double> received;  ///< side payments in the equilibrium with them, million; empty without
  std::vector<double> received_at_treaty_prices;  ///< the same before they move prices
  double price_effect_pct = 0;                    ///< by how much these would miss the gains of the rule, points
  std::vector<double> mean_tariff_pct;            ///< of each on the others, weighted with base trade
  std::size_t winners = 0;  ///< countries of the world with more real income than under the status quo
  /// Change of what each government's country buys from the other parties, volume, against the status quo: the balance of
  /// concessions in the sense of the GATT where these are equal (Bagwell & Staiger 1999).
  std::vector<double> import_volume_change;
};

/// What of a frontier leaves neither of two governments below the threat: changes of both objectives against the base,
/// per cent, by rising change of the first.
///
/// Where the threat holds one of them before the frontier ends, the line ends where the other has its ideal gain.
using AcceptableFrontier = std::vector<std::vector<double>>;
/// `ideal_pct` is over the threat; empty where it was not found, and the line then ends with its last point.
[[nodiscard]] AcceptableFrontier acceptable_frontier(const std::vector<std::vector<double>>& frontier_pct,
                                                     const std::vector<double>& threat_pct,
                                                     const std::vector<double>& ideal_pct);

/// Talks of governments that settle all their tariffs on each other together.
struct TariffTalks {
  std::vector<std::string> players;
  StrategyOutcome status_quo, threat;
  std::vector<TariffTreaty> treaties;  ///< usable ones only
  std::vector<std::string> failures;   ///< rules without a treaty, and why
  std::vector<double> ideal_pct;       ///< best gains over the threat; empty where not found
  bargaining::Frontier frontier;
  AcceptableFrontier acceptable;           ///< of the frontier
  std::size_t better_than_status_quo = 0;  ///< treaties that leave every government better off than the status quo
};

/// Treaties between the governments by every rule, without payments and with.
///
/// A treaty with payments has the tariffs that give the most money before them; payments then divide the gains as the rule
/// says in the world that they lead to, prices moved.
///
/// Errors  InputError for fewer than two governments; NotSolved where the threat has no solution or no rule a treaty.
[[nodiscard]] TariffTalks talk(const StrategyProblem& problem, const TariffTalksRequest& request, Observer& observer);

/// Talks as a user asks for them.
struct TariffTalksOptions {
  StrategyRequest world;
  StrategyChoices choices;
  std::vector<std::string> players;  ///< codes
  WithoutTreaty threat = WithoutTreaty::war;
  std::vector<double> power;        ///< of each in the Nash product; empty: equal
  std::size_t frontier_points = 0;  ///< two players only
};
struct TariffTalksAnswer {
  TariffTalksOptions options;
  StrategyWorld world;
  TariffTalks talks;
};
/// Errors  those of read_strategy_problem(), governments_of() and talk(); InputError for powers that are not one for each
///         player, or a frontier of more than two.
[[nodiscard]] TariffTalksAnswer answer_talks(const TariffTalksOptions& options, Observer& observer);

}  // namespace parley::study
