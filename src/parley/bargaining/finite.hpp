#pragma once

#include <cstddef>
#include <optional>
#include <vector>

namespace parley::bargaining {

/// What each party gets from one outcome; higher is better.
using Payoff = std::vector<double>;

/// A finite choice and what happens without agreement.
struct BargainingProblem {
  std::vector<Payoff> outcomes;
  Payoff disagreement;          ///< d; an outcome is acceptable to all where u >= d for every party
  std::vector<double> weights;  ///< bargaining power in Nash's product; empty: equal
};

/// Whether `a` is at least as good as `b` for every party and better for one.
[[nodiscard]] bool dominates(const Payoff& a, const Payoff& b);

/// Positions of the outcomes that no other outcome dominates, in rising order; equal payoffs all stay.
///
/// Cost  O(n log n) for two parties, O(n f) with f the size of the frontier for more.
[[nodiscard]] std::vector<std::size_t> pareto_frontier(const std::vector<Payoff>& outcomes);

/// Positions of the outcomes that every party accepts, u >= d.
[[nodiscard]] std::vector<std::size_t> acceptable(const BargainingProblem& problem);

// Each solution is the position of the outcome it picks, or nothing where no outcome is acceptable to all. Only
// outcomes that are acceptable count; among equals the first stands.

/// argmax prod (u_i - d_i)^w_i.   Source  Nash (1950, Econometrica 18); Harsanyi & Selten (1972) with weights.
[[nodiscard]] std::optional<std::size_t> nash_solution(const BargainingProblem& problem);
/// argmax min_i (u_i - d_i) / (ideal_i - d_i), ideal_i the best that i can have among acceptable outcomes; ties by the
/// next smallest ratio.   Source  Kalai & Smorodinsky (1975, Econometrica 43), on a finite set.
[[nodiscard]] std::optional<std::size_t> kalai_smorodinsky_solution(const BargainingProblem& problem);
/// argmax min_i (u_i - d_i), ties by the next smallest gain.   Source  Kalai (1977, Econometrica 45).
[[nodiscard]] std::optional<std::size_t> egalitarian_solution(const BargainingProblem& problem);
/// argmax sum_i u_i.
[[nodiscard]] std::optional<std::size_t> utilitarian_solution(const BargainingProblem& problem);

/// A point of a two-party frontier that lotteries or divisible goods fill in.
struct Agreement {
  double first = 0, second = 0;
};

/// Two parties over the comprehensive convex hull of a set of points: the solutions may be mixtures.
struct ConvexProblem {
  std::vector<Agreement> points;  ///< corners and anything inside
  Agreement disagreement;
  double first_weight = 0.5;  ///< of the first party in Nash's product
};
/// The corners of the upper frontier from the first party's best to the second's, each strictly better for one.
[[nodiscard]] std::vector<Agreement> convex_frontier(const ConvexProblem& problem);
/// Nothing where no point of the frontier is acceptable to both.
[[nodiscard]] std::optional<Agreement> nash_solution(const ConvexProblem& problem);
[[nodiscard]] std::optional<Agreement> kalai_smorodinsky_solution(const ConvexProblem& problem);
/// Lexicographic: equal gains as far as they go, then what is left to the party that can still gain.
[[nodiscard]] std::optional<Agreement> egalitarian_solution(const ConvexProblem& problem);
[[nodiscard]] std::optional<Agreement> utilitarian_solution(const ConvexProblem& problem);

/// The frontier of two independent problems settled as one package: the Minkowski sum of their sets.
[[nodiscard]] ConvexProblem linked(const ConvexProblem& one, const ConvexProblem& other);

}  // namespace parley::bargaining
