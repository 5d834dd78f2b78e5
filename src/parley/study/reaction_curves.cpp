#include "parley/study/reaction_curves.hpp"

#include <algorithm>
#include <cmath>

#include "parley/base/error.hpp"
#include "parley/base/percent.hpp"
#include "parley/strategy/nash.hpp"

namespace parley::study {
namespace {

strategy::CaliendoParroGame two_rates(const StrategyProblem& problem, const ReactionRequest& request) {
  if (request.governments.size() != 2) throw InputError(Place{}, "reaction curves are drawn for two governments");
  std::vector<strategy::TariffGroup> groups;
  for (std::size_t p = 0; p < 2; ++p) {
    const strategy::InstrumentChoice choice{.grouping = strategy::Grouping::uniform,
                                            .partners = {request.governments[1 - p].country},
                                            .sectors = request.sectors,
                                            .lowest_tariff = request.lowest_tariff,
                                            .highest_tariff = request.highest_tariff};
    groups.push_back(strategy::instruments_of(problem.baseline, request.governments[p].country, p, choice).front());
  }
  return {problem.baseline, problem.status_quo, request.governments, std::move(groups)};
}

ReactionPoint best_answer(strategy::CaliendoParroGame& game, std::size_t player, double other_tariff,
                          Observer& observer) {
  strategy::Policy policy = game.status_quo();
  policy[1 - player] = std::log1p(other_tariff);
  const strategy::BestResponse best =
      strategy::best_response(game, strategy::own_block(game, player), policy,
                              {.random_starts = 1, .gradient_search = false, .second_order = false}, observer);
  ReactionPoint point{.other_tariff = other_tariff, .first_order_residual = best.proof.first_order_residual};
  if (best.report.usable()) {
    point.tariff = std::expm1(best.policy[player]);
    point.change_pct = percent_of_log(best.position.payoff[player]);
  } else {
    point.tariff = point.change_pct = std::nan("");
    point.failure = best.report.message;
  }
  return point;
}

}  // namespace

ReactionCurves reaction_curves(const StrategyProblem& problem, const ReactionRequest& request, Observer& observer) {
  strategy::CaliendoParroGame game = two_rates(problem, request);
  ReactionCurves result;
  const strategy::NashResult war = strategy::nash(game, game.status_quo(), {.starts = 2}, observer);
  if (!war.report.usable()) throw NotSolved("the war with one rate each", war.report);
  const strategy::NashEquilibrium& end = war.equilibria.front();
  for (std::size_t p = 0; p < 2; ++p) {
    result.war.push_back(std::expm1(end.policy[p]));
    result.war_change_pct.push_back(percent_of_log(end.position.payoff[p]));
    result.war_deviation_gain_pct = std::max(result.war_deviation_gain_pct, end.proof[p].deviation_gain_pct);
  }
  const double steps = 2.0 * static_cast<double>(request.other_tariffs.size());
  for (std::size_t p = 0; p < 2; ++p) {
    std::vector<ReactionPoint>& curve = result.curves.emplace_back();
    for (const double other : request.other_tariffs) {
      observer.progress("reaction curves",
                        static_cast<double>(p * request.other_tariffs.size() + curve.size()) / steps);
      curve.push_back(best_answer(game, p, other, observer));
      result.failed += curve.back().failure.empty() ? 0 : 1;
    }
  }
  return result;
}

}  // namespace parley::study
