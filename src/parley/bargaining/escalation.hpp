#pragma once

#include <array>

#include "parley/bargaining/game_tree.hpp"

namespace parley::bargaining {

/// A change that one side can make to the world it finds.
struct WorldMove {
  std::string name;
  std::size_t to = 0;  ///< world
};

/// What is in force on both sides, what it is worth to each, and where each side can take it. Leaving it as it is, is
/// always possible and no move of the list.
struct EscalationWorld {
  std::string name;
  std::array<double, 2> payoff{};
  std::array<std::vector<WorldMove>, 2> moves;  ///< of each side
};

/// Two sides who move in turn until both have left the world as it is, one after the other, or no moves are left.
struct EscalationRules {
  std::vector<EscalationWorld> worlds;
  std::size_t start = 0;        ///< world
  std::size_t first_mover = 0;  ///< side
  std::size_t moves = 20;       ///< of both sides together, at most
  Foresight foresight;
};

/// A node of the game's tree by what it stands for.
struct EscalationPosition {
  std::size_t world = 0, mover = 0;
  std::size_t moves_left = 0;
  bool has_held = false;  ///< the move before left the world as it was: to do so again ends the game
};

/// What comes of an escalation with some number of moves.
struct EscalationEnd {
  std::vector<std::size_t> nodes;  ///< of the tree, from the root to the end
  std::size_t world = 0;           ///< of the end
  std::array<double, 2> value{};   ///< of the root
};

struct Escalation {
  GameTree tree;                              ///< of all counts of moves up to the rules'; equal positions are one node
  std::vector<EscalationPosition> positions;  ///< of the nodes
  Play ahead, at_once;                        ///< by backward induction and myopic
  std::vector<EscalationEnd> ends_ahead, ends_at_once;  ///< with one move, two, ... and all
  /// The number of moves from which path and value stay the same up to the rules' number; 0: they do not, not even between the
  /// last two.
  std::size_t settles_at = 0;
  /// Whether all positions are worth the same and as far from the end with two successive counts of moves: then further
  /// moves change nothing however many they are, for each count's values follow from those of the count before alone.
  bool is_settled_for_ever = false;

  /// The node of a position. Errors  std::out_of_range where there is none.
  [[nodiscard]] std::size_t node_of(const EscalationPosition& position) const;
};

/// Holding comes first among equals; it is named "hold".
///
/// Myopic movers, who see the next world alone, stop as soon as both have nothing better at hand than what they find.
/// Errors  std::invalid_argument for worlds that are not there, no moves at all, or what backward_induction() refuses.
[[nodiscard]] Escalation escalate(const EscalationRules& rules);

}  // namespace parley::bargaining
