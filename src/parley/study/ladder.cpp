#include "parley/study/ladder.hpp"

#include <algorithm>
#include <cmath>

#include "parley/bargaining/repeated_game.hpp"
#include "parley/base/error.hpp"
#include "parley/strategy/nash.hpp"
#include "parley/study/cases/named_parts.hpp"

namespace parley::study {
namespace {

using Cells = std::vector<strategy::TariffCell>;

Cells cells_of(const std::vector<strategy::TariffGroup>& groups) {
  Cells cells;
  for (const strategy::TariffGroup& group : groups) cells.insert(cells.end(), group.cells.begin(), group.cells.end());
  return cells;
}

class Escalation {
 public:
  Escalation(const StrategyProblem& problem, const LadderRequest& request, Observer& observer)
      : problem_(problem),
        observer_(observer),
        governments_{request.first, request.second},
        first_(strategy::instruments_of(problem.baseline, request.first.country, 0, request.first_choice)),
        second_(strategy::instruments_of(problem.baseline, request.second.country, 1, request.second_choice)),
        calm_(no_shock(problem.baseline)),
        announced_(problem.status_quo) {
    calm_.deficit_rule = announced_.deficit_rule;
    calm_.deficit_exceptions = announced_.deficit_exceptions;
    if (announced_.tariff_new == calm_.tariff_new) {
      for (const auto& [s, n, i] : cells_of(first_)) announced_.tariff_new(s, n, i) += request.first_points;
    }
    for (const auto& [s, n, i] : cells_of(second_)) announced_.tariff_new(s, n, i) = calm_.tariff_new(s, n, i);
  }

  Ladder run() {
    Ladder ladder;
    for (const strategy::Government& each : governments_)
      ladder.players.push_back(problem_.baseline.economy.code(each.country));
    add(ladder, Rung::Kind::status_quo, std::nullopt, calm_);
    add(ladder, Rung::Kind::announced, 0, announced_);
    if (has_answer()) add(ladder, Rung::Kind::in_the_case, 1, problem_.status_quo);
    ladder.equivalence = equivalence();
    add(ladder, Rung::Kind::mirror, 1, mirrored(1));
    add(ladder, Rung::Kind::equivalent, 1, mirrored(ladder.equivalence));
    add(ladder, Rung::Kind::best_answer, 1, best_against(announced_, 1, "the best answer"));
    add(ladder, Rung::Kind::full_war, 0, full_war());
    judge(ladder);
    Shock none = calm_;
    for (const auto& [s, n, i] : cells_of(both())) none.tariff_new(s, n, i) = 0;
    add_truce(ladder, "status quo", calm_, ladder.rungs.back());
    add_truce(ladder, "no tariffs on each other", none, ladder.rungs.back());
    return ladder;
  }

 private:
  void add(Ladder& ladder, Rung::Kind kind, std::optional<std::size_t> mover, const Shock& shock) {
    const std::string name(to_string(kind));
    observer_.progress("ladder", static_cast<double>(ladder.rungs.size()) / 8.0);
    ladder.rungs.push_back({.kind = kind,
                            .name = name,
                            .mover = mover,
                            .outcome = outcome_of(name, problem_, governments_, shock, observer_),
                            .mean_tariff_pct = {mean_tariff_pct(problem_.baseline, first_, 0, shock),
                                                mean_tariff_pct(problem_.baseline, second_, 1, shock)}});
  }

  /// Whether the case itself has the second do something to the first.
  [[nodiscard]] bool has_answer() const {
    const Cells cells = cells_of(second_);
    return std::any_of(cells.begin(), cells.end(), [&](const strategy::TariffCell& cell) {
      const auto& [s, n, i] = cell;
      return problem_.status_quo.tariff_new(s, n, i) != calm_.tariff_new(s, n, i);
    });
  }

  /// The increase on the first's side in the sector of a cell of the second's.
  [[nodiscard]] double increase(Sector s) const {
    const Importer n = importer(governments_[0].country);
    const Exporter i = exporter(governments_[1].country);
    return std::max(announced_.tariff_new(s, n, i) - calm_.tariff_new(s, n, i), 0.0);
  }

  /// Duties on base trade that the increases make, first over second.
  [[nodiscard]] double equivalence() const {
    const Country a = governments_[0].country;
    const Country b = governments_[1].country;
    double first = 0;
    double second = 0;
    for (const Sector s : problem_.baseline.economy.sectors()) {
      first += increase(s) * problem_.baseline.flow(s, importer(a), exporter(b));
      second += increase(s) * problem_.baseline.flow(s, importer(b), exporter(a));
    }
    if (!(first > 0))
      throw InputError(Place{}, "the announced tariffs raise nothing on the second country's goods",
                       "name another case or other players");
    if (!(second > 0)) throw InputError(Place{}, "the second country buys nothing that the announced tariffs are on");
    return first / second;
  }

  [[nodiscard]] Shock mirrored(double factor) const {
    Shock shock = announced_;
    for (const auto& [s, n, i] : cells_of(second_))
      shock.tariff_new(s, n, i) = calm_.tariff_new(s, n, i) + factor * increase(s);
    return shock;
  }

  /// One government's best tariffs, everything else exactly as given.
  Shock best_against(const Shock& others, std::size_t player, const std::string& name) {
    std::vector<strategy::TariffGroup> own = player == 0 ? first_ : second_;
    for (strategy::TariffGroup& group : own) group.instrument.player = 0;
    strategy::CaliendoParroGame game(problem_.baseline, others, {governments_[player]}, std::move(own));
    const strategy::BestResponse best =
        strategy::best_response(game, strategy::own_block(game, 0), game.status_quo(),
                                {.random_starts = 1, .gradient_search = false, .second_order = false}, observer_);
    if (!best.report.usable()) throw NotSolved(name, best.report);
    return game.shock_at(best.policy);
  }

