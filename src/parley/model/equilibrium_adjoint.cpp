#include "parley/model/equilibrium_adjoint.hpp"

#include <algorithm>

#include "parley/model/country_sweep.hpp"
#include "parley/model/production_adjoint.hpp"

namespace parley::model {
namespace {

/// One sweep backwards through evaluate(), in the reverse of its order. Bars of the text are seeds here.
class Sweep : public CountrySweep {
 public:
  using CountrySweep::CountrySweep;

  /// X+ = sum_k g Y + alpha I, in logs.
  void expenditures(std::span<const double> seed) {
    for (std::size_t n = 0; n < countries_; ++n) {
      const double* demand = &economy_.input_share.values()[n * sectors_ * sectors_];
      for (std::size_t k = 0; k < sectors_; ++k) state_.row[k] = 0.0;
      for (std::size_t j = 0; j < sectors_; ++j) {
        const std::size_t cell = j * countries_ + n;
        const double base = economy_.base_expenditure.values()[cell];
        if (!(base > 0.0)) continue;
        // At a solution X+ = X.
        const double spent = seed[countries_ * (1 + sectors_ + j) + n] / at_.expenditure.values()[cell];
        for (std::size_t k = 0; k < sectors_; ++k) state_.row[k] += demand[j * sectors_ + k] * spent;
        state_.income[n] += economy_.consumption_share.values()[n * sectors_ + j] * spent;
      }
      for (std::size_t k = 0; k < sectors_; ++k) state_.output.values()[k * countries_ + n] += state_.row[k];
    }
  }

  /// One sector's trade.
  void trade(std::size_t j, std::span<const double> image_seed, const LevelSeeds* levels, TradeTermGradient* terms) {
    const double theta = economy_.trade_elasticity.values()[j];
    const std::size_t first = j * countries_;
    const double* supply = &at_.supply_term.values()[first];
    const double* phi = &at_.price_term.values()[first];
    const double* output = &state_.output.values()[first];
    for (std::size_t n = 0; n < countries_; ++n) {
      const double tariffs = state_.earned[n] + (levels != nullptr ? levels->tariff_revenue.values()[n] : 0.0);
      state_.imports[n] = -state_.gap[n] - tariffs;
      state_.exports[n] = state_.gap[n] + state_.earned[n];
      state_.expenditure.values()[first + n] = tariffs;
      const double demand = demand_at(j, n);
      state_.demand[n] = demand > 0.0 ? at_.border_imports.values()[first + n] / demand * state_.imports[n] : 0.0;
    }
    for (std::size_t i = 0; i < countries_; ++i) {
      const std::size_t row = (first + i) * countries_;
      const double* border = &economy_.border.values()[row];
      const double* export_price = export_price_row(row);
      const double* flow = levels != nullptr && !levels->flow.empty() ? &levels->flow.values()[row] : nullptr;
      const double by_exports = supply[i] * state_.exports[i];
      const double by_output = supply[i] * (output[i] - state_.earned[i]);
      for (std::size_t n = 0; n < countries_; ++n) {
        state_.demand[n] += border[n] * by_exports + export_price[n] * by_output;
        if (flow != nullptr) state_.demand[n] += supply[i] * export_price[n] * flow[n];
      }
    }
    for (const IncomeClaim& claim : economy_.claims) {
      if (claim.sector.value() != j) continue;
      const std::size_t i = claim.exporter.value();
      const std::size_t n = claim.importer.value();
      state_.demand[n] += supply[i] * export_price_row((first + i) * countries_)[n] * flow_seed(claim);
    }
    for (std::size_t n = 0; n < countries_; ++n) {
      state_.price_term[n] = 0.0;
      if (!(phi[n] > 0.0)) continue;
      state_.price_term[n] = -image_seed[countries_ * (1 + j) + n] / (theta * phi[n]);
      state_.price_term[n] -= demand_at(j, n) / phi[n] * state_.demand[n];
      state_.expenditure.values()[first + n] += state_.demand[n] / phi[n];
    }
    for (std::size_t i = 0; i < countries_; ++i) supplier(j, i, levels, terms);
    for (const IncomeClaim& claim : economy_.claims) claimed_supplier(j, claim, terms);
    for (std::size_t i = 0; i < countries_; ++i) {
      const double direct = levels != nullptr ? levels->log_unit_cost.values()[first + i] : 0.0;
      state_.log_cost.values()[first + i] = direct - theta * supply[i] * state_.log_cost.values()[first + i];
    }
  }

  void finish(const LevelSeeds* levels, std::span<double> x_seed) {
    for (std::size_t n = 0; n < countries_; ++n) {
      const double* share = &economy_.input_demand.values()[n * sectors_ * sectors_];
      const double* value_added = &economy_.value_added_share.values()[n * sectors_];
      double wage = at_.wage_hat[n] * state_.wage[n];
      for (std::size_t k = 0; k < sectors_; ++k) state_.row[k] = 0.0;
      for (std::size_t j = 0; j < sectors_; ++j) {
        const double cost = state_.log_cost.values()[j * countries_ + n];
        wage += value_added[j] * cost;
        for (std::size_t k = 0; k < sectors_; ++k) state_.row[k] += share[j * sectors_ + k] * cost;
      }
      x_seed[n] = wage + (levels != nullptr ? levels->log_wage.values()[n] : 0.0);
      for (std::size_t j = 0; j < sectors_; ++j) {
        const std::size_t cell = j * countries_ + n;
        x_seed[countries_ * (1 + j) + n] = state_.row[j] + (levels != nullptr ? levels->log_price.values()[cell] : 0.0);
        x_seed[countries_ * (1 + sectors_ + j) + n] =
            at_.expenditure.values()[cell] * state_.expenditure.values()[cell];
      }
    }
  }

