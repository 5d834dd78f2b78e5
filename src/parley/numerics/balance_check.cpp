#include "parley/numerics/balance_check.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>

#include "parley/base/error.hpp"

namespace parley::numerics {
namespace {

double sum(const std::vector<double>& values) { return std::accumulate(values.begin(), values.end(), 0.0); }

double largest_difference(const std::vector<double>& left, const std::vector<double>& right) {
  double largest = 0;
  for (std::size_t each = 0; each < left.size(); ++each)
    largest = std::max(largest, std::abs(left[each] - right[each]));
  return largest;
}

void check_line(const std::vector<double>& sums, const std::vector<double>& totals, const char* kind) {
  if (sums.size() != totals.size()) {
    throw InputError({}, std::string("balance: the table and its ") + kind + " totals differ in number");
  }
  for (std::size_t each = 0; each < totals.size(); ++each) {
    if (!std::isfinite(totals[each]) || totals[each] < 0) {
      throw InputError(
          {}, std::string("balance: ") + kind + " total " + std::to_string(each) + " is negative or not finite");
    }
    if (totals[each] > 0 && !(sums[each] > 0)) {
      throw InputError({}, std::string("balance: ") + kind + " " + std::to_string(each) +
                               " has a positive total but no positive cell");
    }
  }
}

}  // namespace

std::vector<double> balance_row_sums(const BalanceTable& table) {
  std::vector<double> sums(table.extent(0), 0.0);
  for (const BalanceRow r : all<BalanceRow>(table.extent(0))) {
    for (const double value : table.row(r)) sums[r.value()] += value;
  }
  return sums;
}

std::vector<double> balance_column_sums(const BalanceTable& table) {
  std::vector<double> sums(table.extent(1), 0.0);
  for (const BalanceRow r : all<BalanceRow>(table.extent(0))) {
    for (const BalanceColumn c : all<BalanceColumn>(table.extent(1))) sums[c.value()] += table(r, c);
  }
  return sums;
}

double balance_gap(const BalanceTable& table, const std::vector<double>& row_total,
                   const std::vector<double>& column_total) {
  return std::max(largest_difference(balance_row_sums(table), row_total),
                  largest_difference(balance_column_sums(table), column_total));
}

void check_balance_input(const BalanceTable& seed, const std::vector<double>& row_total,
                         const std::vector<double>& column_total) {
  for (const double value : seed.values()) {
    if (!std::isfinite(value) || value < 0) throw InputError({}, "balance: a seed cell is negative or not finite");
  }
  check_line(balance_row_sums(seed), row_total, "row");
  check_line(balance_column_sums(seed), column_total, "column");
  const double rows = sum(row_total);
  const double columns = sum(column_total);
  if (std::abs(rows - columns) > 1e-9 * std::max(rows, columns)) {
    throw InputError(
        {}, "balance: row totals sum to " + std::to_string(rows) + ", column totals to " + std::to_string(columns));
  }
}

}  // namespace parley::numerics
