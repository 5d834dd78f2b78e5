#pragma once

#include <span>
#include <vector>

#include "parley/model/fixed_firms.hpp"

namespace parley::model {

/// Levels of a fixed-firms economy at one point.
struct FixedFirmsLevels {
  Array<Sector, Importer, Exporter> share;  ///< of what n spends on s, tariffs included
  Array<Sector, Importer, Exporter> trade;  ///< T', at exporter prices before tariffs
  Array<Sector, Exporter> sales;            ///< sum_n T'
  Array<Sector, Importer> spending;         ///< mu E', tariffs included
  Array<Sector, Importer> price_sum;        ///< P_hat^(1-sigma)
  std::vector<double> wage_hat, expenditure, revenue;
};

/// How much an outcome rises with each level, everything else held.
struct FixedFirmsSeeds {
  Array<Sector, Exporter> sales;
  Array<Sector, Importer> log_price;  ///< with respect to ln P_hat
  std::vector<double> revenue;
};

/// The equations of FixedFirmsEconomy under balanced trade at tariffs that change often, with their derivatives.
///
/// Unknowns x = (ln w_hat, ln E'/E). Powers of the wedges are formed when a tariff is set, not when the equations are
/// evaluated:
///
///     a[s,n,i]  = gamma ((1+t')/(1+t))^(1-sigma),   P_hat^(1-sigma) = sum_i a w_hat[i]^(1-sigma)
///     share     = a w_hat[i]^(1-sigma) / P_hat^(1-sigma),   T' = mu E' share / (1+t')
///     labour    w_hat[i] = (sum_s (sigma-1)/sigma sum_n T') / wL[i]
///     budget    E'[n]    = wL w_hat[n] + sum_s sales/sigma + sum t' T'
///
/// The last country's labour equation follows from the others (Walras) and gives way to sum wL w_hat = sum wL.
/// Exporters are padded to a multiple of four with exporters that sell nothing. Allocates in the constructor only.
/// Source  Ossa (2014, AER 104:12), section I and its appendix.
class FixedFirmsKernel {
 public:
  explicit FixedFirmsKernel(const FixedFirmsEconomy& economy);

  [[nodiscard]] std::size_t countries() const { return countries_; }
  [[nodiscard]] std::size_t sectors() const { return sectors_; }
  [[nodiscard]] std::size_t unknowns() const { return 2 * countries_; }
  [[nodiscard]] const FixedFirmsShares& shares() const { return shares_; }
  [[nodiscard]] double substitution(Sector s) const { return substitution_(s); }
  [[nodiscard]] double tariff(Sector s, Importer n, Exporter i) const { return tariff_(s, n, i); }
  [[nodiscard]] const FixedFirmsLevels& levels() const { return levels_; }
  /// ln P_hat of what n buys of s; zero where it buys nothing.
  [[nodiscard]] double log_price(Sector s, Importer n) const;

  /// `tariff` > -1 on a pair of different countries.
  void set_tariff(Sector s, Importer n, Exporter i, double tariff);
  /// The same from ln(1+t').
  void set_log_tariff(Sector s, Importer n, Exporter i, double log_factor);

  /// Levels at x and the equations' gaps F(x); returns the largest, in relation to wages and expenditure.
  double evaluate(std::span<const double> x, std::span<double> gap);
  /// dF/dx at the levels of the last evaluation, row by row.
  void jacobian(std::span<double> out);

  /// dV/dx of an outcome with these seeds.
  void pull_back(const FixedFirmsSeeds& seeds, std::span<double> x_seed) const;
  /// From seeds of V to those of V - v.F: with dF/dx' v = dV/dx these are the multipliers at a solution.
  void add_multipliers(std::span<const double> v, FixedFirmsSeeds& seeds) const;
  /// dV/d ln(1+t') of the tariffs of n on s, from multipliers.
  ///
  ///     -sigma Q T' + (sigma-1) share sum_m Q T'_m + v_revenue T' (1+t') + v_logP share,   Q = v_sales + v_revenue t'
  void tariff_gradient(const FixedFirmsSeeds& multipliers, Sector s, Importer n, std::span<double> out) const;
  [[nodiscard]] FixedFirmsSeeds no_seeds() const;

 private:
  std::size_t countries_, sectors_, stride_;
  FixedFirmsShares shares_;
  Array<Sector> substitution_;
  Array<Sector, Importer, Exporter> attraction_base_;  ///< gamma (1+t)^(sigma-1)
  Array<Sector, Importer, Exporter> attraction_;       ///< a
  Array<Sector, Importer, Exporter> tariff_;
  Array<Sector, Importer, Exporter> keep_;  ///< 1/(1+t')
  Array<Sector, Importer> spending_share_;  ///< mu
  FixedFirmsLevels levels_;
  std::vector<double> wage_power_, cross_, cross_labour_, cross_profit_;
};

}  // namespace parley::model
