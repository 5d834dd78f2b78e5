#pragma once

#include "parley/base/array.hpp"
#include "parley/base/solve_report.hpp"
#include "parley/economy/baseline.hpp"
#include "parley/economy/shock.hpp"

namespace parley {

/// The solution in changes and levels; use only where report.usable().
struct Equilibrium {
  SolveReport report;

  Array<Country> wage_hat;                  ///< where value added cannot move, its index: w_hat VA is value added
  Array<Country, Sector> factor_price_hat;  ///< r_hat; empty where every sector pays the wage
  Array<Country, Sector> unit_cost_hat;
  Array<Country, Sector> price_index_hat;
  Array<Country, Sector> expenditure_new;      ///< X', tariff-inclusive
  Array<Country, Sector> gross_output_new;     ///< Y', exporter prices
  Array<Sector, Importer, Exporter> flow_new;  ///< F', exporter prices, export taxes excluded
  Array<Country> tariff_revenue_new;
  Array<Country> export_tax_revenue_new;
  Array<Country> deficit_new;
  Array<Country> income_new;
};

}  // namespace parley