  [[nodiscard]] std::vector<strategy::TariffGroup> both() const {
    std::vector<strategy::TariffGroup> groups = first_;
    groups.insert(groups.end(), second_.begin(), second_.end());
    return groups;
  }

  /// Both best against each other; what the announced case does to third countries stays.
  Shock full_war() {
    strategy::CaliendoParroGame game(problem_.baseline, announced_, governments_, both());
    const strategy::NashResult war = strategy::nash(game, game.status_quo(), {.starts = 2}, observer_);
    if (!war.report.usable()) throw NotSolved("the full war", war.report);
    return game.shock_at(war.equilibria[0].policy);
  }

  /// Steps, shares and ends.
  void judge(Ladder& ladder) const {
    std::vector<std::vector<double>> level;
    std::vector<std::size_t> mover;
    for (const Rung& rung : ladder.rungs) {
      level.emplace_back();
      for (const double pct : rung.outcome.objective_pct) level.back().push_back(1 + pct / 100);
      mover.push_back(rung.mover.value_or(0));
    }
    for (std::size_t r = 0; r < level.size(); ++r) {
      Rung& rung = ladder.rungs[r];
      for (std::size_t p = 0; p < 2; ++p) {
        rung.change_pct.push_back(100 * (level[r][p] / level[0][p] - 1));
        const double war = level[0][p] - level.back()[p];
        rung.share_of_war_cost.push_back(war > 0 ? (level[0][p] - level[r][p]) / war : std::nan(""));
      }
      if (r > 0) rung.step_gain_pct = 100 * (level[r][mover[r]] / level[r - 1][mover[r]] - 1);
    }
    ladder.ends_looking_ahead = end_looking_ahead(level, mover);
    for (std::size_t r = 1; r < level.size(); ++r) {
      const auto below = static_cast<std::ptrdiff_t>(r - 1);
      const std::vector<std::vector<double>> rest(level.begin() + below, level.end());
      ladder.rungs[r].is_taken_looking_ahead = end_looking_ahead(rest, {mover.begin() + below, mover.end()}) > 0;
    }
    while (ladder.ends_at_once + 1 < level.size() && ladder.rungs[ladder.ends_at_once + 1].step_gain_pct > 0)
      ++ladder.ends_at_once;
  }

  void add_truce(Ladder& ladder, const std::string& name, const Shock& shock, const Rung& war) {
    const StrategyOutcome truce = outcome_of(name, problem_, governments_, shock, observer_);
    Truce entry{name, {}, {}};
    for (std::size_t p = 0; p < 2; ++p) {
      const StrategyOutcome broken =
          outcome_of("betrayal", problem_, governments_, best_against(shock, p, "the best betrayal"), observer_);
      const auto level = [p](const StrategyOutcome& at) { return 1 + at.objective_pct[p] / 100; };
      entry.betrayal_gain_pct.push_back(100 * (level(broken) / level(truce) - 1));
      entry.patience.push_back(
          bargaining::critical_patience({.truce = level(truce), .betray = level(broken), .war = level(war.outcome)}));
    }
    ladder.truces.push_back(std::move(entry));
  }

  const StrategyProblem& problem_;
  Observer& observer_;
  std::vector<strategy::Government> governments_;
  std::vector<strategy::TariffGroup> first_, second_;
  Shock calm_, announced_;
};

}  // namespace

std::string_view to_string(Rung::Kind kind) {
  switch (kind) {
    case Rung::Kind::status_quo:
      return "status quo";
    case Rung::Kind::announced:
      return "announced";
    case Rung::Kind::in_the_case:
      return "in the case";
    case Rung::Kind::mirror:
      return "mirror";
    case Rung::Kind::equivalent:
      return "equivalent";
    case Rung::Kind::best_answer:
      return "best answer";
    case Rung::Kind::full_war:
      return "full war";
  }
  return "?";
}

std::size_t end_looking_ahead(const std::vector<std::vector<double>>& payoff, const std::vector<std::size_t>& mover) {
  std::size_t end = payoff.size() - 1;
  for (std::size_t r = payoff.size() - 1; r > 0; --r) {
    if (!(payoff[end][mover[r]] > payoff[r - 1][mover[r]])) end = r - 1;
  }
  return end;
}

Ladder escalate(const StrategyProblem& problem, const LadderRequest& request, Observer& observer) {
  return Escalation(problem, request, observer).run();
}

LadderAnswer answer_ladder(const LadderOptions& options, Observer& observer) {
  const StrategyProblem problem = read_strategy_problem(options.world, observer);
  const Economy& labels = problem.baseline.economy;
  const std::vector<Country> players = named_countries(labels, options.players, "players");
  if (players.size() != 2)
    throw InputError(Place{.key = "players"}, "a ladder has two sides", "who begins, who answers");
  const std::vector<strategy::Government> governments = governments_of(options.choices, labels, players);
  const LadderRequest request{.first = governments[0],
                              .second = governments[1],
                              .first_choice = instrument_choice(options.choices, labels, {players[1]}),
                              .second_choice = instrument_choice(options.choices, labels, {players[0]}),
                              .first_points = options.first_points};
  return {options, world_of(problem), escalate(problem, request, observer)};
}

}  // namespace parley::study
