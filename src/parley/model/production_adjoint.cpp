#include "parley/model/production_adjoint.hpp"

#include <algorithm>

#include "parley/model/country_sweep.hpp"

namespace parley::model {
namespace {

/// One sweep backwards through evaluate_production(), in the reverse of its order.
///
///     dln c  = b' dln r + sum_k g' dln P_k,      dln b' = (1-ev) (dln r - dln c)
///     dln g' = (1-em) (dln P_k - dln M) + (1-ev) (dln M - dln c)
///     dln pi'_i = -theta (dln p_i - dln Pm) - theta_d (dln Pm - dln P),   dln P = sum_i pi'_i dln p_i
class ProductionSweep : public CountrySweep {
 public:
  ProductionSweep(const ShockedEconomy& economy, const MapState& at, AdjointState& state)
      : CountrySweep(economy, at, state), terms_(*economy.production), levels_(at.production) {}

  void begin(const LevelSeeds* levels) {
    clear();
    state_.log_materials.fill(0.0);
    state_.log_factor_price.fill(0.0);
    state_.log_price.fill(0.0);
    state_.log_premium.fill(0.0);
    if (levels == nullptr) return;
    std::ranges::copy(levels->income.values(), state_.income.begin());
    std::ranges::copy(levels->gross_output.values(), state_.output.values().begin());
    std::ranges::copy(levels->log_unit_cost.values(), state_.log_cost.values().begin());
    std::ranges::copy(levels->log_price.values(), state_.log_price.values().begin());
    std::ranges::copy(levels->log_factor_premium.values(), state_.log_premium.values().begin());
    for (std::size_t cell = 0; cell < levels->log_value_added.size(); ++cell)
      value_added(cell, levels->log_value_added.values()[cell]);
  }

  /// X+ = sum_k g' Y + alpha I, in logs.
  void expenditures(std::span<const double> seed) {
    const std::size_t matrix = sectors_ * sectors_;
    for (std::size_t n = 0; n < countries_; ++n) {
      const double* mix = &terms_.mix.values()[n * matrix];
      std::fill(state_.row.begin(), state_.row.end(), 0.0);
      for (std::size_t j = 0; j < sectors_; ++j) state_.use[j] = use_of_materials(j * countries_ + n);
      for (std::size_t k = 0; k < sectors_; ++k) {
        const std::size_t cell = k * countries_ + n;
        if (!(economy_.base_expenditure.values()[cell] > 0.0)) continue;
        // At a solution X+ = X.
        const double spent = seed[countries_ * (1 + sectors_ + k) + n] / at_.expenditure.values()[cell];
        state_.income[n] += economy_.consumption_share.values()[n * sectors_ + k] * spent;
        const double by_power = levels_.price_power.values()[cell] * spent;
        double used = 0.0;
        for (std::size_t j = 0; j < sectors_; ++j) {
          state_.row[j] += mix[k * sectors_ + j] * by_power;
          used += mix[k * sectors_ + j] * state_.use[j];
        }
        state_.log_price.values()[cell] += terms_.materials * by_power * used;
      }
      for (std::size_t j = 0; j < sectors_; ++j) {
        const std::size_t cell = j * countries_ + n;
        const double per_output =
            state_.row[j] * levels_.materials_share_new.values()[cell] / levels_.materials_power.values()[cell];
        const double bought = per_output * at_.gross_output.values()[cell];
        state_.output.values()[cell] += per_output;
        state_.log_materials.values()[cell] += (terms_.value_added - terms_.materials) * bought;
        state_.log_cost.values()[cell] -= terms_.value_added * bought;
      }
    }
  }

  /// ln r/w + step (mu (ln v - ln w) - ln r/w).
  void premiums(std::span<const double> seed) {
    if (!terms_.has_own_factor_prices()) return;
    for (std::size_t j = 0; j < sectors_; ++j) {
      for (std::size_t n = 0; n < countries_; ++n) {
        const std::size_t cell = j * countries_ + n;
        const double premium = seed[countries_ * (1 + 2 * sectors_ + j) + n];
        const double step = terms_.step.values()[cell];
        state_.log_premium.values()[cell] += (1.0 - step) * premium;
        if (!(terms_.base_output.values()[cell] > 0.0)) continue;
        const double by_value_added = terms_.immobility * step * premium;
        value_added(cell, by_value_added);
        state_.wage[n] -= by_value_added / at_.wage_hat[n];
      }
    }
  }

