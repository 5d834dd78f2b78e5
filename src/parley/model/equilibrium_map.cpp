#include "parley/model/equilibrium_map.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "parley/base/vector_kernels.hpp"
#include "parley/model/map_steps.hpp"
#include "parley/model/production_map.hpp"

namespace parley::model {
namespace {

constexpr double outside = std::numeric_limits<double>::quiet_NaN();
/// e^230 is 1e100: beyond, products of terms come near the ends of the range of doubles.
constexpr double largest_log_term = 230;

/// ln c_hat[n,j] = b ln w + sum_k g[n,k,j] ln P[n,k]   (CP eq. 10)
void unit_costs(const ShockedEconomy& economy, const Layout& at, const double* x, MapState& state) {
  const std::span<double> log_price = std::span(state.row_scratch).first(at.sectors);
  const std::span<double> log_cost = std::span(state.column_scratch).first(at.sectors);
  for (std::size_t n = 0; n < at.countries; ++n) {
    for (std::size_t k = 0; k < at.sectors; ++k) log_price[k] = x[at.price(k) + n];
    sum_of_rows(log_price, &economy.input_share.values()[n * at.sectors * at.sectors], log_cost);
    const double* value_added_share = &economy.value_added_share.values()[n * at.sectors];
    for (std::size_t j = 0; j < at.sectors; ++j)
      state.log_unit_cost.values()[j * at.countries + n] = value_added_share[j] * x[n] + log_cost[j];
  }
}

/// A sector whose every cell is an own share.
void trade_at_home(const ShockedEconomy& economy, const Layout& at, std::size_t j, MapState& state) {
  for (std::size_t n = 0; n < at.countries; ++n) {
    const std::size_t cell = j * at.countries + n;
    const std::size_t own = cell * at.countries + n;
    const double supply = state.supply_term.values()[cell];
    const double phi = economy.delivered.values()[own] * supply;
    const double sales = phi > 0.0 ? supply * state.expenditure.values()[cell] / phi : 0.0;
    state.price_term.values()[cell] = phi;
    state.border_imports.values()[cell] = state.border_exports.values()[cell] = economy.border.values()[own] * sales;
    const Array<Sector, Exporter, Importer>& at_exporter =
        economy.has_export_taxes ? economy.export_price : economy.border;
    state.gross_output.values()[cell] = at_exporter.values()[own] * sales;
  }
}

/// Price terms, trade and output of one sector from unit costs and expenditure (CP eqs. 11-13).
void trade(const ShockedEconomy& economy, const Layout& at, std::size_t j, MapState& state) {
  const std::size_t first = j * at.countries;
  const auto sector_of = [&](auto& array) { return array.values().subspan(first, at.countries); };
  const auto matrix_of = [&](auto& array) { return &array.values()[first * at.countries]; };
  const std::span<const double> supply = sector_of(state.supply_term);
  const std::span<const double> expenditure = sector_of(state.expenditure);
  const std::span<double> phi = sector_of(state.price_term);
  const std::span<double> imports = sector_of(state.border_imports);
  const std::span<double> exports = sector_of(state.border_exports);
  const std::span<double> output = sector_of(state.gross_output);
  const std::span<double> demand = std::span(state.row_scratch).first(at.countries);

  sum_of_rows(supply, matrix_of(economy.delivered), phi);
  if (economy.sector_trade[j].has_tariffs) {
    sum_of_rows(supply, matrix_of(economy.border), imports);
  } else {
    std::copy(phi.begin(), phi.end(), imports.begin());
  }
  for (std::size_t n = 0; n < at.countries; ++n) {
    demand[n] = phi[n] > 0.0 ? expenditure[n] / phi[n] : 0.0;
    imports[n] *= demand[n];
  }
  row_products(matrix_of(economy.border), demand, exports);
  for (std::size_t i = 0; i < at.countries; ++i) exports[i] *= supply[i];
  if (!economy.has_export_taxes) {
    std::copy(exports.begin(), exports.end(), output.begin());
    return;
  }
  row_products(matrix_of(economy.export_price), demand, output);
  for (std::size_t i = 0; i < at.countries; ++i) output[i] *= supply[i];
}

/// Tariff and export tax revenue, and what is earned with the wages (CP eq. 13).
void revenues(const ShockedEconomy& economy, const Layout& at, MapState& state) {
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
    state.earned_income[n] = state.wage_hat[n] * economy.value_added.values()[n] + tariffs + export_taxes;
  }
}

/// D' under the deficit rule, then D'[receiver] += rate F', D'[payer] -= the same.
void deficits(const ShockedEconomy& economy, const Layout& at, MapState& state) {
  const std::span<const double> share = economy.deficits.share.values();
  const std::span<const double> takes = economy.deficits.takes_remainder.values();
  const bool in_income = economy.deficits.scale == Deficits::Scale::own_income;
  double scale = 1.0;
  if (economy.deficits.scale == Deficits::Scale::world_value_added) scale = state.world_value_added_hat[0];
  if (in_income) {
    double left = 0.0;
    double taken = 0.0;
    for (std::size_t n = 0; n < at.countries; ++n) {
      left += share[n] * state.earned_income[n];
      taken += takes[n] * state.earned_income[n];
    }
    state.deficit_remainder[0] = left / taken;
  }
  for (std::size_t n = 0; n < at.countries; ++n) {
    state.deficit[n] = in_income ? (share[n] - state.deficit_remainder[0] * takes[n]) * state.earned_income[n]
                                 : scale * economy.deficits.base.values()[n];
  }
  for (const IncomeClaim& claim : economy.claims) {
    const double paid = claim.rate * flow_at(economy, state, claim.sector, claim.importer, claim.exporter);
    state.deficit[claim.receiver.value()] += paid;
    state.deficit[claim.payer.value()] -= paid;
  }
}

/// ln P+ = -ln(Phi) / theta; returns the largest |ln P+ - ln P|.
double update_prices(const ShockedEconomy& economy, const Layout& at, const double* x, double* image,
                     const MapState& state) {
  double* log_price = image + at.price(0);
  log_all(state.price_term.values(), {log_price, state.price_term.size()});
  double worst = 0.0;
  for (std::size_t j = 0; j < at.sectors; ++j) {
    const double theta = economy.trade_elasticity.values()[j];
    for (std::size_t cell = j * at.countries; cell < (j + 1) * at.countries; ++cell) {
      const double scale = state.supply_scale_log[j] - economy.row_scale_log.values()[cell];
      log_price[cell] = state.price_term.values()[cell] > 0.0 ? -(log_price[cell] + scale) / theta : 0.0;
      worst = larger(worst, std::abs(log_price[cell] - x[at.price(0) + cell]));
    }
  }
  return worst;
}

/// X+[n,j] = sum_k g[n,j,k] Y'[n,k] + alpha I'   (CP eq. 12); returns the largest |ln X+ - ln X|.
double update_expenditures(const ShockedEconomy& economy, const Layout& at, const double* x, double* image,
                           MapState& state) {
  const std::span<double> output = std::span(state.row_scratch).first(at.sectors);
  const std::span<double> spent = std::span(state.column_scratch).first(at.sectors);
  double* log_expenditure = image + at.expenditure(0);
  for (std::size_t n = 0; n < at.countries; ++n) {
    for (std::size_t k = 0; k < at.sectors; ++k) output[k] = state.gross_output.values()[k * at.countries + n];
    sum_of_rows(output, &economy.input_demand.values()[n * at.sectors * at.sectors], spent);
    const double* share = &economy.consumption_share.values()[n * at.sectors];
    for (std::size_t j = 0; j < at.sectors; ++j)
      log_expenditure[j * at.countries + n] = spent[j] + share[j] * state.income[n];
  }
  return log_expenditures(economy, at, x, image);
}

}  // namespace

