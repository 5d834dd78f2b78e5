#include "parley/numerics/chebyshev.hpp"

#include <cmath>
#include <numbers>
#include <stdexcept>

namespace parley::numerics {
namespace {

/// Clenshaw-Curtis weights: the integrals of the cosine series through the points.
std::vector<double> weights(std::size_t m) {
  std::vector<double> weight(m + 1);
  const auto intervals = static_cast<double>(m);
  for (std::size_t k = 0; k <= m; ++k) {
    const double angle = static_cast<double>(k) * std::numbers::pi / intervals;
    double sum = 1.0;
    for (std::size_t order = 1; 2 * order <= m; ++order) {
      const auto r = static_cast<double>(order);
      sum -= (2 * order == m ? 1.0 : 2.0) * std::cos(2 * r * angle) / (4 * r * r - 1);
    }
    weight[k] = (k == 0 || k == m ? 0.5 : 1.0) * sum / intervals;  // half of the rule's on [-1, 1]
  }
  return weight;
}

}  // namespace

ChebyshevRule chebyshev_rule(std::size_t intervals) {
  if (intervals < 2 || intervals % 2 != 0) throw std::invalid_argument("chebyshev_rule: intervals must be even");
  const std::size_t m = intervals;
  const std::size_t size = m + 1;
  ChebyshevRule rule{std::vector<double>(size), weights(m), std::vector<double>(size * size)};
  for (std::size_t k = 0; k < size; ++k) {
    const double half = std::sin(static_cast<double>(k) * std::numbers::pi / (2 * static_cast<double>(m)));
    rule.point[k] = half * half;
  }
  const auto scale = [&](std::size_t k) { return (k == 0 || k == m ? 2.0 : 1.0) * (k % 2 == 0 ? 1.0 : -1.0); };
  for (std::size_t k = 0; k < size; ++k) {
    double sum = 0.0;
    for (std::size_t l = 0; l < size; ++l) {
      if (k == l) continue;
      const double entry = scale(k) / scale(l) / (rule.point[k] - rule.point[l]);
      rule.derivative[k * size + l] = entry;
      sum += entry;
    }
    // A constant has no slope: the diagonal from the row's sum loses no digits.
    rule.derivative[k * size + k] = -sum;
  }
  return rule;
}

}  // namespace parley::numerics