  /// One sector's trade: seeds of its suppliers' costs and of what was spent, and dV/d of its trade terms.
  void trade(std::size_t j, std::span<const double> image_seed, const LevelSeeds* levels, TradeTermGradient* terms) {
    const std::size_t first = j * countries_;
    for (std::size_t n = 0; n < countries_; ++n) {
      const double tariffs = state_.earned[n] + (levels != nullptr ? levels->tariff_revenue.values()[n] : 0.0);
      state_.imports[n] = -state_.gap[n] - tariffs;
      state_.exports[n] = state_.gap[n] + state_.earned[n];
      state_.expenditure.values()[first + n] = tariffs;
      state_.demand[n] = state_.home_value[n] = 0.0;
    }
    for (std::size_t i = 0; i < countries_; ++i) {
      for (std::size_t n = 0; n < countries_; ++n) {
        const PairValue value = value_of(j, i, n, levels);
        (in_home_nest(i, n) ? state_.home_value : state_.demand)[n] += value.at_border + value.at_exporter;
      }
    }
    for (std::size_t n = 0; n < countries_; ++n) price_seeds(j, n, image_seed[countries_ * (1 + j) + n]);
    for (std::size_t i = 0; i < countries_; ++i) supplier(j, i, levels, terms);
  }

  void finish(const LevelSeeds* levels, std::span<double> x_seed) {
    const std::size_t matrix = sectors_ * sectors_;
    for (std::size_t n = 0; n < countries_; ++n) {
      const double* mix = &terms_.mix_demand.values()[n * matrix];
      double wage = at_.wage_hat[n] * state_.wage[n] + (levels != nullptr ? levels->log_wage.values()[n] : 0.0);
      std::fill(state_.row.begin(), state_.row.end(), 0.0);
      for (std::size_t j = 0; j < sectors_; ++j) {
        const std::size_t cell = j * countries_ + n;
        const double cost = state_.log_cost.values()[cell];
        const double factor =
            state_.log_factor_price.values()[cell] + levels_.value_added_share_new.values()[cell] * cost;
        const double materials =
            state_.log_materials.values()[cell] + levels_.materials_share_new.values()[cell] * cost;
        wage += factor;
        if (terms_.has_own_factor_prices())
          x_seed[countries_ * (1 + 2 * sectors_ + j) + n] = state_.log_premium.values()[cell] + factor;
        const double by_mix = materials / levels_.materials_power.values()[cell];
        for (std::size_t k = 0; k < sectors_; ++k) state_.row[k] += mix[j * sectors_ + k] * by_mix;
      }
      x_seed[n] = wage;
      for (std::size_t k = 0; k < sectors_; ++k) {
        const std::size_t cell = k * countries_ + n;
        x_seed[countries_ * (1 + k) + n] =
            state_.log_price.values()[cell] + levels_.price_power.values()[cell] * state_.row[k];
        x_seed[countries_ * (1 + sectors_ + k) + n] =
            at_.expenditure.values()[cell] * state_.expenditure.values()[cell];
      }
    }
  }

 private:
  /// What a pair's trade is worth to the outcome: its value times the seed of the border's and of the exporter's price.
  struct PairValue {
    double at_border = 0;
    double at_exporter = 0;
  };

  [[nodiscard]] bool in_home_nest(std::size_t i, std::size_t n) const { return i == n && terms_.is_nested(); }

  /// Foreign suppliers' spending per unit of term.
  [[nodiscard]] double demand_of(std::size_t cell) const {
    if (terms_.is_nested()) return levels_.demand.values()[cell];
    const double phi = at_.price_term.values()[cell];
    return phi > 0.0 ? at_.expenditure.values()[cell] / phi : 0.0;
  }

  /// Materials' part of a sector's output over M^(1-em).
  [[nodiscard]] double use_of_materials(std::size_t cell) const {
    return at_.gross_output.values()[cell] * levels_.materials_share_new.values()[cell] /
           levels_.materials_power.values()[cell];
  }

  /// A seed of ln v = (1-ev) (ln r - ln c) + ln Y'/Y.
  void value_added(std::size_t cell, double seed) {
    if (!(terms_.base_output.values()[cell] > 0.0)) return;
    state_.output.values()[cell] += seed / at_.gross_output.values()[cell];
    state_.log_factor_price.values()[cell] += terms_.value_added * seed;
    state_.log_cost.values()[cell] -= terms_.value_added * seed;
  }