void supplies_and_expenditures(const ShockedEconomy& economy, const Layout& at, const double* x, MapState& state) {
  for (std::size_t j = 0; j < at.sectors; ++j) {
    const double theta = economy.trade_elasticity.values()[j];
    const std::span<double> terms = state.supply_term.values().subspan(j * at.countries, at.countries);
    double highest = -std::numeric_limits<double>::infinity();
    for (std::size_t n = 0; n < at.countries; ++n) {
      terms[n] = -theta * state.log_unit_cost.values()[j * at.countries + n];
      highest = std::max(highest, terms[n]);
    }
    // Only ratios of supply terms count, and prices take the scale back; ordinary sectors keep their bits.
    state.supply_scale_log[j] = std::abs(highest) > largest_log_term ? highest : 0.0;
    if (state.supply_scale_log[j] != 0.0) {
      for (double& term : terms) term -= highest;
    }
  }
  exp_all(state.supply_term.values(), state.supply_term.values());
  exp_all({x + at.expenditure(0), state.expenditure.size()}, state.expenditure.values());
  for (std::size_t cell = 0; cell < state.expenditure.size(); ++cell)
    state.expenditure.values()[cell] *= economy.base_expenditure.values()[cell];
}

void trade_of_sector(const ShockedEconomy& economy, const Layout& at, std::size_t j, MapState& state) {
  if (economy.sector_trade[j].crosses_borders) {
    trade(economy, at, j, state);
  } else {
    trade_at_home(economy, at, j, state);
  }
}

