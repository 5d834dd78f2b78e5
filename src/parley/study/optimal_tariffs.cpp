#include "parley/study/optimal_tariffs.hpp"

#include "parley/base/not_solved.hpp"
#include "parley/base/percent.hpp"
#include "parley/strategy/formula.hpp"
#include "parley/study/cases/named_parts.hpp"

namespace parley::study {
namespace {

strategy::CaliendoParroGame game_of(const StrategyProblem& problem, const strategy::Government& government,
                                    const strategy::InstrumentChoice& choice) {
  return {problem.baseline,
          problem.status_quo,
          {government},
          strategy::instruments_of(problem.baseline, government.country, 0, choice)};
}

double best_uniform_pct(const StrategyProblem& problem, const OptimalRequest& request, Observer& observer) {
  strategy::InstrumentChoice choice = request.instruments;
  choice.grouping = strategy::Grouping::uniform;
  choice.partners.clear();
  strategy::CaliendoParroGame game = game_of(problem, request.government, choice);
  const strategy::Block own = strategy::own_block(game, 0);
  const strategy::StationaryPoint exact = strategy::solve_stationary(game, {&own, 1}, game.status_quo(), {}, observer);
  if (!exact.report.usable()) throw NotSolved("the best uniform tariff", exact.report);
  return percent_of_log(exact.policy[0]);
}

double formula_pct(const StrategyProblem& problem, const OptimalRequest& request, Observer& observer) {
  std::vector<Sector> sectors = request.instruments.sectors;
  if (sectors.empty()) {
    for (const Sector s : problem.baseline.economy.sectors()) {
      if (problem.baseline.economy.sector(s).is_goods) sectors.push_back(s);
    }
  }
  const strategy::FormulaWar formula =
      strategy::formula_war(problem.baseline, problem.status_quo, {request.government.country}, sectors, {}, observer);
  if (!formula.report.usable()) throw NotSolved("the closed-form tariff", formula.report);
  return 100 * formula.tariff[0];
}

}  // namespace

OptimalTariffs optimal_tariffs(const StrategyProblem& problem, const OptimalRequest& request, Observer& observer) {
  strategy::CaliendoParroGame game = game_of(problem, request.government, request.instruments);
  const strategy::Policy before = game.status_quo();
  const strategy::BestResponse best = strategy::best_response(game, strategy::own_block(game, 0), before,
                                                              {.random_starts = request.random_starts}, observer);
  if (!best.report.usable())
    throw NotSolved("the best tariffs of " + problem.baseline.economy.code(request.government.country), best.report);
  OptimalTariffs result{.who = request.government.country,
                        .tariffs = chosen_tariffs(game.instruments(), before, best.policy),
                        .proof = best.proof,
                        .moves = best.report.iterations};
  result.outcome = outcome_of("optimal", problem, {request.government}, game.shock_at(best.policy), observer);
  result.uniform_pct = best_uniform_pct(problem, request, observer);
  result.formula_pct = formula_pct(problem, request, observer);
  return result;
}

OptimalAnswer answer_optimal(const OptimalOptions& options, Observer& observer) {
  const StrategyProblem problem = read_strategy_problem(options.world, observer);
  const Economy& labels = problem.baseline.economy;
  const Country who = named_country(labels, options.country, "country");
  const OptimalRequest request{
      .government = governments_of(options.choices, labels, {who}).front(),
      .instruments = instrument_choice(options.choices, labels, named_countries(labels, options.partners, "partners")),
      .random_starts = options.random_starts};
  return {options, world_of(problem), optimal_tariffs(problem, request, observer)};
}

}  // namespace parley::study
