#include "parley/study/escalation_game.hpp"

#include <algorithm>

#include "parley/bargaining/repeated_game.hpp"
#include "parley/study/escalation_sides.hpp"

namespace parley::study {
namespace {

constexpr double tie_pct = 1e-7;

bargaining::EscalationRules rules_of(const EscalationWorlds& worlds, const EscalationPlay& play) {
  bargaining::EscalationRules rules{
      .worlds = {},
      .moves = play.moves,
      .foresight = {
          .discount = {play.discount, play.discount}, .stopping_chance = play.stopping_chance, .tie = tie_pct}};
  for (const TariffWorld& world : worlds.worlds) {
    bargaining::EscalationWorld entry{.name = world.name, .payoff = {world.change_pct[0], world.change_pct[1]}};
    for (std::size_t side = 0; side < 2; ++side) {
      for (const EscalationStep& step : world.steps[side])
        entry.moves[side].push_back({std::string(to_string(step.move)), step.to});
    }
    rules.worlds.push_back(std::move(entry));
  }
  return rules;
}

/// Reads a solved escalation in the terms of its worlds.
class Reading {
 public:
  Reading(const EscalationWorlds& worlds, const bargaining::Escalation& solved, const bargaining::Foresight& foresight)
      : worlds_(worlds), solved_(solved), weight_(foresight.discount[0] * (1 - foresight.stopping_chance)) {}

  [[nodiscard]] std::vector<EscalationTurn> turns(const bargaining::EscalationEnd& end,
                                                  const bargaining::Play& play) const {
    std::vector<EscalationTurn> turns;
    for (std::size_t at = 0; at + 1 < end.nodes.size(); ++at) {
      const bargaining::EscalationPosition& from = solved_.positions[end.nodes[at]];
      turns.push_back(
          {from.mover, move_at(from, play.choice[end.nodes[at]]), solved_.positions[end.nodes[at + 1]].world});
    }
    return turns;
  }

  /// The branches from one world, and below those that `follows` says those of the other side.
  void add_branches(std::size_t world, std::size_t mover, std::size_t depth,
                    std::vector<EscalationBranch>& list) const {
    const std::size_t most = solved_.positions.front().moves_left;
    if (depth >= most) return;
    const std::size_t node = solved_.node_of({.world = world, .mover = mover, .moves_left = most - depth});
    const bargaining::GameNode& here = solved_.tree.nodes[node];
    for (std::size_t at = 0; at < here.moves.size(); ++at) {
      const EscalationBranch branch = branch_of(node, at, depth);
      list.push_back(branch);
      const bool is_announced = depth == 0 && branch.to == worlds_.announced;
      const bool is_answer = depth == 1 && branch.to != worlds_.war && branch.move != EscalationMove::hold;
      if (is_announced || is_answer) add_branches(branch.to, 1 - mover, depth + 1, list);
    }
  }

 private:
  /// Holding is every node's first move, then come the world's steps.
  [[nodiscard]] EscalationMove move_at(const bargaining::EscalationPosition& from, std::size_t at) const {
    return at == 0 ? EscalationMove::hold : worlds_.worlds[from.world].steps[from.mover][at - 1].move;
  }

  [[nodiscard]] double worth(std::size_t to, std::size_t side) const {
    return (1 - weight_) * solved_.tree.nodes[to].payoff[side] + weight_ * solved_.ahead.value[to][side];
  }

  [[nodiscard]] EscalationBranch branch_of(std::size_t node, std::size_t at, std::size_t depth) const {
    const bargaining::EscalationPosition& from = solved_.positions[node];
    const std::vector<bargaining::GameMove>& moves = solved_.tree.nodes[node].moves;
    const std::size_t to = moves[at].to;
    const std::vector<std::size_t>& ties = solved_.ahead.ties[node];
    return {.depth = depth,
            .mover = from.mover,
            .move = move_at(from, at),
            .from = from.world,
            .to = solved_.positions[to].world,
            .value_pct = {worth(to, 0), worth(to, 1)},
            .gain_over_holding_pct = worth(to, from.mover) - worth(moves[0].to, from.mover),
            .ends_in = solved_.positions[bargaining::path_from(solved_.tree, solved_.ahead, to).back()].world,
            .is_chosen = solved_.ahead.choice[node] == at,
            .is_chosen_at_once = solved_.at_once.choice[node] == at,
            .is_tied = std::find(ties.begin(), ties.end(), at) != ties.end()};
  }

  const EscalationWorlds& worlds_;
  const bargaining::Escalation& solved_;
  double weight_;  ///< of what follows a world against that world
};

Truce truce_at(const EscalationSides& sides, const std::string& name, const Shock& shock, const StrategyOutcome& war,
               Observer& observer) {
  const auto solved = [&](const std::string& what, const Shock& at) {
    return outcome_of(what, sides.problem(), sides.governments(), at, observer);
  };
  const StrategyOutcome truce = solved(name, shock);
  Truce entry{name, {}, {}};
  for (std::size_t side = 0; side < 2; ++side) {
    const StrategyOutcome broken = solved("betrayal", sides.best_against(shock, side, "the best betrayal", observer));
    const auto level = [side](const StrategyOutcome& at) { return 1 + at.objective_pct[side] / 100; };
    entry.betrayal_gain_pct.push_back(100 * (level(broken) / level(truce) - 1));
    entry.patience.push_back(
        bargaining::critical_patience({.truce = level(truce), .betray = level(broken), .war = level(war)}));
  }
  return entry;
}

}  // namespace

EscalationGame play_over(EscalationWorlds worlds, const EscalationPlay& play) {
  EscalationGame game{.worlds = std::move(worlds), .play = play};
  const bargaining::EscalationRules rules = rules_of(game.worlds, play);
  const bargaining::Escalation solved = bargaining::escalate(rules);
  const Reading reading(game.worlds, solved, rules.foresight);
  game.ahead = reading.turns(solved.ends_ahead.back(), solved.ahead);
  game.at_once = reading.turns(solved.ends_at_once.back(), solved.at_once);
  for (const bargaining::EscalationEnd& end : solved.ends_ahead) game.ends_by_moves.push_back(end.world);
  for (const bargaining::EscalationEnd& end : solved.ends_at_once) game.ends_by_moves_at_once.push_back(end.world);
  game.ends_ahead = game.ends_by_moves.back();
  game.ends_at_once = game.ends_by_moves_at_once.back();
  game.settles_at = solved.settles_at;
  game.is_settled_for_ever = solved.is_settled_for_ever;
  reading.add_branches(0, 0, 0, game.branches);
  return game;
}

EscalationGame play_escalation(const StrategyProblem& problem, const EscalationRequest& request,
                               const EscalationPlay& play, Observer& observer) {
  EscalationGame game = play_over(escalation_worlds(problem, request, observer), play);
  const EscalationSides sides(problem, request);
  const StrategyOutcome& war = game.worlds.worlds[game.worlds.war].outcome;
  game.truces.push_back(truce_at(sides, "status quo", sides.today(), war, observer));
  game.truces.push_back(truce_at(sides, "no tariffs on each other", sides.no_tariffs(), war, observer));
  return game;
}

}  // namespace parley::study
