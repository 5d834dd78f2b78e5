#include "parley/bargaining/finite.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

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

/// The acceptable outcome with the largest score, scores compared in dictionary order.
template <class Score>
std::optional<std::size_t> best_of(const BargainingProblem& problem, const Score& score) {
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

double cross(const Agreement& o, const Agreement& a, const Agreement& b) {
  return (a.first - o.first) * (b.second - o.second) - (a.second - o.second) * (b.first - o.first);
}

/// Where on the edge a + t (b - a) the weighted product of gains over d is largest, and where gains vanish.
std::vector<double> places_on_edge(const ConvexProblem& problem, const Agreement& a, const Agreement& b) {
  const double first_slope = b.first - a.first;
  const double second_slope = b.second - a.second;
  const double first_gain = a.first - problem.disagreement.first;
  const double second_gain = a.second - problem.disagreement.second;
  const double weight = problem.first_weight;
  // First-order condition  w f' / f + (1-w) g' / g = 0  of two linear gains f and g.
  const double product =
      -(weight * first_slope * second_gain + (1 - weight) * second_slope * first_gain) / (first_slope * second_slope);
  return {0.0, product, -first_gain / first_slope, -second_gain / second_slope, 1.0};
}

/// The acceptable point of the frontier with the largest score, among those where a sum or product can be largest.
template <class Score>
std::optional<Agreement> best_on_frontier(const ConvexProblem& problem, const Score& score) {
  const std::vector<Agreement> corners = convex_frontier(problem);
  std::optional<Agreement> best;
  const auto consider = [&](const Agreement& at) {
    constexpr double rounding = 1e-13;  // a crossing with the disagreement point counts as acceptable
    const bool accepted = at.first >= problem.disagreement.first - rounding * std::abs(problem.disagreement.first) &&
                          at.second >= problem.disagreement.second - rounding * std::abs(problem.disagreement.second);
    if (accepted && (!best || score(at) > score(*best))) best = at;
  };
  if (corners.size() == 1) consider(corners.front());
  for (std::size_t edge = 0; edge + 1 < corners.size(); ++edge) {
    const Agreement& a = corners[edge];
    const Agreement& b = corners[edge + 1];
    for (const double place : places_on_edge(problem, a, b)) {
      if (place < 0 || place > 1) continue;
      consider({a.first + place * (b.first - a.first), a.second + place * (b.second - a.second)});
    }
  }
  return best;
}

/// Where the ray from the disagreement point in direction (dx, dy) leaves the set; nothing where it never enters.
std::optional<Agreement> exit_of_ray(const ConvexProblem& problem, double dx, double dy) {
  const std::vector<Agreement> corners = convex_frontier(problem);
  const Agreement& d = problem.disagreement;
  std::optional<double> reach;
  const auto consider = [&](double step) {
    if (step >= 0 && (!reach || step < *reach)) reach = step;
  };
  // The set is bounded by the frontier's edges and, where free disposal takes over, by its two best payoffs.
  consider((corners.front().first - d.first) / dx);
  consider((corners.back().second - d.second) / dy);
  for (std::size_t edge = 0; edge + 1 < corners.size(); ++edge) {
    const double nx = corners[edge + 1].second - corners[edge].second;
    const double ny = corners[edge].first - corners[edge + 1].first;
    consider((nx * (corners[edge].first - d.first) + ny * (corners[edge].second - d.second)) / (nx * dx + ny * dy));
  }
  const bool inside = best_on_frontier(problem, [](const Agreement&) { return 0.0; }).has_value();
  if (!reach || !inside) return std::nullopt;
  return Agreement{d.first + *reach * dx, d.second + *reach * dy};
}

/// The largest second payoff that the frontier offers at a given first one.
double second_at(const std::vector<Agreement>& corners, double first) {
  if (first <= corners.back().first) return corners.back().second;
  for (std::size_t edge = 0; edge + 1 < corners.size(); ++edge) {
    const Agreement& right = corners[edge];
    const Agreement& left = corners[edge + 1];
    if (first > right.first || first < left.first) continue;
    return right.second + (right.first - first) / (right.first - left.first) * (left.second - right.second);
  }
  return corners.front().second;
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

std::vector<std::size_t> acceptable(const BargainingProblem& problem) {
  std::vector<std::size_t> kept;
  for (std::size_t at = 0; at < problem.outcomes.size(); ++at) {
    bool accepted = true;
    for (std::size_t party = 0; party < problem.disagreement.size(); ++party)
      accepted = accepted && problem.outcomes[at][party] >= problem.disagreement[party];
    if (accepted) kept.push_back(at);
  }
  return kept;
}

std::optional<std::size_t> nash_solution(const BargainingProblem& problem) {
  return best_of(problem, [&](const Payoff& u) {
    double product = 0;
    for (std::size_t party = 0; party < u.size(); ++party) {
      const double weight = problem.weights.empty() ? 1.0 : problem.weights[party];
      product += weight * std::log(u[party] - problem.disagreement[party]);
    }
    // Where someone gains nothing in every outcome, the sum of gains decides.
    return std::vector<double>{product, std::accumulate(u.begin(), u.end(), 0.0)};
  });
}

std::optional<std::size_t> kalai_smorodinsky_solution(const BargainingProblem& problem) {
  Payoff ideal = problem.disagreement;
  for (const std::size_t at : acceptable(problem)) {
    for (std::size_t party = 0; party < ideal.size(); ++party)
      ideal[party] = std::max(ideal[party], problem.outcomes[at][party]);
  }
  return best_of(problem, [&](const Payoff& u) {
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

std::optional<std::size_t> egalitarian_solution(const BargainingProblem& problem) {
  return best_of(problem, [&](const Payoff& u) {
    std::vector<double> gains;
    for (std::size_t party = 0; party < u.size(); ++party) gains.push_back(u[party] - problem.disagreement[party]);
    std::sort(gains.begin(), gains.end());
    return gains;
  });
}

std::optional<std::size_t> utilitarian_solution(const BargainingProblem& problem) {
  return best_of(problem,
                 [](const Payoff& u) { return std::vector<double>{std::accumulate(u.begin(), u.end(), 0.0)}; });
}

std::vector<Agreement> convex_frontier(const ConvexProblem& problem) {
  std::vector<Agreement> points = problem.points;
  std::sort(points.begin(), points.end(), [](const Agreement& a, const Agreement& b) {
    return a.first != b.first ? a.first > b.first : a.second > b.second;
  });
  std::vector<Agreement> corners;
  for (const Agreement& point : points) {
    if (!corners.empty() && point.second <= corners.back().second) continue;
    while (corners.size() >= 2 && cross(corners[corners.size() - 2], corners.back(), point) <= 0) corners.pop_back();
    corners.push_back(point);
  }
  return corners;
}

std::optional<Agreement> nash_solution(const ConvexProblem& problem) {
  return best_on_frontier(problem, [&](const Agreement& at) {
    const double first = std::max(0.0, at.first - problem.disagreement.first);
    const double second = std::max(0.0, at.second - problem.disagreement.second);
    return std::pow(first, problem.first_weight) * std::pow(second, 1 - problem.first_weight);
  });
}

std::optional<Agreement> kalai_smorodinsky_solution(const ConvexProblem& problem) {
  if (problem.points.empty()) return std::nullopt;
  const std::vector<Agreement> corners = convex_frontier(problem);
  const Agreement& d = problem.disagreement;
  // Ideal points are sought among agreements that the other side accepts.
  double best_second = second_at(corners, d.first);
  double best_first = corners.front().first;
  for (std::size_t edge = 0; edge + 1 < corners.size(); ++edge) {
    const Agreement& right = corners[edge];
    const Agreement& left = corners[edge + 1];
    if (right.second < d.second && left.second >= d.second)
      best_first = right.first - (d.second - right.second) / (left.second - right.second) * (right.first - left.first);
  }
  if (best_first <= d.first || best_second <= d.second) return std::nullopt;
  return exit_of_ray(problem, best_first - d.first, best_second - d.second);
}

std::optional<Agreement> egalitarian_solution(const ConvexProblem& problem) {
  if (problem.points.empty()) return std::nullopt;
  const std::optional<Agreement> equal = exit_of_ray(problem, 1, 1);
  if (!equal) return std::nullopt;
  const std::vector<Agreement> corners = convex_frontier(problem);
  if (equal->first < corners.back().first) return corners.back();
  if (equal->second < corners.front().second) return corners.front();
  return equal;
}

std::optional<Agreement> utilitarian_solution(const ConvexProblem& problem) {
  return best_on_frontier(problem, [](const Agreement& at) { return at.first + at.second; });
}

ConvexProblem linked(const ConvexProblem& one, const ConvexProblem& other) {
  ConvexProblem both{.disagreement = {one.disagreement.first + other.disagreement.first,
                                      one.disagreement.second + other.disagreement.second},
                     .first_weight = one.first_weight};
  for (const Agreement& a : convex_frontier(one)) {
    for (const Agreement& b : convex_frontier(other)) both.points.push_back({a.first + b.first, a.second + b.second});
  }
  return both;
}

}  // namespace parley::bargaining
