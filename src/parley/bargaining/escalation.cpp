#include "parley/bargaining/escalation.hpp"

#include <cmath>
#include <stdexcept>

namespace parley::bargaining {
namespace {

void check(const EscalationRules& rules) {
  const std::size_t count = rules.worlds.size();
  if (rules.start >= count) throw std::invalid_argument("an escalation starts in one of its worlds");
  if (rules.first_mover > 1) throw std::invalid_argument("an escalation has two sides");
  if (rules.moves == 0) throw std::invalid_argument("an escalation has at least one move");
  for (const EscalationWorld& world : rules.worlds) {
    for (const auto& side : world.moves) {
      for (const WorldMove& move : side) {
        if (move.to >= count) throw std::invalid_argument("a move leads to a world that is not there");
      }
    }
  }
}

/// Nodes stand by falling moves left, then world, mover, and whether the move before was to hold.
std::size_t place_of(const EscalationPosition& position, std::size_t worlds, std::size_t moves) {
  return (((moves - position.moves_left) * worlds + position.world) * 2 + position.mover) * 2 +
         std::size_t{position.has_held};
}

/// The end that holding a second time leads to: the world, with no moves left.
EscalationPosition end_in(std::size_t world, std::size_t mover) { return {.world = world, .mover = mover}; }

void add_moves(const EscalationRules& rules, const EscalationPosition& at, GameNode& node) {
  const std::size_t worlds = rules.worlds.size();
  const std::size_t other = 1 - at.mover;
  const EscalationPosition held{.world = at.world, .mover = other, .moves_left = at.moves_left - 1, .has_held = true};
  node.moves.push_back({"hold", place_of(at.has_held ? end_in(at.world, other) : held, worlds, rules.moves)});
  for (const WorldMove& move : rules.worlds[at.world].moves[at.mover]) {
    node.moves.push_back({move.name, place_of({.world = move.to, .mover = other, .moves_left = at.moves_left - 1},
                                              worlds, rules.moves)});
  }
}

void add_nodes(const EscalationRules& rules, Escalation& escalation) {
  for (std::size_t left = rules.moves + 1; left-- > 0;) {
    for (std::size_t world = 0; world < rules.worlds.size(); ++world) {
      for (std::size_t mover = 0; mover < 2; ++mover) {
        for (const bool has_held : {false, true}) {
          const EscalationPosition at{.world = world, .mover = mover, .moves_left = left, .has_held = has_held};
          const EscalationWorld& found = rules.worlds[world];
          GameNode node{.name = found.name, .mover = mover, .moves = {}, .payoff = {found.payoff[0], found.payoff[1]}};
          if (left > 0) add_moves(rules, at, node);
          escalation.tree.nodes.push_back(std::move(node));
          escalation.positions.push_back(at);
        }
      }
    }
  }
}

EscalationEnd end_of(const Escalation& escalation, const Play& play, std::size_t root) {
  EscalationEnd end;
  end.nodes = path_from(escalation.tree, play, root);
  end.world = escalation.positions[end.nodes.back()].world;
  end.value = {play.value[root][0], play.value[root][1]};
  return end;
}

bool is_same(double one, double other, double tie) { return std::abs(one - other) <= tie; }

/// The same worlds by the same moves, and the same value.
bool is_same(const Escalation& escalation, const EscalationEnd& one, const EscalationEnd& other, double tie) {
  if (one.nodes.size() != other.nodes.size()) return false;
  for (std::size_t at = 0; at < one.nodes.size(); ++at) {
    if (escalation.positions[one.nodes[at]].world != escalation.positions[other.nodes[at]].world) return false;
  }
  return is_same(one.value[0], other.value[0], tie) && is_same(one.value[1], other.value[1], tie);
}

/// Whether every position is worth the same, and as far from the end, with all moves left as with one fewer.
bool is_settled(const EscalationRules& rules, const Escalation& escalation) {
  const std::size_t layer = 4 * rules.worlds.size();
  for (std::size_t at = 0; at < layer; ++at) {
    if (escalation.ahead.length[at] != escalation.ahead.length[at + layer]) return false;
    for (std::size_t side = 0; side < 2; ++side) {
      if (escalation.ahead.value[at][side] != escalation.ahead.value[at + layer][side]) return false;
    }
  }
  return true;
}

}  // namespace

std::size_t Escalation::node_of(const EscalationPosition& position) const {
  if (positions.empty() || position.moves_left > positions.front().moves_left || position.mover > 1)
    throw std::out_of_range("no such position");
  const std::size_t moves = positions.front().moves_left;
  const std::size_t worlds = positions.size() / (4 * (moves + 1));
  if (position.world >= worlds) throw std::out_of_range("no such position");
  return place_of(position, worlds, moves);
}

Escalation escalate(const EscalationRules& rules) {
  check(rules);
  Escalation escalation;
  add_nodes(rules, escalation);
  escalation.ahead = backward_induction(escalation.tree, rules.foresight);
  escalation.at_once = myopic_play(escalation.tree, rules.foresight.tie);
  for (std::size_t moves = 1; moves <= rules.moves; ++moves) {
    const std::size_t root =
        escalation.node_of({.world = rules.start, .mover = rules.first_mover, .moves_left = moves});
    escalation.ends_ahead.push_back(end_of(escalation, escalation.ahead, root));
    escalation.ends_at_once.push_back(end_of(escalation, escalation.at_once, root));
  }
  std::size_t same = rules.moves;
  while (same > 1 &&
         is_same(escalation, escalation.ends_ahead[same - 2], escalation.ends_ahead.back(), rules.foresight.tie))
    --same;
  escalation.settles_at = same < rules.moves ? same : 0;
  escalation.is_settled_for_ever = is_settled(rules, escalation);
  return escalation;
}

}  // namespace parley::bargaining
