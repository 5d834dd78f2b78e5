#include "parley/numerics/sampling.hpp"

#include <algorithm>
#include <boost/math/distributions/normal.hpp>
#include <boost/random/sobol.hpp>
#include <cmath>
#include <numbers>
#include <stdexcept>

namespace parley::numerics {
namespace {

/// SplitMix64's finaliser: a bijection that spreads every bit.
std::uint64_t mixed(std::uint64_t word) {
  word += 0x9E3779B97F4A7C15ULL;
  word = (word ^ (word >> 30)) * 0xBF58476D1CE4E5B9ULL;
  word = (word ^ (word >> 27)) * 0x94D049BB133111EBULL;
  return word ^ (word >> 31);
}

/// In (0, 1), from 53 bits, never an end.
double uniform(std::uint64_t seed, std::uint64_t index, std::uint64_t coordinate) {
  const std::uint64_t word = mixed(mixed(mixed(seed) ^ index) ^ coordinate);
  return (static_cast<double>(word >> 11) + 0.5) * 0x1.0p-53;
}

std::vector<double> monte_carlo(const SamplingPlan& plan, std::size_t index) {
  std::vector<double> z(plan.dimension);
  for (std::size_t at = 0; at < z.size(); ++at) z[at] = normal_quantile(uniform(plan.seed, index, at));
  return z;
}

std::vector<double> sobol(const SamplingPlan& plan, std::size_t index) {
  boost::random::sobol engine(plan.dimension);
  // The first point is zero in all coordinates; the random shift makes it as good as any other, yet it is left out.
  engine.discard((index + 1) * plan.dimension);
  std::vector<double> z(plan.dimension);
  constexpr std::uint64_t shifts = ~std::uint64_t{0};
  for (std::size_t at = 0; at < z.size(); ++at) {
    const double range = static_cast<double>(engine.max()) + 1;
    double u = (static_cast<double>(engine()) + 0.5) / range + uniform(plan.seed, shifts, at);
    u -= std::floor(u);
    z[at] = normal_quantile(std::clamp(u, 0x1.0p-53, 1 - 0x1.0p-53));
  }
  return z;
}

std::vector<double> stroud(const SamplingPlan& plan, std::size_t index) {
  const std::size_t n = plan.dimension;
  const auto k = static_cast<double>(index + 1);
  std::vector<double> z(n);
  for (std::size_t r = 1; 2 * r <= n; ++r) {
    const double angle = static_cast<double>(2 * r - 1) * k * std::numbers::pi / static_cast<double>(n);
    z[2 * r - 2] = std::numbers::sqrt2 * std::cos(angle);
    z[2 * r - 1] = std::numbers::sqrt2 * std::sin(angle);
  }
  if (n % 2 == 1) z[n - 1] = index % 2 == 0 ? -1.0 : 1.0;
  return z;
}

}  // namespace

std::string_view to_string(SamplingMethod method) {
  switch (method) {
    case SamplingMethod::monte_carlo:
      return "monte-carlo";
    case SamplingMethod::sobol:
      return "sobol";
    case SamplingMethod::quadrature:
      return "quadrature";
  }
  return "?";
}

std::size_t SamplingPlan::point_count() const { return method == SamplingMethod::quadrature ? 2 * dimension : count; }

std::vector<double> sample(const SamplingPlan& plan, std::size_t index) {
  if (index >= plan.point_count()) throw std::invalid_argument("sample: index beyond the plan");
  switch (plan.method) {
    case SamplingMethod::monte_carlo:
      return monte_carlo(plan, index);
    case SamplingMethod::sobol:
      return sobol(plan, index);
    case SamplingMethod::quadrature:
      return stroud(plan, index);
  }
  return {};
}

double quantile(const std::vector<double>& sorted, double p) {
  if (sorted.empty()) return std::nan("");
  const double place = p * static_cast<double>(sorted.size() - 1);
  const auto below = static_cast<std::size_t>(std::floor(place));
  const std::size_t above = std::min(below + 1, sorted.size() - 1);
  return sorted[below] + (place - static_cast<double>(below)) * (sorted[above] - sorted[below]);
}

double normal_quantile(double p) { return boost::math::quantile(boost::math::normal(), p); }
double normal_probability(double z) { return boost::math::cdf(boost::math::normal(), z); }

}  // namespace parley::numerics
