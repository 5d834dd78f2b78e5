#pragma once

#include "parley/base/observer.hpp"
#include "parley/base/solve_report.hpp"
#include "parley/model/fixed_firms.hpp"

namespace parley {

/// A solved economy with a fixed number of firms; use only where report.usable().
struct FixedFirmsEquilibrium {
  SolveReport report;
  model::FixedFirmsState state;
  std::vector<double> welfare_hat;  ///< E_hat / prod_j P_hat^mu
  std::vector<double> profit_hat;   ///< all sectors together
};

/// Solves the model in changes.
///
/// Errors  InputError for shapes that differ, trade that is negative, sigma <= 1, a tariff of -100 % or less, a tariff on
///         own sales; a failed solve is a status.
[[nodiscard]] FixedFirmsEquilibrium solve(const model::FixedFirmsEconomy& economy, const model::FixedFirmsShock& shock,
                                          Observer& observer);

/// The economy without aggregate imbalances at unchanged tariffs: Ossa's purging.
struct PurgedEconomy {
  model::FixedFirmsEconomy economy;
  SolveReport report;
};
[[nodiscard]] PurgedEconomy without_imbalances(const model::FixedFirmsEconomy& economy, Observer& observer);

}  // namespace parley
