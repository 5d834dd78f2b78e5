#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace parley::numerics {

/// How points are spread over independent standard normal factors.
enum class SamplingMethod {
  monte_carlo,  ///< pseudo-random, every point from (seed, index) alone
  sobol,        ///< low discrepancy, shifted at random by the seed
  quadrature    ///< Stroud's 2n points: exact for moments up to the third
};
[[nodiscard]] std::string_view to_string(SamplingMethod method);

struct SamplingPlan {
  SamplingMethod method = SamplingMethod::monte_carlo;
  std::size_t dimension = 1;
  std::size_t count = 1000;  ///< quadrature: always 2 * dimension, see point_count()
  std::uint64_t seed = 1;
  [[nodiscard]] std::size_t point_count() const;
};

/// Point `index` of the plan as independent standard normal scores; the same whatever was drawn before, so that draws
/// may be made in any order, on any thread or machine.
///
/// Monte Carlo   u from a SplitMix64 hash of (seed, index, coordinate), z = inverse normal of u
/// Sobol         coordinate of the Sobol point index+1, plus a random shift modulo one
/// quadrature    z[2r-1] = sqrt(2) cos((2r-1) k pi / n), z[2r] = sqrt(2) sin((2r-1) k pi / n), k = index + 1;
///               with n odd the last z is (-1)^k
/// Source  Steele, Lea & Flood (2014, OOPSLA); Joe & Kuo (2008, SIAM J. Sci. Comput. 30); Stroud (1957, MTAC 11);
///         Arndt (1996, GEMPACK OP-69).
/// Errors  std::invalid_argument for an index beyond point_count() or more dimensions than the Sobol tables have.
[[nodiscard]] std::vector<double> sample(const SamplingPlan& plan, std::size_t index);

/// The value below which a share p of a sorted sample lies, linear between order statistics (Hyndman & Fan's type 7).
[[nodiscard]] double quantile(const std::vector<double>& sorted, double p);

/// Inverse of the standard normal distribution function, and that function.
[[nodiscard]] double normal_quantile(double p);
[[nodiscard]] double normal_probability(double z);

}  // namespace parley::numerics
