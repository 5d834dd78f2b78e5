#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "parley/bargaining/rules.hpp"

namespace parley::bargaining {

/// What each party gets from one outcome; higher is better.
using Payoff = std::vector<double>;

/// A finite choice and what happens without agreement.
struct FiniteProblem {
  std::vector<Payoff> outcomes;
  Payoff disagreement;          ///< d; an outcome is acceptable to all where u >= d for every party
  std::vector<double> weights;  ///< bargaining power in Nash's product; empty: equal
  /// What each outcome settles: one option of every issue, 0 leaving the issue as it stands. Empty where outcomes are not
  /// made of issues.
  std::vector<std::vector<std::size_t>> packages = {};
};

/// Whether `a` is at least as good as `b` for every party and better for one.
[[nodiscard]] bool dominates(const Payoff& a, const Payoff& b);

/// Positions of the outcomes that no other outcome dominates, in rising order; equal payoffs all stay.
///
/// Cost  O(n log n) for two parties, O(n f) with f the size of the frontier for more.
[[nodiscard]] std::vector<std::size_t> pareto_frontier(const std::vector<Payoff>& outcomes);

/// Positions of the outcomes that every party accepts, u >= d.
[[nodiscard]] std::vector<std::size_t> acceptable(const FiniteProblem& problem);

/// Position of the outcome that the rule picks, nothing where it picks none; among equals the first stands.
///
/// Errors  std::invalid_argument for a rule that is not for finitely many outcomes.
[[nodiscard]] std::optional<std::size_t> solution(Rule rule, const FiniteProblem& problem);

/// The acceptable outcome with the largest score(payoff), scores being lists compared in dictionary order.
template <class Score>
[[nodiscard]] std::optional<std::size_t> best_acceptable(const FiniteProblem& problem, const Score& score) {
  std::optional<std::size_t> best;
  std::vector<double> best_score;
  for (const std::size_t at : acceptable(problem)) {
    std::vector<double> mine = score(problem.outcomes[at]);
    if (best && !(mine > best_score)) continue;
    best = at;
    best_score = std::move(mine);
  }
  return best;
}

}  // namespace parley::bargaining
