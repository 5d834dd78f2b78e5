#include <algorithm>

#include "parley/bargaining/convex.hpp"
#include "parley/bargaining/finite.hpp"
#include "parley/bargaining/rules.hpp"
#include "parley/bargaining/tariff_treaty.hpp"
#include "parley/bargaining/treaty_weights.hpp"

namespace parley::bargaining {
namespace {

/// argmax min_i (u_i - d_i), ties by the next smallest gain.
std::optional<std::size_t> outcome(const FiniteProblem& problem) {
  return best_acceptable(problem, [&](const Payoff& u) {
    std::vector<double> gains;
    for (std::size_t party = 0; party < u.size(); ++party) gains.push_back(u[party] - problem.disagreement[party]);
    std::sort(gains.begin(), gains.end());
    return gains;
  });
}

/// Lexicographic: equal gains as far as they go, then what is left to the party that can still gain.
std::optional<PayoffPair> point(const ConvexProblem& problem) {
  if (problem.points.empty()) return std::nullopt;
  const std::optional<PayoffPair> equal = exit_of_ray(problem, 1, 1);
  if (!equal) return std::nullopt;
  const std::vector<PayoffPair> corners = convex_frontier(problem);
  if (equal->first < corners.back().first) return corners.back();
  if (equal->second < corners.front().second) return corners.front();
  return equal;
}

/// u_p income_p equal: the same money for all.
std::vector<strategy::Excess> conditions(const TariffProblem& problem, const std::vector<double>& first_gain) {
  std::vector<double> scale;
  for (const double income : problem.income) scale.push_back(1 / income);
  return {excess_over(std::move(scale), first_gain)};
}

}  // namespace

RuleEntry egalitarian_rule() {
  return {.id = Rule::egalitarian,
          .key = "egalitarian",
          .name = "egalitarian",
          .chooses = "the same gain for all, the smallest being as large as can be",
          .source = "Kalai (1977, Econometrica 45)",
          .outcome = outcome,
          .point = point,
          .tariffs = {.conditions = conditions}};
}

}  // namespace parley::bargaining
