#pragma once

#include "parley/equilibrium/solve.hpp"

namespace parley::strategy {

struct FormulaOptions {
  /// Whether partners' own tariffs count (delta of the article); the published program leaves them out.
  bool counts_partner_tariffs = true;
  /// The published program keeps the denominator at one at least, so that no tariff exceeds 100 %.
  double lowest_denominator = 0;
};

/// The best uniform tariff of a country as a function of observed statistics, at a solved economy.
///
///     t_i = 1 / sum_{j != i, k} chi_ijk theta_k (1 - (1 - delta_jk) lambda_ijk)
///     delta_jk = t_j lambda_jjk e_jk / (1 + t_j lambda_jj)
///
/// chi share of (j,k) in i's export revenue, lambda expenditure shares, e spending shares, t_j the partner's mean tariff.
/// Exact for two countries without input links and a partner at free trade; it leaves out third countries' wages.
/// Source  Lashkaripour (2021, J. Int. Econ. 131:103419), eq. 14.
[[nodiscard]] double formula_tariff(const Baseline& baseline, const Shock& shock, const Equilibrium& solved,
                                    Country who, const FormulaOptions& options = {});

/// Uniform tariffs that all agree with the formula at once; use only where report.usable().
struct FormulaWar {
  std::vector<double> tariff;  ///< of each player, fraction
  Equilibrium equilibrium;
  SolveReport report;
};

/// The players' tariffs on `sectors` from all partners set by the formula, the rest of `shock` held.
///
/// One player: its best tariff by formula. All: the formula's Nash war.
[[nodiscard]] FormulaWar formula_war(const Baseline& baseline, const Shock& shock, const std::vector<Country>& players,
                                     const std::vector<Sector>& sectors, const FormulaOptions& options,
                                     Observer& observer);

}  // namespace parley::strategy
