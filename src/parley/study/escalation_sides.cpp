#include "parley/study/escalation_sides.hpp"

#include <algorithm>

#include "parley/base/error.hpp"
#include "parley/strategy/nash.hpp"

namespace parley::study {
namespace {

std::vector<strategy::TariffCell> cells_of(const std::vector<strategy::TariffGroup>& groups) {
  std::vector<strategy::TariffCell> cells;
  for (const strategy::TariffGroup& group : groups) cells.insert(cells.end(), group.cells.begin(), group.cells.end());
  return cells;
}

void put(Shock& shock, const std::vector<strategy::TariffCell>& cells, const std::vector<double>& tariffs) {
  for (std::size_t at = 0; at < cells.size(); ++at) {
    const auto& [s, n, i] = cells[at];
    shock.tariff_new(s, n, i) = tariffs[at];
  }
}

}  // namespace

EscalationSides::EscalationSides(const StrategyProblem& problem, const EscalationRequest& request)
    : problem_(problem),
      governments_{request.first, request.second},
      groups_{strategy::instruments_of(problem.baseline, request.first.country, 0, request.first_choice),
              strategy::instruments_of(problem.baseline, request.second.country, 1, request.second_choice)},
      cells_{cells_of(groups_[0]), cells_of(groups_[1])},
      today_(no_shock(problem.baseline)),
      announced_(problem.status_quo) {
  today_.deficit_rule = announced_.deficit_rule;
  today_.deficit_exceptions = announced_.deficit_exceptions;
  if (announced_.tariff_new == today_.tariff_new) {
    for (const auto& [s, n, i] : cells_[0]) announced_.tariff_new(s, n, i) += request.first_points;
  }
  put(announced_, cells_[1], tariffs_in(today_, 1));
  double duties = 0;
  double bought = 0;
  const Country a = governments_[0].country;
  const Country b = governments_[1].country;
  for (const Sector s : problem.baseline.economy.sectors()) {
    duties += increase(announced_, s) * problem.baseline.flow(s, importer(a), exporter(b));
    bought += increase(announced_, s) * problem.baseline.flow(s, importer(b), exporter(a));
  }
  if (!(duties > 0))
    throw InputError(Place{}, "the announced tariffs raise nothing on the second country's goods",
                     "name another case or other players");
  if (!(bought > 0)) throw InputError(Place{}, "the second country buys nothing that the announced tariffs are on");
}

bool EscalationSides::has_answer() const { return tariffs_in(problem_.status_quo, 1) != tariffs_in(today_, 1); }

std::vector<double> EscalationSides::tariffs_in(const Shock& shock, std::size_t side) const {
  std::vector<double> tariffs;
  for (const auto& [s, n, i] : cells_[side]) tariffs.push_back(shock.tariff_new(s, n, i));
  return tariffs;
}

Shock EscalationSides::world(const Stance& first, const Stance& second) const {
  Shock shock = first.is_today ? today_ : announced_;
  if (!first.is_today) put(shock, cells_[0], first.tariffs);
  put(shock, cells_[1], second.tariffs);
  return shock;
}

/// On the first's side in one sector.
double EscalationSides::increase(const Shock& shock, Sector s) const {
  const Importer n = importer(governments_[0].country);
  const Exporter i = exporter(governments_[1].country);
  return std::max(shock.tariff_new(s, n, i) - today_.tariff_new(s, n, i), 0.0);
}

std::vector<double> EscalationSides::mirrored(const Stance& first, double factor) const {
  std::vector<double> tariffs = tariffs_in(today_, 1);
  const Shock shock = world(first, {.name = {}, .is_today = true, .tariffs = tariffs});
  for (std::size_t at = 0; at < tariffs.size(); ++at) tariffs[at] += factor * increase(shock, cells_[1][at].sector);
  return tariffs;
}

double EscalationSides::equivalence(const Stance& first) const {
  const Shock shock = world(first, {.name = {}, .is_today = true, .tariffs = tariffs_in(today_, 1)});
  const Importer a = importer(governments_[0].country);
  const Importer b = importer(governments_[1].country);
  double made = 0;
  double mirrored = 0;
  for (const Sector s : problem_.baseline.economy.sectors()) {
    made += increase(shock, s) * problem_.baseline.flow(s, a, exporter(governments_[1].country));
    mirrored += increase(shock, s) * problem_.baseline.flow(s, b, exporter(governments_[0].country));
  }
  return mirrored > 0 ? made / mirrored : 0;
}

Shock EscalationSides::best_against(const Shock& others, std::size_t side, const std::string& name,
                                    Observer& observer) const {
  std::vector<strategy::TariffGroup> own = groups_[side];
  for (strategy::TariffGroup& group : own) group.instrument.player = 0;
  strategy::CaliendoParroGame game(problem_.baseline, others, {governments_[side]}, std::move(own));
  const strategy::BestResponse best =
      strategy::best_response(game, strategy::own_block(game, 0), game.status_quo(),
                              {.random_starts = 1, .gradient_search = false, .second_order = false}, observer);
  if (!best.report.usable()) throw NotSolved(name, best.report);
  return game.shock_at(best.policy);
}

Shock EscalationSides::full_war(Observer& observer) const {
  std::vector<strategy::TariffGroup> both = groups_[0];
  both.insert(both.end(), groups_[1].begin(), groups_[1].end());
  strategy::CaliendoParroGame game(problem_.baseline, announced_, governments_, std::move(both));
  const strategy::NashResult war = strategy::nash(game, game.status_quo(), {.starts = 2}, observer);
  if (!war.report.usable()) throw NotSolved("the full war", war.report);
  return game.shock_at(war.equilibria[0].policy);
}

Shock EscalationSides::no_tariffs() const {
  Shock none = today_;
  for (const Cells& cells : cells_) put(none, cells, std::vector<double>(cells.size(), 0.0));
  return none;
}

}  // namespace parley::study
