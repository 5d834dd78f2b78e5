// The loops of the kernels against long double, and against plain loops bit by bit.
#include "parley/base/vector_kernels.hpp"

#include <gtest/gtest.h>

#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <random>
#include <vector>

namespace parley::test {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

std::vector<double> drawn(std::size_t count, double low, double high) {
  std::mt19937_64 random(20180322);
  std::uniform_real_distribution<double> uniform(low, high);
  std::vector<double> values(count);
  for (double& value : values) value = uniform(random);
  return values;
}

/// Distance to a long double in units of the last place of a double.
double units_off(double value, long double exact) {
  const double rounded = std::abs(static_cast<double>(exact));
  const double unit = std::nextafter(rounded, infinity) - rounded;
  return static_cast<double>(std::abs(static_cast<long double>(value) - exact)) / unit;
}

TEST(ExpAll, IsWithinTwoUnitsInTheLastPlace) {
  for (const double reach : {1e-3, 1.0, 30.0, 700.0}) {
    const std::vector<double> in = drawn(20000, -reach, reach);
    std::vector<double> out(in.size());
    exp_all(in, out);
    for (std::size_t k = 0; k < in.size(); ++k)
      ASSERT_LT(units_off(out[k], std::exp(static_cast<long double>(in[k]))), 2.0) << in[k];
  }
}

TEST(LogAll, IsWithinTwoUnitsInTheLastPlace) {
  for (const double reach : {1e-9, 1e-3, 1.0, 30.0, 700.0}) {
    std::vector<double> in = drawn(20000, -reach, reach);
    for (double& x : in) x = std::exp(x);
    std::vector<double> out(in.size());
    log_all(in, out);
    for (std::size_t k = 0; k < in.size(); ++k)
      ASSERT_LT(units_off(out[k], std::log(static_cast<long double>(in[k]))), 2.0) << in[k];
  }
}

TEST(ExpAndLog, KeepTheirExactAndTheirExtremeValues) {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  std::array<double, 6> x{0.0, -0.0, infinity, -infinity, 710.0, -750.0};
  exp_all(x, x);
  EXPECT_EQ(x, (std::array<double, 6>{1.0, 1.0, infinity, 0.0, infinity, 0.0}));
  std::array<double, 3> y{1.0, infinity, 0.0};
  log_all(y, y);
  EXPECT_EQ(y, (std::array<double, 3>{0.0, infinity, -infinity}));
  std::array<double, 2> bad{nan, -1.0};
  log_all(bad, bad);
  EXPECT_TRUE(std::isnan(bad[0]) && std::isnan(bad[1]));
  exp_all(bad, bad);
  EXPECT_TRUE(std::isnan(bad[0]));
}

TEST(ExpAndLog, DoNotDependOnThePlaceInTheVector) {
  const std::vector<double> in = drawn(37, 0.1, 5.0);
  std::vector<double> together(in.size()), logs(in.size());
  exp_all(in, together);
  log_all(in, logs);
  for (std::size_t k = 0; k < in.size(); ++k) {
    double alone = in[k];
    exp_all({&alone, 1}, {&alone, 1});
    EXPECT_EQ(std::bit_cast<std::uint64_t>(alone), std::bit_cast<std::uint64_t>(together[k]));
    alone = in[k];
    log_all({&alone, 1}, {&alone, 1});
    EXPECT_EQ(std::bit_cast<std::uint64_t>(alone), std::bit_cast<std::uint64_t>(logs[k]));
  }
}

class MatrixKernels : public ::testing::TestWithParam<std::size_t> {};

TEST_P(MatrixKernels, SumOfRowsHasTheBitsOfThePlainLoop) {
  const std::size_t columns = GetParam();
  for (const std::size_t rows : {1U, 3U, 22U}) {
    const std::vector<double> matrix = drawn(rows * columns, -1.0, 1.0);
    const std::vector<double> weights = drawn(rows, 0.0, 2.0);
    std::vector<double> out(columns, -7.0);
    sum_of_rows(weights, matrix.data(), out);
    for (std::size_t c = 0; c < columns; ++c) {
      double sum = 0.0;
      for (std::size_t r = 0; r < rows; ++r) sum += weights[r] * matrix[r * columns + c];
      EXPECT_EQ(out[c], sum) << rows << " rows, column " << c << " of " << columns;
    }
  }
}

TEST_P(MatrixKernels, RowProductsAgreeWithLongDoubleAndWithTheirOwnOrder) {
  const std::size_t columns = GetParam();
  const std::vector<double> weights = drawn(columns, 0.0, 2.0);
  const std::vector<double> matrix = drawn(7 * columns, -1.0, 1.0);
  std::vector<double> out(7, -7.0);
  row_products(matrix.data(), weights, out);
  for (std::size_t r = 0; r < out.size(); ++r) {
    long double exact = 0.0L;
    for (std::size_t c = 0; c < columns; ++c) exact += static_cast<long double>(matrix[r * columns + c]) * weights[c];
    EXPECT_NEAR(out[r], static_cast<double>(exact), 1e-15 * static_cast<double>(columns + 1));
    double alone = 0.0;
    row_products(&matrix[r * columns], weights, {&alone, 1});
    EXPECT_EQ(out[r], alone) << "the other rows changed the sum";
  }
}

INSTANTIATE_TEST_SUITE_P(Columns, MatrixKernels, ::testing::Values(1, 5, 8, 15, 16, 22, 31, 32, 44, 77, 160));

}  // namespace
}  // namespace parley::test
