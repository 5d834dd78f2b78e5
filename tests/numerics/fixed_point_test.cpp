#include "parley/numerics/fixed_point.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>

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

/// KINSOL's own limit on steps from zero has length one, whatever the number of unknowns: five such steps and it gave up.
TEST(NewtonKrylov, StepsAsFarFromZeroAsTheSolutionIs) {
  if (!has_newton_krylov()) GTEST_SKIP() << "built without KINSOL";
  Observer silent;
  const FixedPointMap far = [](std::span<const double> x, std::span<double> image) {
    double worst = 0;
    for (std::size_t k = 0; k < x.size(); ++k) {
      image[k] = x[k] + 0.5 * (3 - x[k]) + 0.1 * (std::sin(3.0) - std::sin(x[k]));
      worst = std::max(worst, std::abs(image[k] - x[k]));
    }
    return worst;
  };
  const FixedPointResult result = solve_newton_krylov(far, std::vector<double>(2000, 0.0), {}, silent);
  EXPECT_TRUE(result.report.usable()) << result.report.message;
  for (const double x : result.x) EXPECT_NEAR(x, 3, 1e-9);
}

/// A map that is finite at its start and hardly anywhere else: nobody has asked to stop.
TEST(NewtonKrylov, ThatLeavesTheDomainIsNotCancelled) {
  if (!has_newton_krylov()) GTEST_SKIP() << "built without KINSOL";
  Observer silent;
  int calls = 0;
  const FixedPointMap map = [&](std::span<const double> x, std::span<double> image) {
    for (std::size_t k = 0; k < x.size(); ++k) image[k] = x[k] + 1;
    return ++calls == 1 ? 1.0 : std::numeric_limits<double>::quiet_NaN();
  };
  const FixedPointResult result = solve_newton_krylov(map, {0, 0, 0}, {}, silent);
  EXPECT_FALSE(result.report.usable());
  EXPECT_NE(result.report.status, SolveStatus::cancelled) << result.report.message;
}

/// The caller's norm is twenty times KINSOL's, which stops between the two: it goes on for the missing hair.
TEST(NewtonKrylov, GoesOnForAHair) {
  if (!has_newton_krylov()) GTEST_SKIP() << "built without KINSOL";
  Observer silent;
  for (double slope = 0.1; slope < 0.95; slope += 0.01) {
    const FixedPointMap map = [&](std::span<const double> x, std::span<double> image) {
      double worst = 0;
      for (std::size_t k = 0; k < x.size(); ++k) {
        image[k] = slope * std::cos(x[k] + 0.1 * static_cast<double>(k));
        worst = std::max(worst, 20 * std::abs(image[k] - x[k]));
      }
      return worst;
    };
    const FixedPointResult result = solve_newton_krylov(map, std::vector<double>(40, 0.0), {}, silent);
    EXPECT_TRUE(result.report.usable()) << slope << ": " << result.report.residual;
  }
}

}  // namespace
}  // namespace parley::numerics
