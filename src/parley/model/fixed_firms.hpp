#pragma once

#include <string>
#include <vector>

#include "parley/base/array.hpp"

namespace parley::model {

/// Krugman-type monopolistic competition with a fixed number of firms: profits stay with the countries.
///
/// T trade at exporter prices before tariffs, own sales included; one factor; balanced trade unless deficits are given.
struct FixedFirmsEconomy {
  std::vector<std::string> countries;
  std::vector<std::string> sectors;
  Array<Sector, Importer, Exporter> trade;   ///< T
  Array<Sector, Importer, Exporter> tariff;  ///< t, zero on own sales
  Array<Sector> substitution;                ///< sigma > 1, common to all countries
};

struct FixedFirmsShock {
  Array<Sector, Importer, Exporter> tariff_new;
  /// NX' in units of the numeraire: what a country sells more than it buys.
  std::vector<double> net_exports_new;
};

/// What the base fixes once.
struct FixedFirmsShares {
  explicit FixedFirmsShares(const FixedFirmsEconomy& economy);
  Array<Sector, Importer, Exporter> expenditure_share;  ///< gamma, tariffs included
  Array<Country, Sector> labour_share;                  ///< delta
  Array<Country, Sector> spending_share;                ///< mu
  Array<Country, Sector> sales;                         ///< sum_n T
  Array<Country, Sector> profit;                        ///< pi = sales / sigma
  std::vector<double> spending;                         ///< E, tariffs included
  std::vector<double> wage_bill;                        ///< wL = E + NX - R - sum pi
  std::vector<double> net_exports;
};

/// Levels at a point of the map.
struct FixedFirmsState {
  std::vector<double> wage_hat, spending_hat, tariff_revenue;
  Array<Country, Sector> price_hat;   ///< P_hat of what a country buys
  Array<Country, Sector> profit_hat;  ///< pi_hat = change of sales
  Array<Sector, Importer, Exporter> trade_new;
};

/// One evaluation on (ln w_hat, ln E_hat); returns the largest gap of the labour and budget equations in logs.
///
///     P_hat[n,j] = (sum_i gamma (w_hat[i] TAU_hat)^(1-sigma))^(1/(1-sigma)),  TAU_hat = (1+t')/(1+t)
///     T'         = T w_hat[i]^(1-sigma) TAU_hat^-sigma P_hat[n,j]^(sigma-1) E_hat[n]
///     w_hat[i]   = sum_j delta[i,j] pi_hat[i,j],   pi_hat = sum_n T' / sum_n T
///     E_hat E    = wL w_hat + sum_j pi pi_hat + sum t' T' - NX'
///     numeraire  sum wL w_hat = sum wL
/// Source  Ossa (2014, AER 104:12), section I and its appendix.
double evaluate(const FixedFirmsEconomy& economy, const FixedFirmsShares& shares, const FixedFirmsShock& shock,
                std::span<const double> x, std::span<double> image, FixedFirmsState& state);

}  // namespace parley::model
