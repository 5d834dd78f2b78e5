#include "parley/numerics/balance.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "parley/base/error.hpp"

namespace parley::numerics {
namespace {

double sum(const std::vector<double>& values) { return std::accumulate(values.begin(), values.end(), 0.0); }

std::vector<double> row_sums(const BalanceTable& table) {
  std::vector<double> sums(table.extent(0), 0.0);
  for (const BalanceRow r : all<BalanceRow>(table.extent(0))) {
    for (const double value : table.row(r)) sums[r.value()] += value;
  }
  return sums;
}

std::vector<double> column_sums(const BalanceTable& table) {
  std::vector<double> sums(table.extent(1), 0.0);
  for (const BalanceRow r : all<BalanceRow>(table.extent(0))) {
    for (const BalanceColumn c : all<BalanceColumn>(table.extent(1))) sums[c.value()] += table(r, c);
  }
  return sums;
}

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

void check_input(const BalanceTable& seed, const std::vector<double>& row_total,
                 const std::vector<double>& column_total) {
  for (const double value : seed.values()) {
    if (!std::isfinite(value) || value < 0) throw InputError({}, "balance: a seed cell is negative or not finite");
  }
  check_line(row_sums(seed), row_total, "row");
  check_line(column_sums(seed), column_total, "column");
  const double rows = sum(row_total);
  const double columns = sum(column_total);
  if (std::abs(rows - columns) > 1e-9 * std::max(rows, columns)) {
    throw InputError(
        {}, "balance: row totals sum to " + std::to_string(rows) + ", column totals to " + std::to_string(columns));
  }
}

void scale_rows(BalanceTable& table, const std::vector<double>& totals) {
  const std::vector<double> sums = row_sums(table);
  for (const BalanceRow r : all<BalanceRow>(table.extent(0))) {
    const double factor = sums[r.value()] > 0 ? totals[r.value()] / sums[r.value()] : 0.0;
    for (double& value : table.row(r)) value *= factor;
  }
}

void scale_columns(BalanceTable& table, const std::vector<double>& totals) {
  const std::vector<double> sums = column_sums(table);
  for (const BalanceRow r : all<BalanceRow>(table.extent(0))) {
    for (const BalanceColumn c : all<BalanceColumn>(table.extent(1))) {
      const double total = sums[c.value()];
      table(r, c) *= total > 0 ? totals[c.value()] / total : 0.0;
    }
  }
}

}  // namespace

BalancedTable balance(BalanceTable seed, const std::vector<double>& row_total, const std::vector<double>& column_total,
                      const BalanceOptions& options) {
  check_input(seed, row_total, column_total);
  BalancedTable result{std::move(seed), {}};
  double scale = 0;
  for (const double total : row_total) scale = std::max(scale, total);
  for (const double total : column_total) scale = std::max(scale, total);
  if (scale == 0) {
    result.table.fill(0);
    result.report.converged = true;
    return result;
  }
  BalanceReport& report = result.report;
  while (report.iterations < options.iteration_limit && !report.converged) {
    ++report.iterations;
    scale_rows(result.table, row_total);
    scale_columns(result.table, column_total);
    report.largest_gap = std::max(largest_difference(row_sums(result.table), row_total),
                                  largest_difference(column_sums(result.table), column_total)) /
                         scale;
    report.converged = report.largest_gap <= options.tolerance;
  }
  return result;
}

}  // namespace parley::numerics
