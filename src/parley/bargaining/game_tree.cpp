#include "parley/bargaining/game_tree.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace parley::bargaining {
namespace {

void check(const GameTree& tree) {
  if (tree.nodes.empty()) throw std::invalid_argument("a game has at least one node");
  for (std::size_t at = 0; at < tree.nodes.size(); ++at) {
    const GameNode& node = tree.nodes[at];
    if (node.payoff.size() != tree.players) throw std::invalid_argument("a node has a payoff for each player");
    for (const double payoff : node.payoff) {
      if (!std::isfinite(payoff)) throw std::invalid_argument("payoffs are finite");
    }
    if (!node.moves.empty() && node.mover >= tree.players) throw std::invalid_argument("no such player");
    for (const GameMove& move : node.moves) {
      if (move.to <= at || move.to >= tree.nodes.size())
        throw std::invalid_argument("a move leads to a later node of the list");
    }
  }
}

/// How much each player weighs what follows the next node against that node itself.
std::vector<double> weights(const GameTree& tree, const Foresight& foresight) {
  const auto is_share = [](double number) { return number >= 0 && number <= 1; };
  std::vector<double> weight = foresight.discount;
  if (weight.empty()) weight.assign(tree.players, 1.0);
  if (weight.size() != tree.players) throw std::invalid_argument("each player has a discount factor");
  if (!is_share(foresight.stopping_chance) || !std::all_of(weight.begin(), weight.end(), is_share))
    throw std::invalid_argument("discount factors and the chance of stopping lie in [0, 1]");
  for (double& each : weight) each *= 1 - foresight.stopping_chance;
  return weight;
}

Play empty_play(const GameTree& tree) {
  const std::size_t count = tree.nodes.size();
  return {.choice = std::vector<std::size_t>(count, 0),
          .ties = std::vector<std::vector<std::size_t>>(count),
          .value = std::vector<std::vector<double>>(count),
          .length = std::vector<std::size_t>(count, 0)};
}

/// Of the best by the mover's own `worth` of each move, the one after which play ends soonest, then the first.
void choose(const GameNode& node, const std::vector<double>& worth, double tie, std::size_t at, Play& play) {
  const double least = *std::max_element(worth.begin(), worth.end()) - tie;
  std::vector<std::size_t> best;
  for (std::size_t move = 0; move < worth.size(); ++move) {
    if (worth[move] >= least) best.push_back(move);
  }
  const auto chosen = std::min_element(best.begin(), best.end(), [&](std::size_t one, std::size_t other) {
    return play.length[node.moves[one].to] < play.length[node.moves[other].to];
  });
  play.choice[at] = *chosen;
  play.length[at] = 1 + play.length[node.moves[*chosen].to];
  best.erase(chosen);
  play.ties[at] = std::move(best);
}

}  // namespace

Play backward_induction(const GameTree& tree, const Foresight& foresight) {
  check(tree);
  const std::vector<double> weight = weights(tree, foresight);
  Play play = empty_play(tree);
  const auto worth_of = [&](const GameMove& move, std::size_t player) {
    return (1 - weight[player]) * tree.nodes[move.to].payoff[player] + weight[player] * play.value[move.to][player];
  };
  for (std::size_t at = tree.nodes.size(); at-- > 0;) {
    const GameNode& node = tree.nodes[at];
    if (node.moves.empty()) {
      play.value[at] = node.payoff;
      continue;
    }
    std::vector<double> worth;
    for (const GameMove& move : node.moves) worth.push_back(worth_of(move, node.mover));
    choose(node, worth, foresight.tie, at, play);
    for (std::size_t player = 0; player < tree.players; ++player)
      play.value[at].push_back(worth_of(node.moves[play.choice[at]], player));
  }
  return play;
}

Play myopic_play(const GameTree& tree, double tie) {
  check(tree);
  Play play = empty_play(tree);
  for (std::size_t at = tree.nodes.size(); at-- > 0;) {
    const GameNode& node = tree.nodes[at];
    if (node.moves.empty()) {
      play.value[at] = node.payoff;
      continue;
    }
    std::vector<double> worth;
    for (const GameMove& move : node.moves) worth.push_back(tree.nodes[move.to].payoff[node.mover]);
    choose(node, worth, tie, at, play);
    play.value[at] = play.value[node.moves[play.choice[at]].to];
  }
  return play;
}

std::vector<std::size_t> path_from(const GameTree& tree, const Play& play, std::size_t node) {
  std::vector<std::size_t> path{node};
  while (!tree.nodes.at(path.back()).moves.empty())
    path.push_back(tree.nodes[path.back()].moves[play.choice[path.back()]].to);
  return path;
}

}  // namespace parley::bargaining
