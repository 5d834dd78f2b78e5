#pragma once

#include "parley/bargaining/escalation.hpp"
#include "parley/study/escalation_worlds.hpp"

namespace parley::study {

/// How the game over the worlds is played.
struct EscalationPlay {
  std::size_t moves = 20;      ///< of both sides together, at most
  double discount = 1;         ///< of one move, both sides'; 1: the end alone counts
  double stopping_chance = 0;  ///< that after a move nobody moves any more
};

/// One choice in the game's tree, a line of it.
struct EscalationBranch {
  std::size_t depth = 0;  ///< 0: the first's first move
  std::size_t mover = 0;  ///< side
  EscalationMove move = EscalationMove::hold;
  std::size_t from = 0, to = 0;      ///< worlds
  std::vector<double> value_pct;     ///< looking ahead, of what follows the move, each side's change against today
  double gain_over_holding_pct = 0;  ///< to the mover, looking ahead
  std::size_t ends_in = 0;           ///< world that play comes to after the move, looking ahead
  bool is_chosen = false;            ///< looking ahead
  bool is_chosen_at_once = false;    ///< by a mover that sees the next world alone
  bool is_tied = false;              ///< as good for the mover as what it chooses, looking ahead
  /// Whether the mover, looking ahead, would rather do this than hold: a threat to do it is then believed.
  [[nodiscard]] bool is_credible() const { return gain_over_holding_pct > 0; }
};

/// One move of what is played.
struct EscalationTurn {
  std::size_t mover = 0;
  EscalationMove move = EscalationMove::hold;
  std::size_t to = 0;  ///< world
};

/// A truce and the patience that keeps it.
struct Truce {
  std::string name;
  std::vector<double> betrayal_gain_pct;  ///< once, by each side
  std::vector<double> patience;           ///< smallest discount factor; one or more: none will do
};

/// How far two governments go against each other, move by move.
struct EscalationGame {
  EscalationWorlds worlds;
  EscalationPlay play;
  /// The tree to the first's answer to the second's answer: what is chosen, and what would be.
  std::vector<EscalationBranch> branches;
  std::vector<EscalationTurn> ahead, at_once;    ///< what is played by movers that look ahead, and that do not
  std::size_t ends_ahead = 0, ends_at_once = 0;  ///< worlds
  std::vector<std::size_t> ends_by_moves;        ///< world where it ends with one move, two, ... and all, looking ahead
  std::vector<std::size_t> ends_by_moves_at_once;
  std::size_t settles_at = 0;  ///< moves from which path and values stay the same; 0: they do not
  bool is_settled_for_ever = false;
  std::vector<Truce> truces;  ///< of the repeated game, kept by the threat of war for ever
};

/// The escalation over the worlds of escalation_worlds(): the first begins, the sides move in turn, and when both hold one
/// after the other it is over.
///
/// Gains apart by less than 1e-7 % are equal.
/// Errors  those of escalation_worlds(), and NotSolved where a truce has no solution.
[[nodiscard]] EscalationGame play_escalation(const StrategyProblem& problem, const EscalationRequest& request,
                                             const EscalationPlay& play, Observer& observer);

/// The same without truces, over worlds that are solved.
[[nodiscard]] EscalationGame play_over(EscalationWorlds worlds, const EscalationPlay& play);

}  // namespace parley::study
