#include "parley/numerics/weighted_balance.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>

#include "parley/base/error.hpp"
#include "parley/numerics/balance_check.hpp"
#include "parley/numerics/capped_balance.hpp"

namespace parley::numerics {
namespace {

BalanceTable drawn(std::size_t rows, std::size_t columns, int least = 1) {
  BalanceTable result(rows, columns);
  for (double& value : result.values()) value = *rc::gen::inRange(least, 1000);
  return result;
}

double largest_difference(const BalanceTable& left, const BalanceTable& right) {
  double largest = 0;
  for (std::size_t cell = 0; cell < left.size(); ++cell) {
    largest = std::max(largest, std::abs(left.values()[cell] - right.values()[cell]));
  }
  return largest;
}

RC_GTEST_PROP(WeightedBalance, WithEqualWeightsIsRas, ()) {
  const auto size = static_cast<std::size_t>(*rc::gen::inRange(2, 7));
  const BalanceTable prior = drawn(size, size);
  const BalanceTable target = drawn(size, size);
  BalanceTable weight = prior;
  weight.fill(3);
  const std::vector<double> rows = balance_row_sums(target);
  const std::vector<double> columns = balance_column_sums(target);
  const BalancedTable weighted = weighted_balance(prior, weight, rows, columns);
  RC_ASSERT(weighted.report.largest_gap < 1e-12);
  const BalancedTable ras = balance(prior, rows, columns, {.tolerance = 1e-13});
  RC_ASSERT(largest_difference(weighted.table, ras.table) < 1e-6);
}

// x = q exp((a + b) / w): w ln(x / q) has the odds ratios of one, whatever the weights.
RC_GTEST_PROP(WeightedBalance, MeetsMarginsAndItsFirstOrderConditions, ()) {
  const auto rows = static_cast<std::size_t>(*rc::gen::inRange(2, 8));
  const auto columns = static_cast<std::size_t>(*rc::gen::inRange(2, 8));
  const BalanceTable prior = drawn(rows, columns);
  const BalanceTable target = drawn(rows, columns);
  BalanceTable weight = prior;
  for (double& value : weight.values()) value = *rc::gen::element(1.0, 4.0, 25.0);
  const BalancedTable result = weighted_balance(prior, weight, balance_row_sums(target), balance_column_sums(target));
  RC_ASSERT(result.report.largest_gap < 1e-11);
  const auto multiplier = [&](std::size_t r, std::size_t c) {
    const BalanceRow row(r);
    const BalanceColumn column(c);
    return weight(row, column) * std::log(result.table(row, column) / prior(row, column));
  };
  for (std::size_t r = 1; r < rows; ++r) {
    for (std::size_t c = 1; c < columns; ++c) {
      const double odds = multiplier(r, c) + multiplier(0, 0) - multiplier(r, 0) - multiplier(0, c);
      RC_ASSERT(std::abs(odds) < 1e-7);
    }
  }
}

TEST(WeightedBalance, HeavyCellsStayWhereTheyAre) {
  BalanceTable prior(2, 2);
  prior.fill(10);
  BalanceTable weight(2, 2);
  weight.fill(1);
  weight(BalanceRow(0), BalanceColumn(0)) = 1e6;
  const BalancedTable result = weighted_balance(prior, weight, {24, 16}, {20, 20});
  EXPECT_TRUE(result.report.converged);
  EXPECT_NEAR(result.table(BalanceRow(0), BalanceColumn(0)), 10, 1e-4);
  EXPECT_NEAR(result.table(BalanceRow(0), BalanceColumn(1)), 14, 1e-4);
}

TEST(WeightedBalance, KeepsZerosAndEmptyLines) {
  BalanceTable prior(3, 3);
  prior(BalanceRow(0), BalanceColumn(0)) = 1;
  prior(BalanceRow(0), BalanceColumn(1)) = 2;
  prior(BalanceRow(1), BalanceColumn(1)) = 1e-9;
  BalanceTable weight(3, 3);
  weight.fill(1);
  const BalancedTable result = weighted_balance(prior, weight, {5e6, 1, 0}, {4e6, 1e6 + 1, 0});
  EXPECT_LT(result.report.largest_gap, 1e-12);
  EXPECT_EQ(result.table(BalanceRow(1), BalanceColumn(0)), 0);
  EXPECT_EQ(result.table(BalanceRow(2), BalanceColumn(2)), 0);
  EXPECT_NEAR(result.table(BalanceRow(1), BalanceColumn(1)), 1, 1e-12);
}

TEST(WeightedBalance, SaysWhatCannotBe) {
  BalanceTable prior(2, 2);
  prior(BalanceRow(0), BalanceColumn(0)) = 1;
  prior(BalanceRow(1), BalanceColumn(1)) = 1;
  BalanceTable weight(2, 2);
  weight.fill(1);
  EXPECT_FALSE(weighted_balance(prior, weight, {2, 1}, {1, 2}).report.converged);
  weight.fill(0);
  EXPECT_THROW(static_cast<void>(weighted_balance(prior, weight, {1, 1}, {1, 1})), InputError);
  weight.fill(1);
  EXPECT_THROW(static_cast<void>(weighted_balance(prior, weight, {1, 1}, {1, 2})), InputError);
}

// Caps that another table keeps can be kept with its margins.
RC_GTEST_PROP(CappedBalance, MeetsMarginsBelowItsCaps, ()) {
  const std::size_t columns = static_cast<std::size_t>(*rc::gen::inRange(2, 9));
  const BalanceTable seed = drawn(2, columns);
  const BalanceTable target = drawn(2, columns);
  BalanceTable cap = target;
  for (double& value : cap.values()) value *= 1 + 0.1 * *rc::gen::inRange(1, 9);
  const std::vector<double> rows = balance_row_sums(target);
  const BalancedTable result = capped_balance(seed, cap, rows, balance_column_sums(target));
  RC_ASSERT(result.report.converged);
  for (std::size_t cell = 0; cell < cap.size(); ++cell) {
    RC_ASSERT(result.table.values()[cell] <= cap.values()[cell]);
    RC_ASSERT(result.table.values()[cell] >= 0);
  }
  RC_ASSERT(balance_gap(result.table, rows, balance_column_sums(target)) < 1e-8);
}

TEST(CappedBalance, IsRasWhereNoCapBinds) {
  BalanceTable seed(2, 2);
  seed(BalanceRow(0), BalanceColumn(0)) = 1;
  seed(BalanceRow(0), BalanceColumn(1)) = 2;
  seed(BalanceRow(1), BalanceColumn(0)) = 3;
  seed(BalanceRow(1), BalanceColumn(1)) = 4;
  BalanceTable cap(2, 2);
  cap.fill(100);
  const BalancedTable capped = capped_balance(seed, cap, {4, 6}, {5, 5});
  const BalancedTable ras = balance(seed, {4, 6}, {5, 5});
  EXPECT_LT(largest_difference(capped.table, ras.table), 1e-10);
}

TEST(CappedBalance, FillsLinesThatNeedAllOfTheirCaps) {
  BalanceTable seed(2, 3);
  seed.fill(1);
  BalanceTable cap(2, 3);
  cap.fill(10);
  cap(BalanceRow(0), BalanceColumn(1)) = 2;
  cap(BalanceRow(1), BalanceColumn(1)) = 1;
  const BalancedTable result = capped_balance(seed, cap, {6, 5}, {4, 3, 4});
  EXPECT_TRUE(result.report.converged);
  EXPECT_EQ(result.table(BalanceRow(0), BalanceColumn(1)), 2);
  EXPECT_EQ(result.table(BalanceRow(1), BalanceColumn(1)), 1);
}

TEST(CappedBalance, SaysWhereCapsForbidTheTotals) {
  BalanceTable seed(2, 2);
  seed.fill(1);
  BalanceTable cap(2, 2);
  cap.fill(1);
  EXPECT_FALSE(capped_balance(seed, cap, {3, 1}, {2, 2}).report.converged);
}

}  // namespace
}  // namespace parley::numerics
