#pragma once

#include <span>
#include <vector>

#include "parley/model/equilibrium_map.hpp"

namespace parley::model {

/// How much an outcome rises with each level met during one evaluation of the map, everything else held: dV/d(level).
///
/// An outcome that is a sum of others has the sum of their seeds.
struct LevelSeeds {
  explicit LevelSeeds(const ShockedEconomy& economy);
  Array<Country> log_wage;
  Array<Sector, Country> log_price;
  Array<Sector, Country> log_unit_cost;
  Array<Country> income;
  Array<Country> tariff_revenue;
  Array<Sector, Country> gross_output;
  Array<Sector, Exporter, Importer> flow;  ///< F' at exporter prices; empty where the outcome has no flows
  /// ln v = ln of a sector's value added over its base value, and ln r/w; empty in the long run.
  Array<Sector, Country> log_value_added, log_factor_premium;
};

/// dV/d of the trade terms of a ShockedEconomy, exporter by importer, as one call adds them up.
///
/// Where production has another structure: `delivered` with respect to ln kappa, the other two to ln of the value at
/// border and exporter prices, everything else held.
struct TradeTermGradient {
  Array<Sector, Exporter, Importer> delivered;
  Array<Sector, Exporter, Importer> border;
  Array<Sector, Exporter, Importer> export_price;  ///< with respect to B, also where B equals C
};

/// Working memory of reverse(); allocate once per solve.
struct AdjointState {
  explicit AdjointState(const ShockedEconomy& economy);
  std::vector<double> wage, gap, income, earned;  ///< `earned`: of income before the deficit
  Array<Sector, Country> output, expenditure, log_cost;
  std::vector<double> demand, price_term, imports, exports, row;
  // Empty in the long run.
  Array<Sector, Country> log_materials, log_factor_price, log_price, log_premium;
  std::vector<double> home_value, use;
};

/// The transposed Jacobian of the equilibrium map: x_seed = (dg/dx)' image_seed + level seeds pulled back to x.
///
/// `at` must hold the levels of an evaluation at a solution (the wage step is not clamped there).
/// Where `terms` is given, dV/d(trade terms) with these seeds is added to it. Allocates nothing.
/// Cost  about two evaluations of the map.
void reverse(const ShockedEconomy& economy, const MapState& at, std::span<const double> image_seed,
             const LevelSeeds* levels, std::span<double> x_seed, AdjointState& state, TradeTermGradient* terms);

}  // namespace parley::model
