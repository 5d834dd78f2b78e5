#include "parley/model/equilibrium_map.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace parley::model {
namespace {

/// Sum of products in four lanes: fixed order, so the same bits whatever the vector width.
double dot(const double* a, const double* b, std::size_t size) {
  double lane[4] = {0, 0, 0, 0};
  std::size_t k = 0;
  for (; k + 4 <= size; k += 4) {
    lane[0] += a[k] * b[k];
    lane[1] += a[k + 1] * b[k + 1];
    lane[2] += a[k + 2] * b[k + 2];
    lane[3] += a[k + 3] * b[k + 3];
  }
  double sum = (lane[0] + lane[2]) + (lane[1] + lane[3]);
  for (; k < size; ++k) sum += a[k] * b[k];
  return sum;
}

/// The larger of two gaps; NaN wins, so that nothing that went wrong is lost.
double larger(double a, double b) { return b <= a || std::isnan(a) ? a : b; }

/// Where the parts of the vector of unknowns begin.
struct Layout {
  std::size_t countries;
  std::size_t sectors;
  [[nodiscard]] std::size_t price(std::size_t j) const { return countries * (1 + j); }
  [[nodiscard]] std::size_t expenditure(std::size_t j) const { return countries * (1 + sectors + j); }
};

/// ln c_hat[n,j] = b ln w + sum_k g[n,k,j] ln P[n,k]   (CP eq. 10)
void unit_costs(const ShockedEconomy& economy, const Layout& at, const double* x, MapState& state) {
  double* log_price = state.row_scratch.data();
  for (std::size_t n = 0; n < at.countries; ++n) {
    for (std::size_t k = 0; k < at.sectors; ++k) log_price[k] = x[at.price(k) + n];
    const double* share = &economy.input_share.values()[n * at.sectors * at.sectors];
    const double* value_added_share = &economy.value_added_share.values()[n * at.sectors];
    for (std::size_t j = 0; j < at.sectors; ++j) {
      state.log_unit_cost.values()[j * at.countries + n] =
          value_added_share[j] * x[n] + dot(share + j * at.sectors, log_price, at.sectors);
    }
  }
}

/// Price indices, trade and output of one sector from unit costs and expenditure (CP eqs. 11-13).
void trade(const ShockedEconomy& economy, const Layout& at, std::size_t j, const double* x, MapState& state) {
  const std::size_t countries = at.countries;
  const double theta = economy.trade_elasticity.values()[j];
  const double* log_cost = &state.log_unit_cost.values()[j * countries];
  const double* base = &economy.base_expenditure.values()[j * countries];
  double* supply = &state.supply_term.values()[j * countries];
  double* phi = &state.price_term.values()[j * countries];
  double* imports = &state.border_imports.values()[j * countries];
  double* exports = &state.border_exports.values()[j * countries];
  double* output = &state.gross_output.values()[j * countries];
  double* expenditure = &state.expenditure.values()[j * countries];
  double* demand = state.row_scratch.data();

  std::fill(phi, phi + countries, 0.0);
  std::fill(imports, imports + countries, 0.0);
  for (std::size_t i = 0; i < countries; ++i) {
    supply[i] = std::exp(-theta * log_cost[i]);
    const double* delivered = &economy.delivered.values()[(j * countries + i) * countries];
    const double* border = &economy.border.values()[(j * countries + i) * countries];
    for (std::size_t n = 0; n < countries; ++n) {
      phi[n] += delivered[n] * supply[i];
      imports[n] += border[n] * supply[i];
    }
  }
  for (std::size_t n = 0; n < countries; ++n) {
    expenditure[n] = base[n] > 0.0 ? base[n] * std::exp(x[at.expenditure(j) + n]) : 0.0;
    demand[n] = phi[n] > 0.0 ? expenditure[n] / phi[n] : 0.0;
    imports[n] *= demand[n];
  }
  for (std::size_t i = 0; i < countries; ++i) {
    const std::size_t row = (j * countries + i) * countries;
    exports[i] = supply[i] * dot(&economy.border.values()[row], demand, countries);
    output[i] =
        economy.has_export_taxes ? supply[i] * dot(&economy.export_price.values()[row], demand, countries) : exports[i];
  }
}

/// Incomes from wages, revenues and the deficit rule (CP eq. 13).
void incomes(const ShockedEconomy& economy, const Layout& at, MapState& state) {
  double world = 0.0;
  double world_base = 0.0;
  for (std::size_t n = 0; n < at.countries; ++n) {
    world += state.wage_hat[n] * economy.value_added.values()[n];
    world_base += economy.value_added.values()[n];
  }
  state.world_value_added_hat[0] = world / world_base;
  const double scale = economy.deficit_scales_with_world ? world / world_base : 1.0;
  for (std::size_t n = 0; n < at.countries; ++n) {
    double tariffs = 0.0;
    double export_taxes = 0.0;
    for (std::size_t j = 0; j < at.sectors; ++j) {
      const std::size_t cell = j * at.countries + n;
      tariffs += state.expenditure.values()[cell] - state.border_imports.values()[cell];
      export_taxes += state.border_exports.values()[cell] - state.gross_output.values()[cell];
    }
    state.tariff_revenue[n] = tariffs;
    state.export_tax_revenue[n] = export_taxes;
    state.deficit[n] = scale * economy.deficit_new.values()[n];
    state.income[n] = state.wage_hat[n] * economy.value_added.values()[n] + tariffs + export_taxes + state.deficit[n];
  }
}

/// ln P+ = -ln(Phi) / theta; returns the largest |ln P+ - ln P|.
double update_prices(const ShockedEconomy& economy, const Layout& at, const double* x, double* image,
                     const MapState& state) {
  double worst = 0.0;
  for (std::size_t j = 0; j < at.sectors; ++j) {
    const double theta = economy.trade_elasticity.values()[j];
    for (std::size_t n = 0; n < at.countries; ++n) {
      const std::size_t at_price = at.price(j) + n;
      const double phi = state.price_term.values()[j * at.countries + n];
      image[at_price] = phi > 0.0 ? -std::log(phi) / theta : 0.0;
      worst = larger(worst, std::abs(image[at_price] - x[at_price]));
    }
  }
  return worst;
}

/// X+[n,j] = sum_k g[n,j,k] Y'[n,k] + alpha I'   (CP eq. 12); returns the largest |ln X+ - ln X|.
double update_expenditures(const ShockedEconomy& economy, const Layout& at, const double* x, double* image,
                           MapState& state) {
  double worst = 0.0;
  double* output = state.row_scratch.data();
  for (std::size_t n = 0; n < at.countries; ++n) {
    for (std::size_t k = 0; k < at.sectors; ++k) output[k] = state.gross_output.values()[k * at.countries + n];
    const double* demand = &economy.input_demand.values()[n * at.sectors * at.sectors];
    for (std::size_t j = 0; j < at.sectors; ++j) {
      const std::size_t at_expenditure = at.expenditure(j) + n;
      const double base = economy.base_expenditure.values()[j * at.countries + n];
      if (!(base > 0.0)) {
        image[at_expenditure] = 0.0;
        continue;
      }
      const double spent = dot(demand + j * at.sectors, output, at.sectors) +
                           economy.consumption_share.values()[n * at.sectors + j] * state.income[n];
      image[at_expenditure] = spent > 0.0 ? std::log(spent / base) : std::numeric_limits<double>::quiet_NaN();
      worst = larger(worst, std::abs(image[at_expenditure] - x[at_expenditure]));
    }
  }
  return worst;
}

/// w+ = w (1 + step * trade balance gap / VA), then the numeraire; returns the largest |gap| / (w VA).
double update_wages(const ShockedEconomy& economy, const Layout& at, double* image, MapState& state) {
  double worst = 0.0;
  double world = 0.0;
  double world_base = 0.0;
  for (std::size_t n = 0; n < at.countries; ++n) {
    double gap = state.deficit[n];
    for (std::size_t j = 0; j < at.sectors; ++j) {
      gap += state.border_exports.values()[j * at.countries + n] - state.border_imports.values()[j * at.countries + n];
    }
    const double wage_bill = state.wage_hat[n] * economy.value_added.values()[n];
    const double relative = gap / wage_bill;
    worst = larger(worst, std::abs(relative));
    // A long way off the balance the linear step would make a wage negative; half and double are the limits.
    image[n] = state.wage_hat[n] * (1.0 + std::clamp(economy.wage_step.values()[n] * relative, -0.5, 1.0));
    world += image[n] * economy.value_added.values()[n];
    world_base += economy.value_added.values()[n];
  }
  const double unit = economy.numeraire == ShockedEconomy::npos ? world / world_base : image[economy.numeraire];
  for (std::size_t n = 0; n < at.countries; ++n) image[n] = std::log(image[n] / unit);
  return worst;
}

}  // namespace

