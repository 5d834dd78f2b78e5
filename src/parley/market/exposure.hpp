#pragma once

#include <optional>
#include <string>
#include <vector>

#include "parley/base/error.hpp"
#include "parley/economy/baseline.hpp"
#include "parley/equilibrium/equilibrium.hpp"

namespace parley::market {

/// How far the industries of one country live from one partner.
///
///     direct:      E_j = F_j / Y_j                        F_j sales of j to the partner, Y_j all its sales
///     with links:  e = E + B e,  B_jk = Z_jk / Y_j         Z_jk home-made j used by home industry k
///     inputs:      u = m + A' u,  A_kj = Z_kj / Y_j        m_j inputs from the partner per unit of output
///     concentration:  H_j = sum_n (F_jn / Y_j)^2           over all markets n, the home market too (Herfindahl)
///
/// e_j Y_j is the output of j that sales of the whole country to the partner call for, Leontief's (I - A)^-1 F. Only links
/// within the country count: what reaches the partner through third countries does not.
/// Units   fractions; a sector without output has zeros.     Source  Miller & Blair (2009), ch. 2 and 12.
struct IndustryExposure {
  Array<Sector> direct;
  Array<Sector> with_links;
  Array<Sector> inputs;
  Array<Sector> concentration;
};
[[nodiscard]] IndustryExposure industry_exposure(const Baseline& baseline, Country home, Country partner);

/// Sectors by exposure with links, largest first.
[[nodiscard]] std::vector<Sector> by_exposure(const IndustryExposure& industries);

/// One firm's sales to one partner, as one source states them.
struct SalesShare {
  std::string firm;
  std::string name;
  std::string sector;  ///< of the model, whose change stands for the firm's
  std::string partner;
  double share = 0;                  ///< of all its sales
  bool is_chosen = false;            ///< the source used where several disagree
  std::optional<double> sales_busd;  ///< to the partner
  std::optional<double> made_there;  ///< of its sales to the partner, what its plants there make
  std::optional<double> imported;    ///< of its sales elsewhere, what it has made in the partner country
  std::string basis;
  std::string year;
  std::string source;
  Place place;
};

/// Reads firm, name, sector, partner, share_pct, chosen, sales_busd, basis, year, source, and where they are there
/// made_there_pct and imported_pct.
///
/// Errors  InputError: a share outside 0 to 100 %, a firm and partner without exactly one chosen row, a firm in two
///         sectors, chosen shares of one firm over 100 % together.
[[nodiscard]] std::vector<SalesShare> parse_sales_shares(std::string bytes, const std::string& file);

/// What a solved case does to a firm's sales, in two readings of how it serves the partner, and as its source states it.
///
///     f = F'_j / F_j - 1    of the home sector's sales to the partner
///     x = X'_j / X_j - 1    of the partner's spending on the sector (plants there keep their share of it)
///     e = (1 - v) h + v g   elsewhere: h of the home sector's sales to all other markets, g of the partner's own sales of
///                           the sector abroad, of which the firm has the part v made there (v = 0 where nobody says)
///     exported:    share f + (1 - share) e
///     made there:  share x + (1 - share) e
///     as stated:   share ((1 - w) f + w x) + (1 - share) e   w the part that its plants there make, 0 where nobody says
///
/// Shares of sectors stand for the firm: it gains and loses no market share against its rivals.
/// Units   fractions of sales in home consumer prices, which do not depend on the numeraire.
struct FirmSales {
  std::string firm;
  double share = 0;
  double if_exported = 0;
  double if_made_there = 0;
  double as_stated = 0;
  double partner_exports_change = 0;                ///< f, deflated as all are
  double partner_spending_change = 0;               ///< x
  double elsewhere_change = 0;                      ///< e
  std::optional<double> made_there = std::nullopt;  ///< w, where the source states it
  std::optional<double> imported = std::nullopt;    ///< v, where the source states it
  std::optional<double> sales_busd = std::nullopt;  ///< to the partner, where the source states them
};

/// Errors  InputError at the row for an unknown sector or partner.
[[nodiscard]] std::vector<FirmSales> firm_sales(const std::vector<SalesShare>& shares, const Baseline& baseline,
                                                const Equilibrium& solved, Country home, Country partner);

/// Change of all sales of some of the home country's sectors, a fraction, in home consumer prices.
[[nodiscard]] double sales_change(const Baseline& baseline, const Equilibrium& solved, Country home,
                                  const std::vector<Sector>& sectors);

/// Weighted means over firms.   Needs  one weight of zero or more per firm, their sum above zero.
struct PortfolioExposure {
  double share = 0;
  double if_exported = 0;
  double if_made_there = 0;
  double as_stated = 0;
  double concentration = 0;  ///< sum of squared weights
};
[[nodiscard]] PortfolioExposure portfolio(const std::vector<FirmSales>& firms, const std::vector<double>& weights);

/// Sales of affiliates abroad by destination, million, as the Bureau of Economic Analysis prints them.
struct AffiliateSales {
  int year = 0;
  std::string measure;
  std::string country;
  std::optional<double> total, to_home, to_foreign, host, other_foreign;  ///< absent where suppressed, "(D)"
};

/// Reads year, measure, country, total, to_us_total, to_foreign_total, host_total, other_foreign_total, and checks
/// total = to_us + to_foreign and to_foreign = host + other, to the last printed million of each.
[[nodiscard]] std::vector<AffiliateSales> parse_affiliate_sales(std::string bytes, const std::string& file);

}  // namespace parley::market
