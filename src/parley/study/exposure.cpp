#include "parley/study/exposure.hpp"

#include <fmt/format.h>

#include <cmath>
#include <functional>
#include <map>

#include "parley/text/csv.hpp"

namespace parley::study {
namespace {

using WeightOfFirm = std::map<std::string, double, std::less<>>;

WeightOfFirm read_weights(const std::filesystem::path& file) {
  const text::CsvTable csv = text::read_csv(file);
  const std::size_t column = csv.column("weight");
  WeightOfFirm weights;
  for (std::size_t row = 0; row < csv.row_count(); ++row) {
    const std::string firm(csv.cell(row, csv.column("firm")));
    const double weight = csv.number(row, column);
    if (weight < 0) throw InputError(csv.place(row, column), "a weight below zero");
    if (!weights.emplace(firm, weight).second)
      throw InputError(csv.place(row, column), fmt::format("{} appears twice", firm));
  }
  return weights;
}

/// One weight for each firm; a firm that the file does not name has none.
std::vector<double> weights_of(const std::filesystem::path& file, const std::vector<market::FirmSales>& firms) {
  if (file.empty()) return std::vector<double>(firms.size(), 1.0);
  WeightOfFirm weights = read_weights(file);
  std::vector<double> found;
  double sum = 0;
  for (const market::FirmSales& each : firms) {
    const auto weight = weights.find(each.firm);
    found.push_back(weight == weights.end() ? 0 : weight->second);
    sum += found.back();
    if (weight != weights.end()) weights.erase(weight);
  }
  if (!weights.empty())
    throw InputError({file.string(), 0, 0, "firm"}, fmt::format("no sales share of '{}'", weights.begin()->first));
  if (sum <= 0) throw InputError({file.string(), 0, 0, "weight"}, "no firm has a weight");
  return found;
}

std::vector<SourceConflict> conflicts_of(const std::vector<market::SalesShare>& shares) {
  constexpr double visible = 0.05;
  std::vector<SourceConflict> conflicts;
  for (const market::SalesShare& used : shares) {
    if (!used.is_chosen) continue;
    for (const market::SalesShare& other : shares) {
      const bool is_rival = other.firm == used.firm && other.partner == used.partner && !other.is_chosen;
      if (is_rival && std::abs(other.share - used.share) > visible) conflicts.push_back({used, other});
    }
  }
  return conflicts;
}

}  // namespace

double exports_musd(const Baseline& baseline, Country home, Country partner) {
  double sum = 0;
  for (const Sector s : baseline.economy.sectors()) sum += baseline.flow(s, importer(partner), exporter(home));
  return sum;
}

std::vector<AffiliatesBesideExports> beside_exports(const std::vector<market::AffiliateSales>& sales, int baseline_year,
                                                    double exports) {
  std::vector<AffiliatesBesideExports> rows;
  for (const market::AffiliateSales& each : sales) {
    if (each.measure != "goods_and_services" || !each.host) continue;
    AffiliatesBesideExports row{.year = each.year,
                                .country = each.country,
                                .host_musd = *each.host,
                                .home_musd = each.to_home,
                                .share_sold_home = {},
                                .times_exports = {}};
    if (each.to_home && each.total) row.share_sold_home = *each.to_home / *each.total;
    if (each.year == baseline_year) row.times_exports = *each.host / exports;
    rows.push_back(std::move(row));
  }
  return rows;
}

Exposure study_exposure(const Baseline& baseline, const Equilibrium& solved, const ExposureRequest& request) {
  if (request.home == request.partner)
    throw InputError(Place{.key = "partner"},
                     fmt::format("{} is the country itself", baseline.economy.code(request.home)),
                     "name another country: sales at home are no exposure to a partner");
  Exposure exposure{.home = request.home, .partner = request.partner};
  exposure.industries = market::industry_exposure(baseline, request.home, request.partner);
  exposure.exports = exports_musd(baseline, request.home, request.partner);
  if (!request.firms.empty()) {
    exposure.shares = market::parse_sales_shares(text::read_bytes(request.firms), request.firms.string());
    exposure.firms = market::firm_sales(exposure.shares, baseline, solved, request.home, request.partner);
    const std::vector<double> weights = weights_of(request.weights, exposure.firms);
    if (!exposure.firms.empty()) exposure.portfolio = market::portfolio(exposure.firms, weights);
    exposure.conflicts = conflicts_of(exposure.shares);
  }
  if (!request.affiliates.empty()) {
    exposure.affiliates =
        market::parse_affiliate_sales(text::read_bytes(request.affiliates), request.affiliates.string());
    exposure.beside_exports = beside_exports(exposure.affiliates, baseline.info.year, exposure.exports);
  }
  return exposure;
}

}  // namespace parley::study
