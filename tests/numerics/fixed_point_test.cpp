#include "parley/numerics/fixed_point.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "parley/numerics/newton_krylov.hpp"

namespace parley::numerics {
namespace {

/// x = cos(x) in every coordinate; the fixed point is the Dottie number.
double cosine(std::span<const double> x, std::span<double> image) {
  double worst = 0;
  for (std::size_t k = 0; k < x.size(); ++k) {
    image[k] = std::cos(x[k]);
    worst = std::max(worst, std::abs(image[k] - x[k]));
  }
  return worst;
}

constexpr double dottie = 0.73908513321516064166;

TEST(FixedPoint, FindsTheDottieNumber) {
  Observer silent;
  const FixedPointResult result = solve_fixed_point(cosine, {0, 1, 2}, {.tolerance = 1e-14}, silent);
  ASSERT_TRUE(result.report.usable());
  for (const double value : result.x) EXPECT_NEAR(value, dottie, 1e-14);
}

TEST(FixedPoint, TheSecondSolverFindsItToo) {
  Observer silent;
  const FixedPointResult result = solve_newton_krylov(cosine, {0, 1, 2}, {.tolerance = 1e-12}, silent);
  ASSERT_TRUE(result.report.usable());
  for (const double value : result.x) EXPECT_NEAR(value, dottie, 1e-12);
}

TEST(FixedPoint, SaysThatThereIsNone) {
  Observer silent;
  const auto shift = [](std::span<const double> x, std::span<double> image) {
    image[0] = x[0] + 1;
    return 1.0;
  };
  const FixedPointResult result = solve_fixed_point(shift, {0}, {.iteration_limit = 500}, silent);
  EXPECT_FALSE(result.report.usable());
  EXPECT_FALSE(result.report.message.empty());
}

TEST(FixedPoint, SaysThatTheMapLeftItsDomain) {
  Observer silent;
  const auto root = [](std::span<const double>, std::span<double> image) {
    image[0] = std::nan("");
    return std::nan("");
  };
  EXPECT_EQ(solve_fixed_point(root, {1}, {}, silent).report.status, SolveStatus::left_domain);
}

}  // namespace
}  // namespace parley::numerics