 private:
  [[nodiscard]] double demand_at(std::size_t j, std::size_t n) const {
    const std::size_t cell = j * countries_ + n;
    const double phi = at_.price_term.values()[cell];
    return phi > 0.0 ? at_.expenditure.values()[cell] / phi : 0.0;
  }
  void claimed_supplier(std::size_t j, const IncomeClaim& claim, TradeTermGradient* terms) {
    if (claim.sector.value() != j) return;
    const std::size_t i = claim.exporter.value();
    const std::size_t n = claim.importer.value();
    const std::size_t row = (j * countries_ + i) * countries_;
    const double seed = flow_seed(claim) * demand_at(j, n);
    state_.log_cost.values()[j * countries_ + i] += export_price_row(row)[n] * seed;
    if (terms != nullptr) terms->export_price.values()[row + n] += at_.supply_term.values()[j * countries_ + i] * seed;
  }

  /// The seed of one supplier's c^-theta, left in log_cost, and those of its trade terms.
  void supplier(std::size_t j, std::size_t i, const LevelSeeds* levels, TradeTermGradient* terms) {
    const std::size_t first = j * countries_;
    const std::size_t row = (first + i) * countries_;
    const double* delivered = &economy_.delivered.values()[row];
    const double* border = &economy_.border.values()[row];
    const double* export_price = export_price_row(row);
    const double* flow = levels != nullptr && !levels->flow.empty() ? &levels->flow.values()[row] : nullptr;
    const double supply = at_.supply_term.values()[first + i];
    const double output = state_.output.values()[first + i] - state_.earned[i];
    double seed = 0.0;
    for (std::size_t n = 0; n < countries_; ++n) {
      const double demand = demand_at(j, n);
      const double at_border = (state_.imports[n] + state_.exports[i]) * demand;
      const double at_exporter = (output + (flow != nullptr ? flow[n] : 0.0)) * demand;
      seed += delivered[n] * state_.price_term[n] + border[n] * at_border + export_price[n] * at_exporter;
      if (terms == nullptr) continue;
      terms->delivered.values()[row + n] += supply * state_.price_term[n];
      terms->border.values()[row + n] += supply * at_border;
      terms->export_price.values()[row + n] += supply * at_exporter;
    }
    state_.log_cost.values()[first + i] = seed;
  }
};

}  // namespace

LevelSeeds::LevelSeeds(const ShockedEconomy& economy)
    : log_wage(economy.country_count),
      log_price(economy.sector_count, economy.country_count),
      log_unit_cost(economy.sector_count, economy.country_count),
      income(economy.country_count),
      tariff_revenue(economy.country_count),
      gross_output(economy.sector_count, economy.country_count) {
  if (economy.production) {
    log_value_added = Array<Sector, Country>(economy.sector_count, economy.country_count);
    log_factor_premium = log_value_added;
  }
}

AdjointState::AdjointState(const ShockedEconomy& economy)
    : wage(economy.country_count),
      gap(economy.country_count),
      income(economy.country_count),
      earned(economy.country_count),
      output(economy.sector_count, economy.country_count),
      expenditure(economy.sector_count, economy.country_count),
      log_cost(economy.sector_count, economy.country_count),
      demand(economy.country_count),
      price_term(economy.country_count),
      imports(economy.country_count),
      exports(economy.country_count),
      row(economy.sector_count) {
  if (!economy.production) return;
  log_materials = log_factor_price = log_price = log_premium =
      Array<Sector, Country>(economy.sector_count, economy.country_count);
  home_value.resize(economy.country_count);
  use.resize(economy.sector_count);
}

void reverse(const ShockedEconomy& economy, const MapState& at, std::span<const double> image_seed,
             const LevelSeeds* levels, std::span<double> x_seed, AdjointState& state, TradeTermGradient* terms) {
  if (economy.production) {
    reverse_production(economy, at, image_seed, levels, x_seed, state, terms);
    return;
  }
  Sweep sweep(economy, at, state);
  sweep.clear();
  if (levels != nullptr) {
    std::copy(levels->income.values().begin(), levels->income.values().end(), state.income.begin());
    std::copy(levels->gross_output.values().begin(), levels->gross_output.values().end(),
              state.output.values().begin());
  }
  sweep.wages(image_seed);
  sweep.expenditures(image_seed);
  sweep.incomes();
  for (std::size_t j = 0; j < economy.sector_count; ++j) sweep.trade(j, image_seed, levels, terms);
  sweep.finish(levels, x_seed);
}

}  // namespace parley::model
