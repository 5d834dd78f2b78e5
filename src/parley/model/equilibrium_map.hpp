#pragma once

#include <span>
#include <vector>

#include "parley/model/shocked_economy.hpp"

namespace parley::model {

/// Levels of production and of the nest of trade that the long run does without; empty there.
struct ProductionLevels {
  explicit ProductionLevels(const ShockedEconomy& economy);
  Array<Sector, Country> log_price;              ///< ln P that the map was given
  Array<Sector, Country> log_factor_price;       ///< ln r_hat
  Array<Sector, Country> log_materials;          ///< ln M_hat
  Array<Sector, Country> price_power;            ///< P^(1-em)
  Array<Sector, Country> materials_power;        ///< M^(1-em)
  Array<Sector, Country> value_added_share_new;  ///< b'
  Array<Sector, Country> materials_share_new;    ///< sum_k g'
  Array<Sector, Country> materials_use;          ///< Y' sum_k g' / M^(1-em)
  Array<Sector, Country> log_price_new;          ///< ln P+
  Array<Sector, Country> home_share;             ///< pi' of home goods; zero where one level holds them all
  Array<Sector, Country> demand;                 ///< per unit of a foreign supplier's term: X' (1 - pi'_home) / Phi
};

/// Levels met on the way through one evaluation of the map; doubles as its preallocated memory.
struct MapState {
  explicit MapState(const ShockedEconomy& economy);
  std::vector<double> wage_hat;               ///< [country]
  std::vector<double> world_value_added_hat;  ///< one value
  Array<Sector, Country> log_unit_cost;       ///< ln c_hat
  Array<Sector, Country> supply_term;         ///< c_hat^-theta, times e^-supply_scale_log of the sector
  std::vector<double> supply_scale_log;       ///< [sector] zero but where c_hat^-theta would overflow or vanish
  Array<Sector, Country> price_term;          ///< Phi = sum_i A v = P_hat^-theta
  Array<Sector, Country> expenditure;         ///< X' that the map was given
  Array<Sector, Country> border_imports;      ///< sum_i (1+x') F' over all origins, own sales included
  Array<Sector, Country> border_exports;      ///< sum_n (1+x') F' over all destinations, own sales included
  Array<Sector, Country> gross_output;        ///< Y' = sum_n F'
  std::vector<double> tariff_revenue;
  std::vector<double> export_tax_revenue;
  std::vector<double> earned_income;  ///< E' = w VA + both revenues
  std::vector<double> income;
  std::vector<double> deficit;
  std::vector<double> deficit_remainder;  ///< m', one value, under share_of_own_income
  std::vector<double> row_scratch;        ///< [max(country, sector)]
  std::vector<double> column_scratch;     ///< [sector]
  ProductionLevels production;            ///< empty in the long run
};

/// E(q, z) = (e^(q z) - 1) / q and its inverse L(q, y) = ln(1 + q y) / q, exact at and near q = 0, where both are the
/// identity.
[[nodiscard]] double power_change(double exponent, double log_value);
[[nodiscard]] double log_of_change(double exponent, double change);

/// F'[s,n,i] at exporter prices, from the levels of an evaluation.
[[nodiscard]] double flow_at(const ShockedEconomy& economy, const MapState& state, Sector s, Importer n, Exporter i);

/// One evaluation of the equilibrium map on (ln w, ln P, ln X/X0); returns the scaled residual at x.
///
///     c_hat[n,j] = w^b prod_k P[n,k]^g;   Phi[n,j] = sum_i A[j,i,n] c_hat[i,j]^-theta;   P+ = Phi^(-1/theta)
///     F'[n,i,j] = B c_hat^-theta X'/Phi;  Y' = sum_n F';   I' = w VA + tariff + export tax revenue + D'
///     D' under the deficit rule (see Deficits), then moved from payers to receivers by every claim, rate F'
///     X+[n,j] = sum_k g[n,j,k] Y'[n,k] + alpha I';   w+ = w (1 + step (border exports + D' - border imports) / VA)
///
/// The residual is the largest of |ln P+ - ln P|, |ln X+ - ln X| and |trade balance gap| / (w VA).
/// Where production has another structure (docs/model/short-run.md) unit costs and input shares are CES, home goods may
/// stand in a nest of their own, and ln r[n,j]/w[n] join the unknowns, with residual |mu (ln v - ln w) - ln r/w|.
/// Allocates nothing.   Cost  O(J N^2 + N J^2).   Source  Caliendo & Parro (2015), eqs. 10-14.
double evaluate(const ShockedEconomy& economy, std::span<const double> x, std::span<double> image, MapState& state);

}  // namespace parley::model
