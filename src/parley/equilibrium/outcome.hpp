#pragma once

#include "parley/equilibrium/equilibrium.hpp"

namespace parley {

/// Caliendo-Parro's first-order welfare terms, each in per cent of base income, by partner and sector.
///
/// country(n) sums equal the table columns; own sales only enter wedge_cost.
struct Decomposition {
  Array<Country, Partner, Sector> terms_of_trade_pct;
  Array<Country, Partner, Sector> volume_of_trade_pct;  ///< import volume + export volume (export taxes)
  Array<Country, Partner, Sector> wedge_cost_pct;
  Array<Country> transfers_pct;
};

/// Everything a table or chart shows, in per cent and millions, for one solved case.
struct Outcome {
  // by country
  Array<Country> welfare_pct;      ///< first-order sum (CP eq. 15): the figure the article prints
  Array<Country> real_income_pct;  ///< exact: I_hat / prod P_hat^alpha - 1
  Array<Country> equivalent_variation_musd;
  Array<Country> terms_of_trade_pct;
  Array<Country> volume_of_trade_pct;
  Array<Country> wedge_cost_pct;
  Array<Country> transfers_pct;
  Array<Country> real_wage_pct;  ///< w_hat / P - 1: real value added in every horizon, the real wage in the long run
  Array<Country> wage_hat;
  Array<Country> price_index_hat;  ///< consumer price index
  Array<Country> exports_pct;      ///< to other countries, nominal, in the numeraire, exporter prices
  Array<Country> imports_pct;
  Array<Country> exports_before_musd, exports_after_musd;
  Array<Country> imports_before_musd, imports_after_musd;
  Array<Country> tariff_revenue_change_musd;

  // by country and sector
  Array<Country, Sector> output_pct;          ///< volume: Y'/Y / c_hat - 1
  Array<Country, Sector> value_added_pct;     ///< nominal in the numeraire: (b'/b) Y'/Y - 1, b' = b in the long run
  Array<Country, Sector> employment_pct;      ///< value added over what the sector's factors are paid: L_hat - 1
  Array<Country, Sector> factor_price_pct;    ///< real: r_hat / P - 1; empty where every sector pays the wage
  Array<Country, Sector> price_pct;           ///< buyers' price index, tariffs included
  Array<Country, Sector> sector_exports_pct;  ///< NaN where there was no base trade
  Array<Country, Sector> sector_imports_pct;

  Decomposition decomposition;

  double world_real_income_pct = 0;  ///< sum of equivalent variations over world income
};

/// Consumer price index over the base's, in the numeraire:  prod_j P_hat_j^alpha_j  of one country.
[[nodiscard]] double consumer_price_hat(const Baseline& baseline, const Equilibrium& equilibrium, Country n);

/// The base income that would buy what the new one buys, less the base income: I0 (I' / I0 / prod P_hat^alpha - 1), million.
[[nodiscard]] double equivalent_variation_musd(const Baseline& baseline, const Equilibrium& equilibrium, Country n);

/// Levels, per cent and decompositions from a usable equilibrium.
///
/// Source  Caliendo & Parro (2015), eq. 15 with dln z = z_hat - 1; exact welfare as in docs/model/welfare.md.
[[nodiscard]] Outcome outcome(const Baseline& baseline, const Shock& shock, const Equilibrium& equilibrium);

}  // namespace parley