void incomes(const ShockedEconomy& economy, const Layout& at, MapState& state) {
  double world = 0.0;
  double world_base = 0.0;
  for (std::size_t n = 0; n < at.countries; ++n) {
    world += state.wage_hat[n] * economy.value_added.values()[n];
    world_base += economy.value_added.values()[n];
  }
  state.world_value_added_hat[0] = world / world_base;
  revenues(economy, at, state);
  deficits(economy, at, state);
  for (std::size_t n = 0; n < at.countries; ++n) state.income[n] = state.earned_income[n] + state.deficit[n];
}

double log_expenditures(const ShockedEconomy& economy, const Layout& at, const double* x, double* image) {
  double* log_expenditure = image + at.expenditure(0);
  const std::span<const double> base = economy.base_expenditure.values();
  // A cell that stays empty has log one; spending that is not positive is outside the domain.
  for (std::size_t cell = 0; cell < base.size(); ++cell) {
    const double ratio = log_expenditure[cell] / base[cell];
    log_expenditure[cell] = base[cell] > 0.0 ? (ratio > 0.0 ? ratio : outside) : 1.0;
  }
  log_all({log_expenditure, base.size()}, {log_expenditure, base.size()});
  double worst = 0.0;
  for (std::size_t cell = 0; cell < base.size(); ++cell) {
    if (base[cell] > 0.0) worst = larger(worst, std::abs(log_expenditure[cell] - x[at.expenditure(0) + cell]));
  }
  return worst;
}

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
  for (std::size_t n = 0; n < at.countries; ++n) image[n] /= unit;
  log_all({image, at.countries}, {image, at.countries});
  return worst;
}

double numeraire_gap(const ShockedEconomy& economy, const double* x, const MapState& state) {
  const bool world_numeraire = economy.numeraire == ShockedEconomy::npos;
  return std::abs(world_numeraire ? state.world_value_added_hat[0] - 1.0 : x[economy.numeraire]);
}

double flow_at(const ShockedEconomy& economy, const MapState& state, Sector s, Importer n, Exporter i) {
  if (economy.production) return flow_in_production(economy, state, s, n, i);
  const double phi = state.price_term(s, country(n));
  if (!(phi > 0.0)) return 0.0;
  const double per_unit = economy.has_export_taxes ? economy.export_price(s, i, n) : economy.border(s, i, n);
  return per_unit * state.supply_term(s, country(i)) * state.expenditure(s, country(n)) / phi;
}

MapState::MapState(const ShockedEconomy& economy)
    : wage_hat(economy.country_count),
      world_value_added_hat(1, 1.0),
      log_unit_cost(economy.sector_count, economy.country_count),
      supply_term(economy.sector_count, economy.country_count),
      supply_scale_log(economy.sector_count),
      price_term(economy.sector_count, economy.country_count),
      expenditure(economy.sector_count, economy.country_count),
      border_imports(economy.sector_count, economy.country_count),
      border_exports(economy.sector_count, economy.country_count),
      gross_output(economy.sector_count, economy.country_count),
      tariff_revenue(economy.country_count),
      export_tax_revenue(economy.country_count),
      earned_income(economy.country_count),
      income(economy.country_count),
      deficit(economy.country_count),
      deficit_remainder(1),
      row_scratch(std::max(economy.country_count, economy.sector_count)),
      column_scratch(economy.sector_count),
      production(economy) {}

double evaluate(const ShockedEconomy& economy, std::span<const double> x, std::span<double> image, MapState& state) {
  if (economy.production) return evaluate_production(economy, x, image, state);
  const Layout at{economy.country_count, economy.sector_count};
  exp_all(x.first(at.countries), state.wage_hat);
  unit_costs(economy, at, x.data(), state);
  supplies_and_expenditures(economy, at, x.data(), state);
  for (std::size_t j = 0; j < at.sectors; ++j) trade_of_sector(economy, at, j, state);
  incomes(economy, at, state);
  double worst = update_prices(economy, at, x.data(), image.data(), state);
  worst = larger(worst, update_expenditures(economy, at, x.data(), image.data(), state));
  worst = larger(worst, update_wages(economy, at, image.data(), state));
  // A start that does not satisfy the numeraire must not pass for a solution.
  return larger(worst, numeraire_gap(economy, x.data(), state));
}

}  // namespace parley::model