MapState::MapState(const ShockedEconomy& economy)
    : wage_hat(economy.country_count),
      world_value_added_hat(1, 1.0),
      log_unit_cost(economy.sector_count, economy.country_count),
      supply_term(economy.sector_count, economy.country_count),
      price_term(economy.sector_count, economy.country_count),
      expenditure(economy.sector_count, economy.country_count),
      border_imports(economy.sector_count, economy.country_count),
      border_exports(economy.sector_count, economy.country_count),
      gross_output(economy.sector_count, economy.country_count),
      tariff_revenue(economy.country_count),
      export_tax_revenue(economy.country_count),
      income(economy.country_count),
      deficit(economy.country_count),
      row_scratch(std::max(economy.country_count, economy.sector_count)) {}

double evaluate(const ShockedEconomy& economy, std::span<const double> x, std::span<double> image, MapState& state) {
  const Layout at{economy.country_count, economy.sector_count};
  for (std::size_t n = 0; n < at.countries; ++n) state.wage_hat[n] = std::exp(x[n]);
  unit_costs(economy, at, x.data(), state);
  for (std::size_t j = 0; j < at.sectors; ++j) trade(economy, at, j, x.data(), state);
  incomes(economy, at, state);
  double worst = update_prices(economy, at, x.data(), image.data(), state);
  worst = larger(worst, update_expenditures(economy, at, x.data(), image.data(), state));
  worst = larger(worst, update_wages(economy, at, image.data(), state));
  // The numeraire is an equation too: a start that does not satisfy it must not pass for a solution.
  const bool world_numeraire = economy.numeraire == ShockedEconomy::npos;
  return larger(worst, std::abs(world_numeraire ? state.world_value_added_hat[0] - 1.0 : x[economy.numeraire]));
}

}  // namespace parley::model
