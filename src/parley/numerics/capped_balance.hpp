#pragma once

#include <vector>

#include "parley/numerics/balance.hpp"

namespace parley::numerics {

/// The table nearest to `seed` (in relative entropy) with the given margins and no cell above its cap.
///
///     x[r,c] = min(cap[r,c], u[r] seed[r,c] v[c]),   sum_c x = row_total[r],   sum_r x = column_total[c]
///
/// Units   any, the same in seed, cap and totals.
/// Errors  InputError as balance(). Margins that the caps forbid: `converged` is false.
[[nodiscard]] BalancedTable capped_balance(const BalanceTable& seed, const BalanceTable& cap,
                                           const std::vector<double>& row_total,
                                           const std::vector<double>& column_total, const BalanceOptions& options = {});

}  // namespace parley::numerics
