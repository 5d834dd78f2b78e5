#pragma once

#include "parley/base/observer.hpp"
#include "parley/base/solve_report.hpp"
#include "parley/model/gravity.hpp"

namespace parley {

/// A solved gravity economy; use only where report.usable().
struct GravityEquilibrium {
  SolveReport report;
  model::GravityState state;
  std::vector<double> welfare_hat;  ///< E_hat/Y_hat (p_hat/P_hat)^(1+psi)
};

/// The positive equilibrium of one-sector structural gravity in changes, in logarithms of prices.
///
/// `start` is ln p_hat of every country, none: zeros. There is one positive equilibrium, whatever the start.
/// Errors  InputError for a table whose shapes differ, a country that sells or buys nothing, an effect that is not
///         positive, theta <= 0 or psi < 0, a start of another length; a failed solve is a status.
[[nodiscard]] GravityEquilibrium solve(const model::GravityEconomy& economy, const model::GravityShock& shock,
                                       Observer& observer, std::vector<double> start = {});

}  // namespace parley
