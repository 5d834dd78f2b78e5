#pragma once

#include "parley/strategy/shapley.hpp"

namespace parley::strategy {

/// What a coalition's members and its outsiders make of it, money throughout.
struct CoalitionJudgement {
  double value = 0;  ///< what its members gain together
  /// What each candidate gains by leaving, where it is a member, or by joining; the others stay where they are.
  std::vector<double> gain_by_moving;
  std::vector<std::size_t> leavers, joiners;  ///< whose gain from it is above the tolerance
  /// value less what its members would have as leavers, each alone: negative where no payments hold the coalition.
  double left_after_keeping = 0;
  bool is_kept_by_payments = false;  ///< left_after_keeping is not below zero by more than the tolerance
  [[nodiscard]] bool is_internally_stable() const { return leavers.empty(); }
  [[nodiscard]] bool is_externally_stable() const { return joiners.empty(); }
};

/// Coalitions of candidates against the rest of them standing alone.
struct CoalitionGame {
  std::vector<CoalitionJudgement> coalitions;  ///< by the sum of 2^i over members
  std::vector<double> shapley;                 ///< shares of what the coalition of all is worth
  Core core;
  bool has_core = false;  ///< what all are worth satisfies every coalition, to the tolerance
};

/// Judges coalitions from gain[S][i], what candidate i gains where S has united and everybody else stands alone.
///
/// v(S) = sum_{i in S} gain[S][i] is the gamma characteristic function: outsiders answer one by one. A member leaves where
/// gain[S-i][i] > gain[S][i], an outsider joins where gain[S+i][i] > gain[S][i], by more than `tolerance`.
/// Source  d'Aspremont, Jacquemin, Gabszewicz & Weymark (1983, Canadian Journal of Economics 16) for stability; Chander &
///         Tulkens (1997, International Journal of Game Theory 26) for outsiders alone; Carraro, Eyckmans & Finus (2006,
///         Review of International Organizations 1) for payments that keep members.
/// Errors  std::invalid_argument unless there are 2^n rows of n gains, and rows of fewer than two members are alike.
[[nodiscard]] CoalitionGame judge_coalitions(const std::vector<std::vector<double>>& gain, double tolerance);

}  // namespace parley::strategy
