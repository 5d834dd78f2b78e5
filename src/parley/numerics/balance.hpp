#pragma once

#include <string>
#include <vector>

#include "parley/base/array.hpp"

namespace parley::numerics {

struct BalanceRowAxis;
struct BalanceColumnAxis;
using BalanceRow = Index<BalanceRowAxis>;
using BalanceColumn = Index<BalanceColumnAxis>;
using BalanceTable = Array<BalanceRow, BalanceColumn>;

struct BalanceOptions {
  double tolerance = 1e-12;  ///< stops when max |row sum - target| <= tolerance * largest target (columns hold exactly)
  int iteration_limit = 100000;  ///< row and column passes
};

struct BalanceReport {
  bool converged = false;
  int iterations = 0;
  double largest_gap = 0;  ///< max |row or column sum - target| / largest target, measured on the result
};

struct BalancedTable {
  BalanceTable table;
  BalanceReport report;
};

/// The table nearest to `seed` (in relative entropy) with the given margins, by alternate scaling (RAS).
///
///     x[r,c] = u[r] seed[r,c] v[c],   sum_c x = row_total[r],   sum_r x = column_total[c]
///
/// Units   any, the same in seed and totals.      Keeps  zeros, and every odds ratio of the seed.
/// Errors  InputError: a negative or non-finite number, totals that differ by more than 1e-9 of their sum, a positive
///         total over an empty row or column. Margins that the zeros forbid: `converged` is false.
/// Source  Bacharach (1970), Biproportional Matrices and Input-Output Change.
[[nodiscard]] BalancedTable balance(BalanceTable seed, const std::vector<double>& row_total,
                                    const std::vector<double>& column_total, const BalanceOptions& options = {});

}  // namespace parley::numerics
