#pragma once

#include <vector>

#include "parley/base/observer.hpp"
#include "parley/economy/affiliate_reform.hpp"
#include "parley/equilibrium/commitments/commitments.hpp"

namespace parley {

/// An ad valorem equivalent of a services restriction with its 95 % interval.
struct AdValoremEquivalent {
  double central = 0;  ///< exp(-b (s0 - s1) / (sigma - 1)) - 1, b < 0
  double low = 0;      ///< at b + 1.96 standard errors
  double high = 0;     ///< at b - 1.96 standard errors
};
/// What a higher restrictiveness index costs a foreign supplier.
///
/// Source  Benz & Jaax (2020, OECD Trade Policy Paper 238; 2022, Economics Letters).
/// Errors  std::invalid_argument for sigma <= 1.
[[nodiscard]] AdValoremEquivalent ad_valorem_equivalent(const RestrictivenessSlope& slope, double index_before,
                                                        double index_after);

/// A nest of domestic firms and foreign affiliates that share a host's unit cost.
struct AffiliateNest {
  double share = 0;      ///< s' = s h^-theta / (1 - s + s h^-theta)
  double price_hat = 1;  ///< (1 - s + s h^-theta)^(-1/theta)
};
/// After the affiliates' cost wedge changes by h_hat.
///
/// Source  Ramondo & Rodriguez-Clare (2013, JPE 121:2), services that do not cross borders.
/// Errors  std::invalid_argument unless 0 <= share < 1, theta > 0, h_hat > 0.
[[nodiscard]] AffiliateNest affiliate_nest(double share, double trade_elasticity, double cost_hat);

/// What one reform does at a solution.
struct ReformOutcome {
  double cost_hat = 1;      ///< h_hat of the owner's affiliates
  double cost_hat_low = 1;  ///< the 95 % interval that the slope's standard error gives it
  double cost_hat_high = 1;
  double share_before = 0;  ///< of the host's own sales in the sector
  double share_after = 0;
  double owner_income_before = 0;  ///< kappa / (1 + theta) times affiliate sales, and licence fees; million
  double owner_income_after = 0;
  /// What the reform is worth so many months earlier, million: B (e^(-r t1) - e^(-r t2)) / r with B the owner's gain.
  double value_of_acceleration = 0;
};

/// An equilibrium with reforms: the affiliates' nests are wedges on the host's own sales, the owners' profits transfers.
struct ReformedEquilibrium {
  CommittedEquilibrium solved;  ///< its shock holds the wedges; show nothing unless solved.report.usable()
  std::vector<ReformOutcome> reforms;
};

/// A shock with reforms added: a wedge on the host's own sales, and the owner's claim on them.
///
///     h_hat = exp(-b (s1 - s0) / (sigma - 1)) (1 + wedge') / (1 + wedge)
///     iceberg_hat[sector, host, host] = price_hat of the nest;   value added stays in the host
///     T' = (kappa' / (1 + theta) s' + fees' / F) F'[sector, host, host];   host's income falls and the owner's rises by
///     T' - T, F the base's own sales
/// Errors  as solve_with_reforms().
[[nodiscard]] Shock with_reforms(const Baseline& baseline, Shock shock, const std::vector<AffiliateReform>& reforms);

/// What the reforms come to at a solution of with_reforms().
[[nodiscard]] std::vector<ReformOutcome> reform_outcomes(const Baseline& baseline,
                                                         const std::vector<AffiliateReform>& reforms,
                                                         const Equilibrium& equilibrium);

/// Solves a shock with commitments and reforms together.
///
/// Errors  InputError for a cap outside [0, 1], a host that is its own owner, affiliates larger than the host's sales,
///         or a baseline whose deficits are balanced (there income cannot cross borders).
[[nodiscard]] ReformedEquilibrium solve_with_reforms(const Baseline& baseline, const Shock& shock,
                                                     const std::vector<Commitment>& commitments,
                                                     const std::vector<AffiliateReform>& reforms,
                                                     const CommitmentOptions& options, Observer& observer);

}  // namespace parley
