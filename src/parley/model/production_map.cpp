#include "parley/model/production_map.hpp"

#include <algorithm>
#include <cmath>

#include "parley/base/vector_kernels.hpp"
#include "parley/model/map_steps.hpp"

namespace parley::model {
namespace {

bool is_plain(double exponent) { return std::abs(exponent) >= smallest_plain_exponent; }

/// ln r = ln w + ln r/w of every cell.
void factor_prices(const ProductionTerms& terms, const Layout& at, const double* x, ProductionLevels& levels) {
  for (std::size_t j = 0; j < at.sectors; ++j) {
    double* log_factor_price = &levels.log_factor_price.values()[j * at.countries];
    for (std::size_t n = 0; n < at.countries; ++n) {
      log_factor_price[n] = x[n];
      if (terms.has_own_factor_prices()) log_factor_price[n] += x[at.factor_premium(j) + n];
    }
  }
}

/// M_hat^(1-em) = sum_k s P^(1-em), or the sum of E(1-em, ln P) where powers would lose digits.
void materials_prices(const ProductionTerms& terms, const Layout& at, MapState& state) {
  ProductionLevels& levels = state.production;
  const double q = terms.materials;
  const bool plain = is_plain(q);
  const std::span<double> power = levels.price_power.values();
  const std::span<const double> log_price = levels.log_price.values();
  for (std::size_t cell = 0; cell < power.size(); ++cell)
    power[cell] = plain ? q * log_price[cell] : power_change(q, log_price[cell]);
  if (plain) exp_all(power, power);
  const std::span<double> row = std::span(state.row_scratch).first(at.sectors);
  const std::span<double> sum = std::span(state.column_scratch).first(at.sectors);
  const std::span<double> materials = levels.materials_power.values();
  for (std::size_t n = 0; n < at.countries; ++n) {
    for (std::size_t k = 0; k < at.sectors; ++k) row[k] = power[k * at.countries + n];
    sum_of_rows(row, &terms.mix.values()[n * at.sectors * at.sectors], sum);
    for (std::size_t j = 0; j < at.sectors; ++j) {
      const std::size_t cell = j * at.countries + n;
      const bool none = plain && !(terms.materials_share.values()[cell] > 0.0);
      materials[cell] = none ? 1.0 : sum[j];
    }
  }
  const std::span<double> log_materials = levels.log_materials.values();
  if (plain) {
    log_all(materials, log_materials);
    for (double& value : log_materials) value /= q;
    return;
  }
  for (std::size_t cell = 0; cell < power.size(); ++cell) {
    log_materials[cell] = log_of_change(q, materials[cell]);
    materials[cell] = 1.0 + q * materials[cell];
    power[cell] = 1.0 + q * power[cell];
  }
}

/// c_hat^(1-ev) = 1 + b (r^(1-ev) - 1) + (1-b) (M^(1-ev) - 1), and the new shares of both.
void costs_by_powers(const ProductionTerms& terms, MapState& state) {
  ProductionLevels& levels = state.production;
  const double q = terms.value_added;
  const std::size_t cells = state.log_unit_cost.size();
  double* cost = state.log_unit_cost.values().data();
  double* value_added = levels.value_added_share_new.values().data();
  double* materials = levels.materials_share_new.values().data();
  const double* log_factor_price = levels.log_factor_price.values().data();
  const double* log_materials = levels.log_materials.values().data();
  const double* b = terms.value_added_share.values().data();
  const double* m = terms.materials_share.values().data();
#pragma omp simd
  for (std::size_t cell = 0; cell < cells; ++cell) {
    value_added[cell] = q * log_factor_price[cell];
    materials[cell] = q * log_materials[cell];
  }
  exp_all({value_added, cells}, {value_added, cells});
  exp_all({materials, cells}, {materials, cells});
#pragma omp simd
  for (std::size_t cell = 0; cell < cells; ++cell) {
    const double power = (1.0 - b[cell] - m[cell]) + b[cell] * value_added[cell] + m[cell] * materials[cell];
    cost[cell] = power;
    value_added[cell] *= b[cell] / power;
    materials[cell] *= m[cell] / power;
  }
  log_all({cost, cells}, {cost, cells});
#pragma omp simd
  for (std::size_t cell = 0; cell < cells; ++cell) cost[cell] *= 1.0 / q;
}

/// The same by E and L where powers would lose digits, or have none.
void costs_by_changes(const ProductionTerms& terms, MapState& state) {
  ProductionLevels& levels = state.production;
  const double q = terms.value_added;
  for (std::size_t cell = 0; cell < state.log_unit_cost.size(); ++cell) {
    const double b = terms.value_added_share.values()[cell];
    const double m = terms.materials_share.values()[cell];
    const double value_added = power_change(q, levels.log_factor_price.values()[cell]);
    const double materials = power_change(q, levels.log_materials.values()[cell]);
    const double change = b * value_added + m * materials;
    const double power = 1.0 + q * change;
    state.log_unit_cost.values()[cell] = log_of_change(q, change);
    levels.value_added_share_new.values()[cell] = b * (1.0 + q * value_added) / power;
    levels.materials_share_new.values()[cell] = m * (1.0 + q * materials) / power;
  }
}

/// ln of a bundle's price, from its suppliers' terms: -ln(Phi / share) / theta, or by L and E where theta is near zero.
double bundle_price(const ShockedEconomy& economy, const MapState& state, const Layout& at, std::size_t j,
                    std::size_t n) {
  const ProductionTerms& terms = *economy.production;
  const std::size_t first = j * at.countries;
  const double theta = economy.trade_elasticity.values()[j];
  const double bought = terms.import_share.values()[first + n];
  if (!(bought > 0.0)) return 0.0;
  if (is_plain(theta)) {
    const double scale = state.supply_scale_log[j] - economy.row_scale_log.values()[first + n];
    const double sum =
        terms.is_nested() ? state.price_term.values()[first + n] / bought : state.price_term.values()[first + n];
    return -(std::log(sum) + scale) / theta;
  }
  double change = 0.0;
  for (std::size_t i = 0; i < at.countries; ++i) {
    const std::size_t pair = (first + i) * at.countries + n;
    const double share = terms.share.values()[pair];
    if (!(share > 0.0)) continue;
    change +=
        share * power_change(-theta, terms.log_trade_cost.values()[pair] + state.log_unit_cost.values()[first + i]);
  }
  return log_of_change(-theta, change / bought);
}

/// One sector's trade where home goods stand beside the bundle of imports:
///
///     P^-theta_d = pi_home p_home^-theta_d + pi_imports Pm^-theta_d
void nested_trade(const ShockedEconomy& economy, const Layout& at, std::size_t j, MapState& state) {
  const ProductionTerms& terms = *economy.production;
  const std::size_t first = j * at.countries;
  const std::size_t matrix = first * at.countries;
  const auto sector_of = [&](auto& array) { return array.values().subspan(first, at.countries); };
  const std::span<const double> supply = sector_of(state.supply_term);
  const std::span<double> phi = sector_of(state.price_term);
  const std::span<double> imports = sector_of(state.border_imports);
  const std::span<double> exports = sector_of(state.border_exports);
  const std::span<double> output = sector_of(state.gross_output);
  const std::span<double> demand = sector_of(state.production.demand);
  const double q = -terms.home_elasticity.values()[j];
  sum_of_rows(supply, &economy.delivered.values()[matrix], phi);
  sum_of_rows(supply, &economy.border.values()[matrix], imports);
  for (std::size_t n = 0; n < at.countries; ++n) {
    const double home = terms.home_share.values()[first + n];
    const double log_home =
        terms.log_trade_cost.values()[(first + n) * at.countries + n] + state.log_unit_cost.values()[first + n];
    const double log_imports = bundle_price(economy, state, at, j, n);
    const double bought = terms.import_share.values()[first + n];
    const double log_price = log_of_change(q, home * power_change(q, log_home) + bought * power_change(q, log_imports));
    const double spent = state.expenditure.values()[first + n];
    state.production.log_price_new.values()[first + n] = home + bought > 0.0 ? log_price : 0.0;
    state.production.home_share.values()[first + n] = home * std::exp(q * (log_home - log_price));
    demand[n] = phi[n] > 0.0 ? spent * bought * std::exp(q * (log_imports - log_price)) / phi[n] : 0.0;
    imports[n] *= demand[n];
  }
  row_products(&economy.border.values()[matrix], demand, exports);
  row_products(&(economy.has_export_taxes ? economy.export_price : economy.border).values()[matrix], demand, output);
  for (std::size_t n = 0; n < at.countries; ++n) {
    const double at_home = state.production.home_share.values()[first + n] * state.expenditure.values()[first + n] /
                           terms.home_factor.values()[first + n];
    exports[n] = exports[n] * supply[n] + at_home;
    output[n] = output[n] * supply[n] + at_home;
    imports[n] += at_home;
  }
}

/// The largest |a - b|; NaN where one is, so that nothing that went wrong is lost.
double largest_gap(const double* a, const double* b, std::size_t count) {
  double worst = 0.0;
  double sum = 0.0;
#pragma omp simd reduction(max : worst) reduction(+ : sum)
  for (std::size_t k = 0; k < count; ++k) {
    const double gap = std::abs(a[k] - b[k]);
    worst = gap > worst ? gap : worst;
    sum += gap;
  }
  return std::isnan(sum) ? sum : worst;
}

/// ln P+ of every cell; returns the largest |ln P+ - ln P|.
double production_prices(const ShockedEconomy& economy, const Layout& at, const double* x, double* image,
                         MapState& state) {
  const std::span<double> log_price = state.production.log_price_new.values();
  if (!economy.production->is_nested()) {
    log_all(state.price_term.values(), log_price);
    for (std::size_t j = 0; j < at.sectors; ++j) {
      const double theta = economy.trade_elasticity.values()[j];
      const std::size_t first = j * at.countries;
      if (!is_plain(theta)) {
        for (std::size_t n = 0; n < at.countries; ++n) log_price[first + n] = bundle_price(economy, state, at, j, n);
        continue;
      }
      const double* row_scale = &economy.row_scale_log.values()[first];
      const double* phi = &state.price_term.values()[first];
      double* of_sector = &log_price[first];
#pragma omp simd
      for (std::size_t n = 0; n < at.countries; ++n) {
        const double price = -(of_sector[n] + (state.supply_scale_log[j] - row_scale[n])) / theta;
        of_sector[n] = phi[n] > 0.0 ? price : 0.0;
      }
    }
  }
  std::ranges::copy(log_price, image + at.price(0));
  return largest_gap(log_price.data(), x + at.price(0), log_price.size());
}

/// X+[n,k] = P^(1-em) sum_j s[n,k,j] (share of materials' Y' / M^(1-em)) + alpha I'.
double production_expenditures(const ShockedEconomy& economy, const Layout& at, const double* x, double* image,
                               MapState& state) {
  const std::span<double> use = std::span(state.row_scratch).first(at.sectors);
  const std::span<double> spent = std::span(state.column_scratch).first(at.sectors);
  ProductionLevels& levels = state.production;
  const double* output = state.gross_output.values().data();
  const double* share_new = levels.materials_share_new.values().data();
  const double* power = levels.materials_power.values().data();
  double* used = levels.materials_use.values().data();
#pragma omp simd
  for (std::size_t cell = 0; cell < levels.materials_use.size(); ++cell)
    used[cell] = output[cell] * share_new[cell] / power[cell];
  for (std::size_t n = 0; n < at.countries; ++n) {
    for (std::size_t j = 0; j < at.sectors; ++j) use[j] = used[j * at.countries + n];
    sum_of_rows(use, &economy.production->mix_demand.values()[n * at.sectors * at.sectors], spent);
    const double* share = &economy.consumption_share.values()[n * at.sectors];
    for (std::size_t k = 0; k < at.sectors; ++k) {
      const std::size_t cell = k * at.countries + n;
      image[at.expenditure(0) + cell] = levels.price_power.values()[cell] * spent[k] + share[k] * state.income[n];
    }
  }
  return log_expenditures(economy, at, x, image);
}

/// ln r/w <- ln r/w + step (mu (ln v - ln w) - ln r/w), v = b' Y' / (b Y); returns the largest residual.
double update_premiums(const ShockedEconomy& economy, const Layout& at, const double* x, double* image,
                       const MapState& state) {
  const ProductionTerms& terms = *economy.production;
  const std::size_t cells = terms.base_output.size();
  const double* premium = x + at.factor_premium(0);
  const double* base = terms.base_output.values().data();
  const double* output = state.gross_output.values().data();
  double* next = image + at.factor_premium(0);
#pragma omp simd
  for (std::size_t cell = 0; cell < cells; ++cell) {
    const double ratio = output[cell] / base[cell];
    next[cell] = base[cell] > 0.0 ? ratio : 1.0;
  }
  log_all({next, cells}, {next, cells});
  double worst = 0.0;
  double sum = 0.0;
  for (std::size_t j = 0; j < at.sectors; ++j) {
    const std::size_t first = j * at.countries;
    const double* log_factor_price = &state.production.log_factor_price.values()[first];
    const double* log_cost = &state.log_unit_cost.values()[first];
    const double* step = &terms.step.values()[first];
    const double* at_base = base + first;
    const double* now = premium + first;
    double* then = next + first;
#pragma omp simd reduction(max : worst) reduction(+ : sum)
    for (std::size_t n = 0; n < at.countries; ++n) {
      const double by_share = terms.value_added * (log_factor_price[n] - log_cost[n]);
      const double due = terms.immobility * (by_share + then[n] - x[n]);
      const double gap = (at_base[n] > 0.0 ? due : 0.0) - now[n];
      const double size = std::abs(gap);
      worst = size > worst ? size : worst;
      sum += size;
      then[n] = now[n] + step[n] * gap;
    }
  }
  return std::isnan(sum) ? sum : worst;
}

}  // namespace

double power_change(double exponent, double log_value) {
  return exponent == 0.0 ? log_value : std::expm1(exponent * log_value) / exponent;
}

double log_of_change(double exponent, double change) {
  return exponent == 0.0 ? change : std::log1p(exponent * change) / exponent;
}

double flow_in_production(const ShockedEconomy& economy, const MapState& state, Sector s, Importer n, Exporter i) {
  const ProductionTerms& terms = *economy.production;
  const double spent = state.expenditure(s, country(n));
  if (terms.is_nested() && country(n) == country(i))
    return state.production.home_share(s, country(n)) * spent / terms.home_factor(s, country(n));
  const double phi = state.price_term(s, country(n));
  if (!(phi > 0.0)) return 0.0;
  const double per_unit = economy.has_export_taxes ? economy.export_price(s, i, n) : economy.border(s, i, n);
  const double demand = terms.is_nested() ? state.production.demand(s, country(n)) : spent / phi;
  return per_unit * state.supply_term(s, country(i)) * demand;
}

ProductionLevels::ProductionLevels(const ShockedEconomy& economy) {
  if (!economy.production) return;
  const Array<Sector, Country> cells(economy.sector_count, economy.country_count);
  log_price = log_factor_price = log_materials = price_power = materials_power = cells;
  value_added_share_new = materials_share_new = materials_use = log_price_new = cells;
  if (economy.production->is_nested()) home_share = demand = cells;
}

double evaluate_production(const ShockedEconomy& economy, std::span<const double> x, std::span<double> image,
                           MapState& state) {
  const Layout at{economy.country_count, economy.sector_count};
  const ProductionTerms& terms = *economy.production;
  exp_all(x.first(at.countries), state.wage_hat);
  std::ranges::copy(x.subspan(at.price(0), at.countries * at.sectors), state.production.log_price.values().begin());
  factor_prices(terms, at, x.data(), state.production);
  materials_prices(terms, at, state);
  if (is_plain(terms.value_added)) {
    costs_by_powers(terms, state);
  } else {
    costs_by_changes(terms, state);
  }
  supplies_and_expenditures(economy, at, x.data(), state);
  for (std::size_t j = 0; j < at.sectors; ++j) {
    if (terms.is_nested()) {
      nested_trade(economy, at, j, state);
    } else {
      trade_of_sector(economy, at, j, state);
    }
  }
  incomes(economy, at, state);
  double worst = production_prices(economy, at, x.data(), image.data(), state);
  worst = larger(worst, production_expenditures(economy, at, x.data(), image.data(), state));
  if (terms.has_own_factor_prices()) worst = larger(worst, update_premiums(economy, at, x.data(), image.data(), state));
  worst = larger(worst, update_wages(economy, at, image.data(), state));
  return larger(worst, numeraire_gap(economy, x.data(), state));
}

}  // namespace parley::model
