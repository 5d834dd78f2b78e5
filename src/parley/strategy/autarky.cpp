#include "parley/strategy/autarky.hpp"

#include <Eigen/Dense>
#include <cmath>
#include <limits>

namespace parley::strategy {
namespace {

using Eigen::Index;

/// Prices and spending of one country that lives alone.
void live_alone(const Baseline& baseline, Country n, Equilibrium& result) {
  const auto size = static_cast<Index>(baseline.economy.sector_count());
  Eigen::MatrixXd links(size, size);  // links(j, k) = g[n,k,j]
  Eigen::VectorXd own(size);
  Eigen::VectorXd final_use(size);
  for (Index j = 0; j < size; ++j) {
    const Sector s(static_cast<std::size_t>(j));
    const double share = baseline.expenditure_share(s, importer(n), exporter(n));
    own(j) = baseline.expenditure(n, s) > 0 ? -std::log(share) / baseline.trade_elasticity(s) : 0.0;
    final_use(j) = baseline.consumption_share(n, s) * baseline.value_added(n);
    for (Index k = 0; k < size; ++k) links(j, k) = baseline.input_share(n, InputSector(static_cast<std::size_t>(k)), s);
  }
  const Eigen::MatrixXd system = Eigen::MatrixXd::Identity(size, size) - links;
  // Where one price has no bound, all are left without one: the country cannot live as the base says.
  const bool is_possible = own.allFinite();
  const Eigen::VectorXd log_price = is_possible
                                        ? Eigen::VectorXd(system.partialPivLu().solve(own))
                                        : Eigen::VectorXd::Constant(size, std::numeric_limits<double>::infinity());
  const Eigen::VectorXd spending = system.transpose().partialPivLu().solve(final_use);
  for (Index j = 0; j < size; ++j) {
    const Sector s(static_cast<std::size_t>(j));
    result.price_index_hat(n, s) = std::exp(log_price(j));
    result.unit_cost_hat(n, s) = is_possible ? std::exp(log_price(j) - own(j)) : log_price(j);
    result.expenditure_new(n, s) = spending(j);
    result.gross_output_new(n, s) = spending(j);
    result.flow_new(s, importer(n), exporter(n)) = spending(j);
  }
  result.wage_hat(n) = 1;
  result.income_new(n) = baseline.value_added(n);
}

}  // namespace

Equilibrium autarky(const Baseline& baseline) {
  const std::size_t countries = baseline.economy.country_count();
  const std::size_t sectors = baseline.economy.sector_count();
  Equilibrium result;
  result.wage_hat = result.tariff_revenue_new = result.export_tax_revenue_new = result.deficit_new = result.income_new =
      Array<Country>(countries);
  result.unit_cost_hat = result.price_index_hat = result.expenditure_new = result.gross_output_new =
      Array<Country, Sector>(countries, sectors);
  result.flow_new = Array<Sector, Importer, Exporter>(sectors, countries, countries);
  for (const Country n : baseline.economy.countries()) live_alone(baseline, n, result);
  result.report.status = SolveStatus::converged;
  result.report.message = "two linear systems for each country";
  return result;
}

}  // namespace parley::strategy
