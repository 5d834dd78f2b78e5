#pragma once

#include "parley/base/array.hpp"
#include "parley/economy/baseline.hpp"

namespace parley::model {

/// What the equilibrium map needs of a production structure that is not the long run's.
///
/// With n a country, j a sector, k an input, i an exporter:
///     mix        s[n,k,j] = g[n,k,j] / sum_k g[n,k,j]
///     step       1 / max(0.2, 1 + mu k[i,j]),  k the slope of ln demand for the sector's value added by its own price
struct ProductionTerms {
  double immobility = 0;   ///< mu
  double value_added = 0;  ///< 1 - ev
  double materials = 0;    ///< 1 - em
  Array<Country, InputSector, Sector> mix;
  Array<Country, Sector, InputSector> mix_demand;  ///< the same, one row an output
  Array<Sector, Country> value_added_share;        ///< b
  Array<Sector, Country> materials_share;          ///< sum_k g
  Array<Sector, Country> base_output;              ///< Y; zero marks a cell that makes nothing
  Array<Sector, Country> step;
  Array<Sector, Exporter, Importer> share;           ///< pi at the base, zero at home where home goods have their nest
  Array<Sector, Exporter, Importer> log_trade_cost;  ///< ln kappa_hat
  Array<Sector, Country> import_share;               ///< 1 - pi[n,n] in the nest, else one
  Array<Sector, Country> home_share;                 ///< pi[n,n] in the nest, else zero
  Array<Sector, Country> home_factor;                ///< 1 + t[n,n]
  Array<Sector> home_elasticity;                     ///< theta_d; empty: one level
  [[nodiscard]] bool has_own_factor_prices() const { return immobility > 0.0; }
  [[nodiscard]] bool is_nested() const { return !home_elasticity.empty(); }
};

/// Below this, powers of a number near one lose digits: prices are then summed by E and L, see power_change().
inline constexpr double smallest_plain_exponent = 0.05;

/// Whether a baseline needs them: another structure, or a trade elasticity that is not positive.
[[nodiscard]] bool has_production_terms(const Baseline& baseline);

/// Errors  none here; check_production() in parley/equilibrium/check_shock.hpp looks at the numbers.
[[nodiscard]] ProductionTerms production_terms(const Baseline& baseline);

}  // namespace parley::model
