#include "parley/study/ladder.hpp"

#include <algorithm>

#include "parley/base/error.hpp"
#include "parley/base/parallel_for.hpp"
#include "parley/data/elasticity_sets.hpp"
#include "parley/study/cases/named_parts.hpp"

namespace parley::study {
namespace {

EscalationRequest request_of(const LadderOptions& options, const Economy& labels) {
  const std::vector<Country> players = named_countries(labels, options.players, "players");
  if (players.size() != 2)
    throw InputError(Place{.key = "players"}, "a ladder has two sides", "who begins, who answers");
  const std::vector<strategy::Government> governments = governments_of(options.choices, labels, players);
  return {.first = governments[0],
          .second = governments[1],
          .first_choice = instrument_choice(options.choices, labels, {players[1]}),
          .second_choice = instrument_choice(options.choices, labels, {players[0]}),
          .first_points = options.first_points,
          .allows_withdrawal = options.allows_withdrawal};
}

/// The problems under the named sets, each with other elasticities than `own` and than those before it.
struct NamedProblem {
  std::string name;
  StrategyProblem problem;
  std::string failure;
};
std::vector<NamedProblem> problems_under_sets(const LadderOptions& options, const StrategyProblem& own,
                                              Observer& observer) {
  const auto is_known_sector = [&](const auto& entry) {
    return own.baseline.economy.find_sector(entry.first).has_value();
  };
  std::vector<Array<Sector>> seen{own.baseline.trade_elasticity};
  std::vector<NamedProblem> problems;
  for (const data::ElasticitySet& set :
       data::read_elasticity_sets(data::find_elasticity_sets(options.world.target, options.world.assets))) {
    if (std::none_of(set.theta.begin(), set.theta.end(), is_known_sector)) continue;
    StrategyRequest request = options.world;
    request.elasticities = set.name;
    NamedProblem named{set.name, {}, {}};
    try {
      named.problem = read_strategy_problem(request, observer);
      const Array<Sector>& theta = named.problem.baseline.trade_elasticity;
      if (std::find(seen.begin(), seen.end(), theta) != seen.end()) continue;
      seen.push_back(theta);
    } catch (const NotSolved& failure) {
      named.failure = failure.what();
    }
    problems.push_back(std::move(named));
  }
  return problems;
}

LadderUnderSet end_of(const std::string& name, const EscalationGame& game) {
  const auto world = [&](std::size_t at) { return game.worlds.worlds[at].name; };
  return {name, world(game.ends_ahead), world(game.ends_at_once), game.settles_at, {}};
}

std::vector<LadderUnderSet> solve_sets(const LadderOptions& options, const StrategyProblem& own,
                                       const EscalationGame& game, Observer& observer) {
  const std::vector<NamedProblem> problems = problems_under_sets(options, own, observer);
  std::vector<LadderUnderSet> sets(1 + problems.size());
  sets[0] = end_of(options.world.elasticities.empty() ? "baseline" : options.world.elasticities, game);
  parallel_for(problems.size(), 0, [&](std::size_t at, std::size_t /*thread*/) {
    const NamedProblem& each = problems[at];
    LadderUnderSet& set = sets[at + 1];
    set = {.name = each.name, .ends_ahead = {}, .ends_at_once = {}, .failure = each.failure};
    if (!each.failure.empty()) return;
    Observer silent;
    try {
      const EscalationRequest request = request_of(options, each.problem.baseline.economy);
      set = end_of(each.name, play_over(escalation_worlds(each.problem, request, silent), options.play));
    } catch (const NotSolved& failure) {
      set.failure = failure.what();
    }
  });
  return sets;
}

/// Where nobody is named, the players of the scenario's [strategy], and its case where no other is.
LadderOptions completed(LadderOptions options) {
  if (!options.players.empty()) return options;
  if (std::filesystem::path(options.world.target).extension() != ".toml")
    throw InputError(Place{.key = "players"}, "is absent", "who begins and who answers, as USA,CHN");
  const scenario::Scenario scenario = scenario::read(options.world.target);
  if (!scenario.strategy)
    throw InputError(Place{.key = "players"}, "is absent, and the scenario has no [strategy]",
                     "who begins and who answers, as USA,CHN");
  options.players = scenario.strategy->players;
  if (options.world.case_name.empty()) options.world.case_name = scenario.strategy->case_name;
  return options;
}

}  // namespace

LadderAnswer answer_ladder(const LadderOptions& asked, Observer& observer) {
  const LadderOptions options = completed(asked);
  const StrategyProblem problem = read_strategy_problem(options.world, observer);
  const EscalationRequest request = request_of(options, problem.baseline.economy);
  LadderAnswer answer{options, world_of(problem), play_escalation(problem, request, options.play, observer), {}};
  if (options.over_sets) answer.sets = solve_sets(options, problem, answer.game, observer);
  return answer;
}

std::vector<LadderEnd> ends_over_sets(const LadderAnswer& answer) {
  std::vector<LadderEnd> ends;
  const auto end = [&](const std::string& world) -> LadderEnd& {
    const auto known =
        std::find_if(ends.begin(), ends.end(), [&](const LadderEnd& each) { return each.world == world; });
    return known != ends.end() ? *known : ends.emplace_back(LadderEnd{world});
  };
  for (const LadderUnderSet& set : answer.sets) {
    if (!set.failure.empty()) continue;
    ++end(set.ends_ahead).ahead;
    ++end(set.ends_at_once).at_once;
  }
  std::stable_sort(ends.begin(), ends.end(),
                   [](const LadderEnd& one, const LadderEnd& other) { return one.ahead > other.ahead; });
  return ends;
}

}  // namespace parley::study
