#pragma once

#include <vector>

#include "parley/numerics/balance.hpp"

namespace parley::numerics {

[[nodiscard]] std::vector<double> balance_row_sums(const BalanceTable& table);
[[nodiscard]] std::vector<double> balance_column_sums(const BalanceTable& table);

/// max |row or column sum - target|, in the table's unit.
[[nodiscard]] double balance_gap(const BalanceTable& table, const std::vector<double>& row_total,
                                 const std::vector<double>& column_total);

/// What every way of balancing asks of its input.
///
/// Errors  InputError: a negative or non-finite number, totals that differ by more than 1e-9 of their sum, a positive
///         total over an empty row or column.
void check_balance_input(const BalanceTable& seed, const std::vector<double>& row_total,
                         const std::vector<double>& column_total);

}  // namespace parley::numerics
