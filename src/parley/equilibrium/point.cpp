#include "parley/equilibrium/point.hpp"

#include <cmath>

#include "parley/equilibrium/production_reading.hpp"
#include "parley/model/equilibrium_map.hpp"

namespace parley {

std::vector<double> point_of(const model::ShockedEconomy& economy, const Equilibrium& solution) {
  const std::size_t countries = economy.country_count;
  const std::size_t sectors = economy.sector_count;
  std::vector<double> x(economy.unknown_count(), 0.0);
  for (std::size_t n = 0; n < countries; ++n) {
    x[n] = std::log(solution.wage_hat(Country(n)));
    for (std::size_t j = 0; j < sectors; ++j) {
      x[countries * (1 + j) + n] = std::log(solution.price_index_hat(Country(n), Sector(j)));
      const double base = economy.base_expenditure(Sector(j), Country(n));
      const double level = solution.expenditure_new(Country(n), Sector(j));
      x[countries * (1 + sectors + j) + n] = base > 0.0 ? std::log(level / base) : 0.0;
      if (economy.production && economy.production->has_own_factor_prices())
        x[countries * (1 + 2 * sectors + j) + n] =
            std::log(factor_price_hat(solution, Country(n), Sector(j)) / solution.wage_hat(Country(n)));
    }
  }
  return x;
}

Equilibrium equilibrium_at(const Baseline& baseline, const model::ShockedEconomy& economy, const Shock& shock,
                           std::span<const double> x) {
  Equilibrium result;
  const Economy& labels = baseline.economy;
  const std::size_t countries = labels.country_count();
  const std::size_t sectors = labels.sector_count();
  model::MapState state(economy);
  std::vector<double> image(x.size());
  model::evaluate(economy, x, image, state);
  result.wage_hat = result.tariff_revenue_new = result.export_tax_revenue_new = result.deficit_new = result.income_new =
      Array<Country>(countries);
  result.unit_cost_hat = result.price_index_hat = result.expenditure_new = result.gross_output_new =
      Array<Country, Sector>(countries, sectors);
  result.flow_new = Array<Sector, Importer, Exporter>(sectors, countries, countries);
  const bool has_factor_prices = economy.production && economy.production->has_own_factor_prices();
  if (has_factor_prices) result.factor_price_hat = result.unit_cost_hat;
  for (const Country n : labels.countries()) {
    result.wage_hat(n) = state.wage_hat[n.value()];
    result.tariff_revenue_new(n) = state.tariff_revenue[n.value()];
    result.export_tax_revenue_new(n) = state.export_tax_revenue[n.value()];
    result.deficit_new(n) = state.deficit[n.value()];
    result.income_new(n) = state.income[n.value()];
    for (const Sector s : labels.sectors()) {
      result.unit_cost_hat(n, s) = std::exp(state.log_unit_cost(s, n));
      result.price_index_hat(n, s) = std::exp(x[countries * (1 + s.value()) + n.value()]);
      result.expenditure_new(n, s) = state.expenditure(s, n);
      result.gross_output_new(n, s) = state.gross_output(s, n);
      const double demand = state.price_term(s, n) > 0.0 ? state.expenditure(s, n) / state.price_term(s, n) : 0.0;
      if (has_factor_prices) result.factor_price_hat(n, s) = std::exp(state.production.log_factor_price(s, n));
      for (const Country i : labels.countries()) {
        if (economy.production) {
          result.flow_new(s, importer(n), exporter(i)) = model::flow_at(economy, state, s, importer(n), exporter(i));
          continue;
        }
        result.flow_new(s, importer(n), exporter(i)) = economy.border(s, exporter(i), importer(n)) *
                                                       state.supply_term(s, i) * demand /
                                                       (1.0 + shock.export_tax_new(s, importer(n), exporter(i)));
      }
    }
  }
  return result;
}

}  // namespace parley