  [[nodiscard]] double claimed(std::size_t j, std::size_t i, std::size_t n) const {
    double seed = 0.0;
    for (const IncomeClaim& claim : economy_.claims) {
      if (claim.sector.value() == j && claim.exporter.value() == i && claim.importer.value() == n)
        seed += flow_seed(claim);
    }
    return seed;
  }

  [[nodiscard]] PairValue value_of(std::size_t j, std::size_t i, std::size_t n, const LevelSeeds* levels) const {
    const std::size_t first = j * countries_;
    const std::size_t pair = (first + i) * countries_ + n;
    double border;
    double exporter_value;
    if (in_home_nest(i, n)) {
      border = exporter_value = levels_.home_share.values()[first + n] * at_.expenditure.values()[first + n] /
                                terms_.home_factor.values()[first + n];
    } else {
      const double demand = at_.supply_term.values()[first + i] * demand_of(first + n);
      border = economy_.border.values()[pair] * demand;
      exporter_value = export_price_row(pair - n)[n] * demand;
    }
    double seed = state_.output.values()[first + i] - state_.earned[i] + claimed(j, i, n);
    if (levels != nullptr && !levels->flow.empty()) seed += levels->flow.values()[pair];
    return {border * (state_.imports[n] + state_.exports[i]), exporter_value * seed};
  }

  /// From the value of trade to the price seeds: price_term gets that of the bundle of suppliers, home_value that of home.
  void price_seeds(std::size_t j, std::size_t n, double image_seed) {
    const std::size_t cell = j * countries_ + n;
    const double theta = economy_.trade_elasticity.values()[j];
    const double foreign = state_.demand[n];
    const double home = state_.home_value[n];
    const double spent = at_.expenditure.values()[cell];
    if (spent > 0.0) state_.expenditure.values()[cell] += (foreign + home) / spent;
    if (!terms_.is_nested()) {
      state_.price_term[n] = image_seed + theta * foreign;
      return;
    }
    const double home_theta = terms_.home_elasticity.values()[j];
    const double price = image_seed + home_theta * (foreign + home);
    const double home_share = levels_.home_share.values()[cell];
    const double bought = at_.price_term.values()[cell] * levels_.demand.values()[cell];
    const double import_share = spent > 0.0 ? bought / spent : 0.0;
    state_.price_term[n] = (theta - home_theta) * foreign + import_share * price;
    state_.home_value[n] = home_share * price - home_theta * home;
  }

  void supplier(std::size_t j, std::size_t i, const LevelSeeds* levels, TradeTermGradient* terms) {
    const std::size_t first = j * countries_;
    const double theta = economy_.trade_elasticity.values()[j];
    double cost = 0.0;
    for (std::size_t n = 0; n < countries_; ++n) {
      const std::size_t pair = (first + i) * countries_ + n;
      const double phi = at_.price_term.values()[first + n];
      const PairValue value = value_of(j, i, n, levels);
      double by_price = state_.home_value[n];
      if (!in_home_nest(i, n)) {
        const double share =
            phi > 0.0 ? economy_.delivered.values()[pair] * at_.supply_term.values()[first + i] / phi : 0.0;
        by_price = share * state_.price_term[n] - theta * (value.at_border + value.at_exporter);
      }
      cost += by_price;
      if (terms == nullptr) continue;
      terms->delivered.values()[pair] += by_price;
      terms->border.values()[pair] += value.at_border;
      terms->export_price.values()[pair] += value.at_exporter;
    }
    state_.log_cost.values()[first + i] += cost;
  }

  const ProductionTerms& terms_;
  const ProductionLevels& levels_;
};

}  // namespace

void reverse_production(const ShockedEconomy& economy, const MapState& at, std::span<const double> image_seed,
                        const LevelSeeds* levels, std::span<double> x_seed, AdjointState& state,
                        TradeTermGradient* terms) {
  ProductionSweep sweep(economy, at, state);
  sweep.begin(levels);
  sweep.wages(image_seed);
  sweep.expenditures(image_seed);
  sweep.premiums(image_seed);
  sweep.incomes();
  for (std::size_t j = 0; j < economy.sector_count; ++j) sweep.trade(j, image_seed, levels, terms);
  sweep.finish(levels, x_seed);
}

}  // namespace parley::model
