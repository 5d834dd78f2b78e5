#include "parley/numerics/balance.hpp"

#include <algorithm>
#include <utility>

#include "parley/numerics/balance_check.hpp"

namespace parley::numerics {
namespace {

void scale_rows(BalanceTable& table, const std::vector<double>& totals) {
  const std::vector<double> sums = balance_row_sums(table);
  for (const BalanceRow r : all<BalanceRow>(table.extent(0))) {
    const double factor = sums[r.value()] > 0 ? totals[r.value()] / sums[r.value()] : 0.0;
    for (double& value : table.row(r)) value *= factor;
  }
}

void scale_columns(BalanceTable& table, const std::vector<double>& totals) {
  const std::vector<double> sums = balance_column_sums(table);
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
  check_balance_input(seed, row_total, column_total);
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
    report.largest_gap = balance_gap(result.table, row_total, column_total) / scale;
    report.converged = report.largest_gap <= options.tolerance;
  }
  return result;
}

}  // namespace parley::numerics
