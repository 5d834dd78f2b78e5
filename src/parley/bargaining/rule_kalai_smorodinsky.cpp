#include <algorithm>

#include "parley/bargaining/convex.hpp"
#include "parley/bargaining/finite.hpp"
#include "parley/bargaining/rules.hpp"
#include "parley/bargaining/tariff_treaty.hpp"
#include "parley/bargaining/treaty_weights.hpp"

namespace parley::bargaining {
namespace {

/// argmax min_i (u_i - d_i) / (ideal_i - d_i), ideal_i the best that i can have among acceptable outcomes; ties by the
/// next smallest ratio.
std::optional<std::size_t> outcome(const FiniteProblem& problem) {
  Payoff ideal = problem.disagreement;
  for (const std::size_t at : acceptable(problem)) {
    for (std::size_t party = 0; party < ideal.size(); ++party)
      ideal[party] = std::max(ideal[party], problem.outcomes[at][party]);
  }
  return best_acceptable(problem, [&](const Payoff& u) {
    std::vector<double> ratios;
    for (std::size_t party = 0; party < u.size(); ++party) {
      // A party that can gain nothing at all sets no bound.
      const double most = ideal[party] - problem.disagreement[party];
      if (most > 0) ratios.push_back((u[party] - problem.disagreement[party]) / most);
    }
    std::sort(ratios.begin(), ratios.end());
    return ratios;
  });
}

std::optional<PayoffPair> point(const ConvexProblem& problem) {
  if (problem.points.empty()) return std::nullopt;
  const std::vector<PayoffPair> corners = convex_frontier(problem);
  const PayoffPair& d = problem.disagreement;
  // Ideal points are sought among agreements that the other side accepts.
  double best_second = second_at(corners, d.first);
  double best_first = corners.front().first;
  for (std::size_t edge = 0; edge + 1 < corners.size(); ++edge) {
    const PayoffPair& right = corners[edge];
    const PayoffPair& left = corners[edge + 1];
    if (right.second < d.second && left.second >= d.second)
      best_first = right.first - (d.second - right.second) / (left.second - right.second) * (right.first - left.first);
  }
  if (best_first <= d.first || best_second <= d.second) return std::nullopt;
  return exit_of_ray(problem, best_first - d.first, best_second - d.second);
}

std::vector<strategy::Excess> conditions(const TariffProblem& problem, const std::vector<double>& first_gain) {
  return {excess_over(problem.ideal_pct, first_gain)};
}

}  // namespace

RuleEntry kalai_smorodinsky_rule() {
  return {.id = Rule::kalai_smorodinsky,
          .key = "kalai-smorodinsky",
          .name = "Kalai-Smorodinsky",
          .chooses = "the same share for all of the most that each could gain",
          .source = "Kalai & Smorodinsky (1975, Econometrica 43)",
          .outcome = outcome,
          .point = point,
          .tariffs = {.conditions = conditions, .needs_ideal = true}};
}

}  // namespace parley::bargaining
