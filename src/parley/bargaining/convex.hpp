#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "parley/bargaining/rules.hpp"

namespace parley::bargaining {

/// What two parties get, at a point of a frontier that lotteries or divisible goods fill in.
struct PayoffPair {
  double first = 0, second = 0;
};

/// Two parties over the comprehensive convex hull of a set of points: the solutions may be mixtures.
struct ConvexProblem {
  std::vector<PayoffPair> points;  ///< corners and anything inside
  PayoffPair disagreement;
  double first_weight = 0.5;  ///< of the first party in Nash's product
};

/// The corners of the upper frontier from the first party's best to the second's, each strictly better for one.
[[nodiscard]] std::vector<PayoffPair> convex_frontier(const ConvexProblem& problem);

/// The point that the rule picks, nothing where it picks none or no point of the frontier is acceptable to both.
///
/// Errors  std::invalid_argument for a rule that is not for frontiers.
[[nodiscard]] std::optional<PayoffPair> solution(Rule rule, const ConvexProblem& problem);

/// The frontier of two independent problems settled as one package: the Minkowski sum of their sets.
[[nodiscard]] ConvexProblem linked(const ConvexProblem& one, const ConvexProblem& other);

/// The acceptable point of the frontier with the largest score, among those where a sum or product can be largest.
[[nodiscard]] std::optional<PayoffPair> best_acceptable(const ConvexProblem& problem,
                                                        const std::function<double(const PayoffPair&)>& score);

/// Where the ray from the disagreement point in direction (dx, dy) leaves the set; nothing where it never enters.
[[nodiscard]] std::optional<PayoffPair> exit_of_ray(const ConvexProblem& problem, double dx, double dy);

/// The largest second payoff that a frontier's corners offer at a given first one.
[[nodiscard]] double second_at(const std::vector<PayoffPair>& corners, double first);

}  // namespace parley::bargaining
