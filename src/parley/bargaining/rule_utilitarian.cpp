#include <numeric>

#include "parley/bargaining/convex.hpp"
#include "parley/bargaining/finite.hpp"
#include "parley/bargaining/rules.hpp"

namespace parley::bargaining {
namespace {

std::optional<std::size_t> outcome(const FiniteProblem& problem) {
  return best_acceptable(problem,
                         [](const Payoff& u) { return std::vector<double>{std::accumulate(u.begin(), u.end(), 0.0)}; });
}

std::optional<PayoffPair> point(const ConvexProblem& problem) {
  return best_acceptable(problem, [](const PayoffPair& at) { return at.first + at.second; });
}

}  // namespace

RuleEntry utilitarian_rule() {
  return {.id = Rule::utilitarian,
          .key = "utilitarian",
          .name = "utilitarian",
          .chooses = "the largest sum of payoffs",
          .source = "Myerson (1981, Econometrica 49)",
          .outcome = outcome,
          .point = point};
}

}  // namespace parley::bargaining
