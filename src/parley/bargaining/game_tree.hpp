#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace parley::bargaining {

/// One choice of the player who moves.
struct GameMove {
  std::string name;
  std::size_t to = 0;  ///< node, later in the list than the one that the move is made at
};

/// Where play stands. A node without moves is an end.
struct GameNode {
  std::string name;
  std::size_t mover = 0;        ///< player
  std::vector<GameMove> moves;  ///< among equals the mover takes the one after which play ends soonest, then the first
  std::vector<double> payoff;   ///< what each player has for as long as play stands here; at an end for ever
};

/// A finite game in extensive form with perfect information.
///
/// Positions from which the same follows may be one node that several moves lead to: the tree is then written once for all
/// of them. Every move leads to a later node, so that each play ends.
struct GameTree {
  std::size_t players = 2;
  std::vector<GameNode> nodes;  ///< the first is the root, unless another is named
};

/// How much players care for what follows a move.
struct Foresight {
  /// Of one move, by player, in [0, 1]; empty: 1 each, so that only the end counts. At 0 a player sees the node that its
  /// move leads to and nothing beyond.
  std::vector<double> discount;
  double stopping_chance = 0;  ///< that after a move no further one is made: everybody keeps the payoff of that node
  double tie = 0;              ///< payoffs apart by no more than this are equal
};

/// What the mover does at every node, and what each node is worth.
struct Play {
  std::vector<std::size_t> choice;             ///< position in the node's moves; 0 at an end
  std::vector<std::vector<std::size_t>> ties;  ///< moves that are as good for the mover as its choice, by node
  std::vector<std::vector<double>> value;      ///< of being at the node, by node and player
  std::vector<std::size_t> length;             ///< moves from the node to the end
};

/// Subgame-perfect play by backward induction.
///
///     value(end) = u(end);  value(node) = (1 - w) u(c) + w value(c),  w = discount (1 - stopping chance)
/// c the node after the mover's best move, u payoffs. So discounts and a chance of stopping are one weight, and the value is
/// the mean payoff over time. Who is
/// indifferent does not delay: among equals the move is chosen after which play ends soonest, then the first; the others are named.
/// Source  Kuhn (1953); Selten (1965); for the weight Binmore, Rubinstein and Wolinsky (1986).
/// Errors  std::invalid_argument for a tree that breaks what GameTree says, or numbers out of their range.
[[nodiscard]] Play backward_induction(const GameTree& tree, const Foresight& foresight = {});

/// Every mover takes the move whose node is best for it as it stands, whatever follows; values are payoffs of the end that
/// such play comes to.   Errors  as backward_induction().
[[nodiscard]] Play myopic_play(const GameTree& tree, double tie = 0);

/// The nodes from one on that are reached by what the movers choose, the end last.
[[nodiscard]] std::vector<std::size_t> path_from(const GameTree& tree, const Play& play, std::size_t node = 0);

}  // namespace parley::bargaining
