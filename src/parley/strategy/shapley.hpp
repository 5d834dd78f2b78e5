#pragma once

#include <cstddef>
#include <vector>

#include "parley/base/solve_report.hpp"

namespace parley::strategy {

/// What every coalition of players 0 ... n-1 is worth: value[S] with S the sum of 2^i over its members, value[0] = 0.
using CoalitionValues = std::vector<double>;

/// Whether a player belongs to a coalition, the sum of 2^i over its members.
[[nodiscard]] constexpr bool is_member(std::size_t coalition, std::size_t player) {
  return ((coalition >> player) & 1U) != 0;
}

/// What each player adds to the coalition of all, averaged over the orders in which they may come.
///
///     phi_i = sum over S without i of |S|! (n-|S|-1)! / n! (v(S+i) - v(S))
///
/// Source  Shapley (1953), A value for n-person games, in Contributions to the Theory of Games II.
/// Errors  std::invalid_argument unless there are 2^n values, n >= 1, the first of them zero.
[[nodiscard]] std::vector<double> shapley_shares(const CoalitionValues& value);

/// A coalition and its weight in a balanced collection: over the coalitions of any one player the weights sum to one.
struct BalancedPart {
  std::size_t coalition = 0;
  double weight = 0;
};

/// What all must share among them so that no coalition gets less than it is worth; use only where report.usable().
struct Core {
  double need = 0;               ///< the least such sum; the core is empty where this is above value of all
  std::vector<double> shares;    ///< one way to share `need` that leaves no coalition below its worth
  std::vector<BalancedPart> by;  ///< the balanced collection that needs it: sum weight v = need
  SolveReport report;
};

/// The core by the dual linear programme, max sum_S lambda_S v(S) with sum_{S of i} lambda_S = 1 for every i.
///
/// Primal simplex from the collection of singles, Bland's rule; dual prices are the shares.
/// Source  Bondareva (1963); Shapley (1967, Naval Research Logistics 14).   Errors  as shapley_shares.
[[nodiscard]] Core find_core(const CoalitionValues& value);

}  // namespace parley::strategy
