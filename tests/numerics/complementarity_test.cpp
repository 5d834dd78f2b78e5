#include "parley/numerics/complementarity.hpp"

#include <gmock/gmock.h>

#include <cmath>
#include <limits>
#include <span>
#include <stdexcept>
#include <utility>
#include <vector>

namespace parley::numerics {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

/// F(z) = A z + b in two unknowns.
BoundedEquations linear(std::vector<double> a, std::vector<double> b, std::vector<double> lower,
                        std::vector<double> upper) {
  return {.lower = std::move(lower),
          .upper = std::move(upper),
          .evaluate = [a = std::move(a), b = std::move(b)](std::span<const double> z, std::span<double> value) {
            for (std::size_t k = 0; k < 2; ++k) value[k] = a[2 * k] * z[0] + a[2 * k + 1] * z[1] + b[k];
            return true;
          }};
}

ComplementarityResult solved(const BoundedEquations& equations, std::vector<double> start,
                             const ComplementarityOptions& options = {}) {
  Observer silent;
  return solve_complementarity(equations, std::move(start), options, silent);
}

TEST(Complementarity, SolvesEquationsThatNoBoundHolds) {
  // 2 x + y = 5, x + 3 y = 10: (1, 3).
  const ComplementarityResult found = solved(linear({2, 1, 1, 3}, {-5, -10}, {0, 0}, {infinity, infinity}), {0, 0});
  ASSERT_TRUE(found.report.usable()) << found.report.message;
  EXPECT_NEAR(found.z[0], 1, 1e-9);
  EXPECT_NEAR(found.z[1], 3, 1e-9);
  EXPECT_LE(found.report.residual, 1e-10);
}

TEST(Complementarity, LeavesAtTheirBoundsThoseThatArePushedThere) {
  // Without bounds (-1, 2): x stays at zero with F >= 0, and 3 y = 5.
  const ComplementarityResult low = solved(linear({2, 1, 1, 3}, {0, -5}, {0, 0}, {infinity, infinity}), {1, 1});
  ASSERT_TRUE(low.report.usable()) << low.report.message;
  EXPECT_NEAR(low.z[0], 0, 1e-12);
  EXPECT_NEAR(low.z[1], 5.0 / 3, 1e-9);
  EXPECT_GT(low.value[0], 0);
  // The first would be (1, 3): y stays at its upper bound 2 with F <= 0, and 2 x = 3.
  const ComplementarityResult high = solved(linear({2, 1, 1, 3}, {-5, -10}, {0, 0}, {infinity, 2}), {0, 0});
  ASSERT_TRUE(high.report.usable()) << high.report.message;
  EXPECT_NEAR(high.z[0], 1.5, 1e-9);
  EXPECT_NEAR(high.z[1], 2, 1e-12);
  EXPECT_LT(high.value[1], 0);
}

TEST(Complementarity, SolvesWhatIsNotLinearAndHalvesStepsThatCannotBeComputed) {
  // ln x = 1 and x y = 4; the logarithm has no value for x <= 0, where the first step from 10 leads.
  const BoundedEquations equations{.lower = {-infinity, -infinity},
                                   .upper = {infinity, infinity},
                                   .evaluate = [](std::span<const double> z, std::span<double> value) {
                                     if (z[0] <= 0) return false;
                                     value[0] = std::log(z[0]) - 1;
                                     value[1] = z[0] * z[1] - 4;
                                     return true;
                                   }};
  const ComplementarityResult found = solved(equations, {10, 1}, {.longest_step = 20});
  ASSERT_TRUE(found.report.usable()) << found.report.message;
  EXPECT_NEAR(found.z[0], std::exp(1), 1e-8);
  EXPECT_NEAR(found.z[1], 4 / std::exp(1), 1e-8);
}

TEST(Complementarity, StartsFromAGivenJacobianWithoutDifferences) {
  const BoundedEquations equations = linear({2, 1, 1, 3}, {-5, -10}, {0, 0}, {infinity, infinity});
  const ComplementarityResult plain = solved(equations, {0.5, 2.5}, {.longest_step = 100});
  const ComplementarityResult given = solved(equations, {0.5, 2.5}, {.longest_step = 100, .jacobian = {2, 1, 1, 3}});
  ASSERT_TRUE(plain.report.usable());
  ASSERT_TRUE(given.report.usable());
  EXPECT_NEAR(given.z[0], plain.z[0], 1e-9);
  EXPECT_EQ(given.report.evaluations + 2, plain.report.evaluations);
}

TEST(Complementarity, SaysWhyItHasNoSolution) {
  const BoundedEquations nowhere{
      .lower = {0}, .upper = {1}, .evaluate = [](std::span<const double>, std::span<double>) { return false; }};
  EXPECT_EQ(solved(nowhere, {0.5}).report.status, SolveStatus::left_domain);
  const BoundedEquations rootless{
      .lower = {-infinity}, .upper = {infinity}, .evaluate = [](std::span<const double> z, std::span<double> value) {
        value[0] = 1 + z[0] * z[0];
        return true;
      }};
  const ComplementarityResult none = solved(rootless, {1});
  EXPECT_FALSE(none.report.usable());
  EXPECT_FALSE(none.report.message.empty());
}

TEST(Complementarity, StopsWhereTheObserverAsksForIt) {
  struct Impatient : Observer {
    bool cancelled() override { return true; }
  } impatient;
  const ComplementarityResult ended =
      solve_complementarity(linear({2, 1, 1, 3}, {-5, -10}, {0, 0}, {infinity, infinity}), {0, 0}, {}, impatient);
  EXPECT_EQ(ended.report.status, SolveStatus::cancelled);
}

TEST(Complementarity, RefusesSizesAndBoundsThatDoNotFit) {
  BoundedEquations equations = linear({1, 0, 0, 1}, {0, 0}, {0, 0}, {1, 1});
  EXPECT_THROW((void)solved(equations, {0}), std::invalid_argument);
  EXPECT_THROW((void)solved(equations, {0, 0}, {.jacobian = {1, 0, 0}}), std::invalid_argument);
  equations.lower[1] = 2;
  EXPECT_THROW((void)solved(equations, {0, 0}), std::invalid_argument);
}

}  // namespace
}  // namespace parley::numerics
