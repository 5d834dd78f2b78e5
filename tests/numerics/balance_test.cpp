#include "parley/numerics/balance.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>

#include "parley/base/error.hpp"

namespace parley::numerics {
namespace {

numerics::BalanceTable table(std::size_t rows, std::size_t columns, const std::vector<double>& values) {
  numerics::BalanceTable result(rows, columns);
  std::copy(values.begin(), values.end(), result.values().begin());
  return result;
}

std::vector<double> row_sums(const numerics::BalanceTable& values) {
  std::vector<double> sums(values.extent(0), 0.0);
  for (const numerics::BalanceRow r : all<numerics::BalanceRow>(values.extent(0))) {
    for (const double value : values.row(r)) sums[r.value()] += value;
  }
  return sums;
}

std::vector<double> column_sums(const numerics::BalanceTable& values) {
  std::vector<double> sums(values.extent(1), 0.0);
  for (const numerics::BalanceRow r : all<numerics::BalanceRow>(values.extent(0))) {
    for (const numerics::BalanceColumn c : all<numerics::BalanceColumn>(values.extent(1)))
      sums[c.value()] += values(r, c);
  }
  return sums;
}

numerics::BalanceTable drawn_table(std::size_t rows, std::size_t columns) {
  numerics::BalanceTable result(rows, columns);
  for (double& value : result.values()) value = *rc::gen::inRange(1, 1000);
  return result;
}

// Margins of another positive table of the same size can always be met.
RC_GTEST_PROP(Balance, MeetsMarginsAndKeepsOddsRatios, ()) {
  const auto rows = static_cast<std::size_t>(*rc::gen::inRange(2, 7));
  const auto columns = static_cast<std::size_t>(*rc::gen::inRange(2, 7));
  const numerics::BalanceTable seed = drawn_table(rows, columns);
  const numerics::BalanceTable target = drawn_table(rows, columns);
  const numerics::BalancedTable balanced = numerics::balance(seed, row_sums(target), column_sums(target));
  RC_ASSERT(balanced.report.converged);
  const std::vector<double> got_rows = row_sums(balanced.table);
  const std::vector<double> want_rows = row_sums(target);
  for (std::size_t r = 0; r < rows; ++r) RC_ASSERT(std::abs(got_rows[r] - want_rows[r]) <= 1e-8 * want_rows[r]);
  const std::vector<double> got_columns = column_sums(balanced.table);
  const std::vector<double> want_columns = column_sums(target);
  for (std::size_t c = 0; c < columns; ++c)
    RC_ASSERT(std::abs(got_columns[c] - want_columns[c]) <= 1e-8 * want_columns[c]);
  const auto odds = [](const numerics::BalanceTable& x, numerics::BalanceRow r, numerics::BalanceColumn c) {
    return std::log(x(r, c)) + std::log(x(numerics::BalanceRow(0), numerics::BalanceColumn(0))) -
           std::log(x(r, numerics::BalanceColumn(0))) - std::log(x(numerics::BalanceRow(0), c));
  };
  for (const numerics::BalanceRow r : all<numerics::BalanceRow>(rows)) {
    for (const numerics::BalanceColumn c : all<numerics::BalanceColumn>(columns)) {
      RC_ASSERT(std::abs(odds(balanced.table, r, c) - odds(seed, r, c)) < 1e-8);
    }
  }
}

TEST(Balance, LeavesABalancedTableAlone) {
  const numerics::BalanceTable seed = table(2, 3, {1, 2, 3, 4, 5, 6});
  const numerics::BalancedTable balanced = numerics::balance(seed, {6, 15}, {5, 7, 9});
  EXPECT_EQ(balanced.table, seed);
  EXPECT_EQ(balanced.report.iterations, 1);
}

// With one column the answer is the row totals, whatever the seed.
TEST(Balance, OneColumnTakesTheRowTotals) {
  const numerics::BalancedTable balanced = numerics::balance(table(3, 1, {5, 1, 9}), {1, 2, 3}, {6});
  EXPECT_TRUE(balanced.report.converged);
  EXPECT_NEAR(balanced.table(numerics::BalanceRow(2), numerics::BalanceColumn(0)), 3.0, 1e-12);
}

TEST(Balance, KeepsZeros) {
  const numerics::BalancedTable balanced = numerics::balance(table(2, 2, {0, 3, 4, 5}), {2, 8}, {3, 7});
  EXPECT_TRUE(balanced.report.converged);
  EXPECT_EQ(balanced.table(numerics::BalanceRow(0), numerics::BalanceColumn(0)), 0.0);
  EXPECT_NEAR(balanced.table(numerics::BalanceRow(1), numerics::BalanceColumn(1)), 5.0, 1e-9);
}

TEST(Balance, SaysWhereZerosForbidTheMargins) {
  const numerics::BalancedTable balanced =
      numerics::balance(table(2, 2, {1, 0, 0, 1}), {2, 1}, {1, 2}, {.iteration_limit = 50});
  EXPECT_FALSE(balanced.report.converged);
  EXPECT_GT(balanced.report.largest_gap, 0.1);
}

TEST(Balance, RefusesWhatCannotBeBalanced) {
  EXPECT_THROW(static_cast<void>(numerics::balance(table(1, 2, {1, -1}), {1}, {1, 0})), InputError);
  EXPECT_THROW(static_cast<void>(numerics::balance(table(1, 2, {1, 1}), {1}, {1, 1})), InputError);
  EXPECT_THROW(static_cast<void>(numerics::balance(table(2, 1, {0, 1}), {1, 1}, {2})), InputError);
  EXPECT_THROW(static_cast<void>(numerics::balance(table(1, 1, {1}), {1, 2}, {3})), InputError);
  EXPECT_THROW(static_cast<void>(numerics::balance(table(1, 1, {std::nan("")}), {1}, {1})), InputError);
}

}  // namespace
}  // namespace parley::numerics
