#pragma once

#include <vector>

#include "parley/numerics/balance.hpp"

namespace parley::numerics {

struct WeightedBalanceOptions {
  /// Stops when |row or column sum - target| <= tolerance * that target for every line.
  double tolerance = 1e-13;
  int iteration_limit = 200;  ///< Newton steps
};

/// The table nearest to `prior` with the given margins, where some cells are known better than others.
///
///     min sum_rc w[r,c] (x ln(x / q) - x + q),  sum_c x = row_total[r],  sum_r x = column_total[c]
///     =>  x[r,c] = q[r,c] exp((a[r] + b[c]) / w[r,c])
///
/// With equal weights it is RAS. The multipliers a, b minimise sum w q exp((a + b) / w) - a.row_total - b.column_total,
/// a convex function, by Newton steps that are shortened until it falls.
/// Units   any, the same in prior and totals.      Keeps  zeros.
/// Errors  InputError as balance(), and for a weight that is not positive. Margins that the zeros forbid: `converged` is
///         false. `largest_gap` is relative to the line's own target.
/// Source  Golan, Judge and Robinson (1994), Review of Economics and Statistics 76, for cross-entropy balancing.
[[nodiscard]] BalancedTable weighted_balance(const BalanceTable& prior, const BalanceTable& weight,
                                             const std::vector<double>& row_total,
                                             const std::vector<double>& column_total,
                                             const WeightedBalanceOptions& options = {});

}  // namespace parley::numerics
