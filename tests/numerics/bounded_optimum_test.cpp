// Maxima within bounds: problems with known answers, and every way of failing.
#include "parley/numerics/bounded_optimum.hpp"

#include <gmock/gmock.h>

#include <cmath>
#include <limits>
#include <stdexcept>

namespace parley::numerics {
namespace {

/// Rosenbrock (1960), turned over: (1, 1).
double rosenbrock(std::span<const double> x, std::span<double> gradient) {
  const double valley = x[1] - x[0] * x[0];
  gradient[0] = 400 * x[0] * valley + 2 * (1 - x[0]);
  gradient[1] = -200 * valley;
  return -100 * valley * valley - (1 - x[0]) * (1 - x[0]);
}

/// -sum_k (k+1) (x_k - c_k)^2 / 2 with c_k = k / 10.
double bowl(std::span<const double> x, std::span<double> gradient) {
  double value = 0;
  for (std::size_t k = 0; k < x.size(); ++k) {
    const double gap = x[k] - static_cast<double>(k) / 10;
    gradient[k] = -static_cast<double>(k + 1) * gap;
    value += gradient[k] * gap / 2;
  }
  return value;
}

TEST(BoundedOptimum, FindsTheEndOfACurvedValley) {
  Observer silent;
  const Optimum found = maximise(rosenbrock, {-1.2, 1.0}, {-5, -5}, {5, 5}, {}, silent);
  EXPECT_TRUE(found.report.usable()) << found.report.message;
  EXPECT_NEAR(found.x[0], 1, 1e-5);
  EXPECT_NEAR(found.x[1], 1, 1e-5);
}

/// With x <= 0.5 the valley ends at (0.5, 0.25).
TEST(BoundedOptimum, StopsAtABoundThatHolds) {
  Observer silent;
  const Optimum found = maximise(rosenbrock, {-1.2, 1.0}, {-5, -5}, {0.5, 5}, {}, silent);
  EXPECT_TRUE(found.report.usable()) << found.report.message;
  EXPECT_NEAR(found.x[0], 0.5, 1e-9);
  EXPECT_NEAR(found.x[1], 0.25, 1e-5);
  EXPECT_LE(found.report.residual, 1e-3);
}

TEST(BoundedOptimum, BothMethodsAgreeWithTheClosedForm) {
  Observer silent;
  for (const std::size_t size : {20U, 150U}) {
    const std::vector<double> lower(size, 0.0);
    const std::vector<double> upper(size, 5.0);
    const Optimum found =
        maximise(bowl, std::vector<double>(size, 1.0), lower, upper, {.evaluation_limit = 2000}, silent);
    EXPECT_TRUE(found.report.usable()) << found.report.message;
    for (std::size_t k = 0; k < size; ++k) EXPECT_NEAR(found.x[k], std::min(static_cast<double>(k) / 10, 5.0), 1e-4);
  }
}

TEST(BoundedOptimum, FailuresAreStatuses) {
  Observer silent;
  const auto undefined = [](std::span<const double>, std::span<double> gradient) {
    gradient[0] = 1;
    return std::numeric_limits<double>::quiet_NaN();
  };
  EXPECT_EQ(maximise(undefined, {0}, {-1}, {1}, {}, silent).report.status, SolveStatus::left_domain);
  EXPECT_EQ(maximise(rosenbrock, {-1.2, 1.0}, {-5, -5}, {5, 5}, {.evaluation_limit = 3}, silent).report.status,
            SolveStatus::iteration_limit);
  class Impatient : public Observer {
   public:
    bool cancelled() override { return true; }
  } impatient;
  EXPECT_EQ(maximise(rosenbrock, {-1.2, 1.0}, {-5, -5}, {5, 5}, {}, impatient).report.status, SolveStatus::cancelled);
}

TEST(BoundedOptimum, WrongBoundsThrow) {
  Observer silent;
  EXPECT_THROW((void)maximise(rosenbrock, {0, 0}, {0}, {1}, {}, silent), std::invalid_argument);
  EXPECT_THROW((void)maximise(rosenbrock, {0, 0}, {0, 1}, {1, 1}, {}, silent), std::invalid_argument);
}

}  // namespace
}  // namespace parley::numerics
