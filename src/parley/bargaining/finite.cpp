#include "parley/bargaining/finite.hpp"

#include <algorithm>
#include <limits>
#include <numeric>
#include <stdexcept>
#include <string>

namespace parley::bargaining {
namespace {

/// Two parties: in falling order of the first payoff, an outcome stays where the second is above all before it.
std::vector<std::size_t> frontier_of_two(const std::vector<Payoff>& outcomes) {
  std::vector<std::size_t> order(outcomes.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return outcomes[a][0] != outcomes[b][0] ? outcomes[a][0] > outcomes[b][0] : outcomes[a][1] > outcomes[b][1];
  });
  std::vector<std::size_t> kept;
  double best = -std::numeric_limits<double>::infinity();
  for (const std::size_t at : order) {
    const bool is_twin = !kept.empty() && outcomes[kept.back()] == outcomes[at];
    if (outcomes[at][1] > best || is_twin) kept.push_back(at);
    best = std::max(best, outcomes[at][1]);
  }
  std::sort(kept.begin(), kept.end());
  return kept;
}

std::vector<std::size_t> frontier_of_many(const std::vector<Payoff>& outcomes) {
  // In falling order of the sum nothing is dominated by what comes later.
  std::vector<std::size_t> order(outcomes.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  const auto sum = [&](std::size_t at) { return std::accumulate(outcomes[at].begin(), outcomes[at].end(), 0.0); };
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return sum(a) > sum(b); });
  std::vector<std::size_t> kept;
  for (const std::size_t at : order) {
    const bool is_beaten = std::any_of(kept.begin(), kept.end(),
                                       [&](std::size_t other) { return dominates(outcomes[other], outcomes[at]); });
    if (!is_beaten) kept.push_back(at);
  }
  std::sort(kept.begin(), kept.end());
  return kept;
}

}  // namespace

bool dominates(const Payoff& a, const Payoff& b) {
  bool better = false;
  for (std::size_t party = 0; party < a.size(); ++party) {
    if (a[party] < b[party]) return false;
    better = better || a[party] > b[party];
  }
  return better;
}

std::vector<std::size_t> pareto_frontier(const std::vector<Payoff>& outcomes) {
  if (outcomes.empty()) return {};
  return outcomes.front().size() == 2 ? frontier_of_two(outcomes) : frontier_of_many(outcomes);
}

std::vector<std::size_t> acceptable(const FiniteProblem& problem) {
  std::vector<std::size_t> kept;
  for (std::size_t at = 0; at < problem.outcomes.size(); ++at) {
    bool accepted = true;
    for (std::size_t party = 0; party < problem.disagreement.size(); ++party)
      accepted = accepted && problem.outcomes[at][party] >= problem.disagreement[party];
    if (accepted) kept.push_back(at);
  }
  return kept;
}

std::optional<std::size_t> solution(Rule rule, const FiniteProblem& problem) {
  const RuleEntry& entry = entry_of(rule);
  if (entry.outcome == nullptr)
    throw std::invalid_argument(std::string(entry.name) + " does not pick among finitely many outcomes");
  return entry.outcome(problem);
}

}  // namespace parley::bargaining
