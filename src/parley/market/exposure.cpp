#include "parley/market/exposure.hpp"

#include <fmt/format.h>

#include <Eigen/LU>
#include <algorithm>
#include <map>
#include <stdexcept>

#include "parley/base/error.hpp"
#include "parley/equilibrium/outcome.hpp"

namespace parley::market {
namespace {

/// Z_jk: home-made output of j used by home industry k, at basic prices.
Eigen::MatrixXd home_use(const Baseline& baseline, Country home) {
  const auto count = static_cast<Eigen::Index>(baseline.economy.sector_count());
  Eigen::MatrixXd use = Eigen::MatrixXd::Zero(count, count);
  for (const Sector j : baseline.economy.sectors()) {
    const double own = baseline.expenditure_share(j, importer(home), exporter(home)) /
                       (1 + baseline.tariff(j, importer(home), exporter(home)));
    for (const Sector k : baseline.economy.sectors()) {
      use(static_cast<Eigen::Index>(j.value()), static_cast<Eigen::Index>(k.value())) =
          baseline.input_share(home, input(j), k) * baseline.gross_output(home, k) * own;
    }
  }
  return use;
}

double ratio(double part, double whole) { return whole > 0 ? part / whole : 0; }

/// Growth of a value beyond that of prices.
double growth(double before, double after, double price_hat) { return before > 0 ? after / before / price_hat - 1 : 0; }

struct SectorSales {
  double to_partner = 0, to_partner_new = 0, elsewhere = 0, elsewhere_new = 0;
};

SectorSales sector_sales(const Baseline& baseline, const Equilibrium& solved, Sector s, Country home, Country partner) {
  SectorSales sales;
  for (const Importer n : baseline.economy.importers()) {
    const bool is_partner = country(n) == partner;
    (is_partner ? sales.to_partner : sales.elsewhere) += baseline.flow(s, n, exporter(home));
    (is_partner ? sales.to_partner_new : sales.elsewhere_new) += solved.flow_new(s, n, exporter(home));
  }
  return sales;
}

/// g: what the partner's makers of a sector sell abroad.
double partner_sales_abroad(const Baseline& baseline, const Equilibrium& solved, Sector s, Country partner,
                            double price_hat) {
  const SectorSales sales = sector_sales(baseline, solved, s, partner, partner);
  return growth(sales.elsewhere, sales.elsewhere_new, price_hat);
}

}  // namespace

IndustryExposure industry_exposure(const Baseline& baseline, Country home, Country partner) {
  const std::size_t count = baseline.economy.sector_count();
  const auto size = static_cast<Eigen::Index>(count);
  const Eigen::MatrixXd use = home_use(baseline, home);
  Eigen::VectorXd direct(size);
  Eigen::VectorXd inputs(size);
  Eigen::MatrixXd sold = use;    // B
  Eigen::MatrixXd bought = use;  // A
  IndustryExposure result{Array<Sector>(count), Array<Sector>(count), Array<Sector>(count), Array<Sector>(count)};
  for (const Sector j : baseline.economy.sectors()) {
    const auto at = static_cast<Eigen::Index>(j.value());
    const double output = baseline.gross_output(home, j);
    direct(at) = ratio(baseline.flow(j, importer(partner), exporter(home)), output);
    inputs(at) = 0;
    for (const Sector k : baseline.economy.sectors())
      inputs(at) +=
          baseline.input_share(home, input(k), j) * baseline.expenditure_share(k, importer(home), exporter(partner));
    if (output <= 0) inputs(at) = 0;
    sold.row(at) *= ratio(1, output);
    bought.col(at) *= ratio(1, output);
    for (const Importer n : baseline.economy.importers()) {
      const double share = ratio(baseline.flow(j, n, exporter(home)), output);
      result.concentration(j) += share * share;
    }
  }
  const Eigen::MatrixXd one = Eigen::MatrixXd::Identity(size, size);
  const Eigen::VectorXd with_links = (one - sold).partialPivLu().solve(direct);
  const Eigen::VectorXd all_inputs = (one - bought.transpose()).partialPivLu().solve(inputs);
  for (const Sector j : baseline.economy.sectors()) {
    const auto at = static_cast<Eigen::Index>(j.value());
    result.direct(j) = direct(at);
    result.with_links(j) = with_links(at);
    result.inputs(j) = all_inputs(at);
  }
  return result;
}

std::vector<Sector> by_exposure(const IndustryExposure& industries) {
  std::vector<Sector> sectors;
  for (const Sector s : all<Sector>(industries.with_links.size())) sectors.push_back(s);
  std::stable_sort(sectors.begin(), sectors.end(),
                   [&](Sector a, Sector b) { return industries.with_links(a) > industries.with_links(b); });
  return sectors;
}

std::vector<FirmSales> firm_sales(const std::vector<SalesShare>& shares, const Baseline& baseline,
                                  const Equilibrium& solved, Country home, Country partner) {
  std::vector<FirmSales> result;
  ProblemList problems;
  const double price_hat = consumer_price_hat(baseline, solved, home);
  for (const SalesShare& each : shares) {
    if (!each.is_chosen || each.partner != baseline.economy.code(partner)) continue;
    const std::optional<Sector> found = baseline.economy.find_sector(each.sector);
    if (!found) {
      problems.add(each.place, fmt::format("no sector '{}' in the baseline", each.sector));
      continue;
    }
    const SectorSales sales = sector_sales(baseline, solved, *found, home, partner);
    FirmSales firm{.firm = each.firm,
                   .share = each.share,
                   .made_there = each.made_there,
                   .imported = each.imported,
                   .sales_busd = each.sales_busd};
    firm.partner_exports_change = growth(sales.to_partner, sales.to_partner_new, price_hat);
    firm.partner_spending_change =
        growth(baseline.expenditure(partner, *found), solved.expenditure_new(partner, *found), price_hat);
    firm.elsewhere_change = growth(sales.elsewhere, sales.elsewhere_new, price_hat);
    if (const double part = each.imported.value_or(0); part > 0) {
      firm.elsewhere_change = (1 - part) * firm.elsewhere_change +
                              part * partner_sales_abroad(baseline, solved, *found, partner, price_hat);
    }
    const double elsewhere = (1 - each.share) * firm.elsewhere_change;
    firm.if_exported = each.share * firm.partner_exports_change + elsewhere;
    firm.if_made_there = each.share * firm.partner_spending_change + elsewhere;
    const double part = each.made_there.value_or(0);
    firm.as_stated = (1 - part) * firm.if_exported + part * firm.if_made_there;
    result.push_back(std::move(firm));
  }
  problems.throw_if_any();
  return result;
}

double sales_change(const Baseline& baseline, const Equilibrium& solved, Country home,
                    const std::vector<Sector>& sectors) {
  double before = 0;
  double after = 0;
  for (const Sector s : sectors) {
    before += baseline.gross_output(home, s);
    after += solved.gross_output_new(home, s);
  }
  return growth(before, after, consumer_price_hat(baseline, solved, home));
}

PortfolioExposure portfolio(const std::vector<FirmSales>& firms, const std::vector<double>& weights) {
  double total = 0;
  for (const double weight : weights) {
    if (!(weight >= 0)) throw std::invalid_argument("a weight below zero");
    total += weight;
  }
  if (weights.size() != firms.size() || total <= 0) throw std::invalid_argument("one weight per firm, not all zero");
  PortfolioExposure result;
  for (std::size_t at = 0; at < firms.size(); ++at) {
    const double weight = weights[at] / total;
    result.share += weight * firms[at].share;
    result.if_exported += weight * firms[at].if_exported;
    result.if_made_there += weight * firms[at].if_made_there;
    result.as_stated += weight * firms[at].as_stated;
    result.concentration += weight * weight;
  }
  return result;
}

}  // namespace parley::market
