#include "parley/bargaining/convex.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <string>

namespace parley::bargaining {
namespace {

double cross(const PayoffPair& o, const PayoffPair& a, const PayoffPair& b) {
  return (a.first - o.first) * (b.second - o.second) - (a.second - o.second) * (b.first - o.first);
}

/// Where on the edge a + t (b - a) the weighted product of gains over d is largest, and where gains vanish.
std::vector<double> places_on_edge(const ConvexProblem& problem, const PayoffPair& a, const PayoffPair& b) {
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

}  // namespace

std::vector<PayoffPair> convex_frontier(const ConvexProblem& problem) {
  std::vector<PayoffPair> points = problem.points;
  std::sort(points.begin(), points.end(), [](const PayoffPair& a, const PayoffPair& b) {
    return a.first != b.first ? a.first > b.first : a.second > b.second;
  });
  std::vector<PayoffPair> corners;
  for (const PayoffPair& point : points) {
    if (!corners.empty() && point.second <= corners.back().second) continue;
    while (corners.size() >= 2 && cross(corners[corners.size() - 2], corners.back(), point) <= 0) corners.pop_back();
    corners.push_back(point);
  }
  return corners;
}

std::optional<PayoffPair> best_acceptable(const ConvexProblem& problem,
                                          const std::function<double(const PayoffPair&)>& score) {
  const std::vector<PayoffPair> corners = convex_frontier(problem);
  std::optional<PayoffPair> best;
  const auto consider = [&](const PayoffPair& at) {
    constexpr double rounding = 1e-13;  // a crossing with the disagreement point counts as acceptable
    const bool accepted = at.first >= problem.disagreement.first - rounding * std::abs(problem.disagreement.first) &&
                          at.second >= problem.disagreement.second - rounding * std::abs(problem.disagreement.second);
    if (accepted && (!best || score(at) > score(*best))) best = at;
  };
  if (corners.size() == 1) consider(corners.front());
  for (std::size_t edge = 0; edge + 1 < corners.size(); ++edge) {
    const PayoffPair& a = corners[edge];
    const PayoffPair& b = corners[edge + 1];
    for (const double place : places_on_edge(problem, a, b)) {
      if (place < 0 || place > 1) continue;
      consider({a.first + place * (b.first - a.first), a.second + place * (b.second - a.second)});
    }
  }
  return best;
}

std::optional<PayoffPair> exit_of_ray(const ConvexProblem& problem, double dx, double dy) {
  const std::vector<PayoffPair> corners = convex_frontier(problem);
  const PayoffPair& d = problem.disagreement;
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
  const bool inside = best_acceptable(problem, [](const PayoffPair&) { return 0.0; }).has_value();
  if (!reach || !inside) return std::nullopt;
  return PayoffPair{d.first + *reach * dx, d.second + *reach * dy};
}

double second_at(const std::vector<PayoffPair>& corners, double first) {
  if (first <= corners.back().first) return corners.back().second;
  for (std::size_t edge = 0; edge + 1 < corners.size(); ++edge) {
    const PayoffPair& right = corners[edge];
    const PayoffPair& left = corners[edge + 1];
    if (first > right.first || first < left.first) continue;
    return right.second + (right.first - first) / (right.first - left.first) * (left.second - right.second);
  }
  return corners.front().second;
}

std::optional<PayoffPair> solution(Rule rule, const ConvexProblem& problem) {
  const RuleEntry& entry = entry_of(rule);
  if (entry.point == nullptr)
    throw std::invalid_argument(std::string(entry.name) + " does not pick a point of a frontier");
  return entry.point(problem);
}

ConvexProblem linked(const ConvexProblem& one, const ConvexProblem& other) {
  ConvexProblem both{.disagreement = {one.disagreement.first + other.disagreement.first,
                                      one.disagreement.second + other.disagreement.second},
                     .first_weight = one.first_weight};
  for (const PayoffPair& a : convex_frontier(one)) {
    for (const PayoffPair& b : convex_frontier(other)) both.points.push_back({a.first + b.first, a.second + b.second});
  }
  return both;
}

}  // namespace parley::bargaining
