#include "parley/study/tariff_war.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "parley/base/not_solved.hpp"
#include "parley/study/cases/named_parts.hpp"

namespace parley::study {
namespace {

strategy::CaliendoParroGame game_of(const StrategyProblem& problem, const TariffWarRequest& request) {
  std::vector<strategy::TariffGroup> groups;
  for (std::size_t p = 0; p < request.governments.size(); ++p) {
    for (strategy::TariffGroup& group :
         strategy::instruments_of(problem.baseline, request.governments[p].country, p, request.instruments[p]))
      groups.push_back(std::move(group));
  }
  return {problem.baseline, problem.status_quo, request.governments, std::move(groups)};
}

WarEquilibrium equilibrium_of(const strategy::CaliendoParroGame& game, const strategy::Policy& before,
                              const strategy::NashEquilibrium& found) {
  WarEquilibrium result{.starts = found.starts,
                        .tariffs = chosen_tariffs(game.instruments(), before, found.policy),
                        .proof = found.proof};
  for (std::size_t p = 0; p < found.proof.size(); ++p) result.spread.push_back(spread_of(result.tariffs, p));
  for (const strategy::NashProof& proof : found.proof) {
    result.first_order_residual = std::max(result.first_order_residual, proof.first_order_residual);
    result.deviation_gain_pct = std::max(result.deviation_gain_pct, proof.deviation_gain_pct);
  }
  return result;
}

}  // namespace

TariffWar tariff_war(const StrategyProblem& problem, const TariffWarRequest& request, Observer& observer) {
  strategy::CaliendoParroGame game = game_of(problem, request);
  const strategy::Policy before = game.status_quo();
  const strategy::NashResult nash = strategy::nash(game, before, {.starts = request.starts}, observer);
  if (!nash.report.usable()) throw NotSolved("the tariff war", nash.report);
  TariffWar war{.tariff_count = game.instruments().size(), .searches = nash.searches};
  for (const strategy::Government& each : request.governments) war.players.push_back(each.country);
  const auto add = [&](const std::string& name, const Shock& shock) {
    war.outcomes.push_back(outcome_of(name, problem, request.governments, shock, observer));
  };
  add("status quo", problem.status_quo);
  add("no tariffs", free_trade_between(game));
  for (const strategy::NashEquilibrium& each : nash.equilibria) {
    const std::size_t count = war.equilibria.size() + 1;
    add(count == 1 ? "war" : fmt::format("war {}", count), game.shock_at(each.policy));
    war.equilibria.push_back(equilibrium_of(game, before, each));
  }
  war.outcomes.push_back(autarky_outcome(problem, request.governments));
  return war;
}

TariffWarAnswer answer_tariff_war(const TariffWarOptions& options, Observer& observer) {
  const StrategyProblem problem = read_strategy_problem(options.world, observer);
  const Economy& labels = problem.baseline.economy;
  const std::vector<Country> players =
      named_countries(labels, options.players.empty() ? labels.country_codes() : options.players, "players");
  TariffWarRequest request{.governments = governments_of(options.choices, labels, players), .starts = options.starts};
  for (const Country who : players) {
    std::vector<Country> partners;
    if (!options.on_everybody) partners = all_but(players, who);
    request.instruments.push_back(instrument_choice(options.choices, labels, std::move(partners)));
  }
  return {options, world_of(problem), tariff_war(problem, request, observer)};
}

}  // namespace parley::study
