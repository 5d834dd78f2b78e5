#pragma once

#include <algorithm>
#include <cmath>
#include <vector>

#include "parley/economy/baseline.hpp"
#include "parley/economy/shock.hpp"
#include "support/dual.hpp"

namespace parley::test {

/// The model once more, written straight from its equations (Caliendo & Parro 2015, eqs. 10-14, with export taxes and
/// wedges): own calibration, labour markets in place of the trade balance, one plain damped iteration, any scalar.
///
/// Slow on purpose; shares nothing with the library but the data of the baseline.
template <class Real>
class ReferenceModel {
 public:
  using Row = std::vector<Real>;
  using Table = std::vector<Row>;                             // [country][sector]
  using Cells = std::vector<std::vector<std::vector<Real>>>;  // [sector][importer][exporter]
  using Numbers = std::vector<std::vector<std::vector<double>>>;

  // What may be changed before solve().
  Cells tariff, export_tax, iceberg_hat;
  DeficitRule rule = DeficitRule::fixed;
  std::vector<bool> is_balanced, takes_remainder;  // by country; empty: nobody, and all that are not balanced
  int numeraire = -1;                              // a country; -1: world value added

  // The solution.
  Row wage, income, revenue;
  Table price, cost, output, spending;
  Cells flow_new;
  int rounds = 0;
  bool is_solved = false;

  /// Calibrates: export taxes are zero at the base.
  explicit ReferenceModel(const BaselineData& data)
      : countries_(data.economy.country_count()), sectors_(data.economy.sector_count()) {
    const std::vector<double> row(countries_, 0.0);
    flow_.assign(sectors_, {countries_, row});
    base_tariff_ = flow_;
    for (const Sector s : data.economy.sectors()) {
      theta_.push_back(data.trade_elasticity(s));
      for (const Importer n : data.economy.importers()) {
        for (const Exporter i : data.economy.exporters()) {
          flow_[s.value()][n.value()][i.value()] = data.flow(s, n, i);
          base_tariff_[s.value()][n.value()][i.value()] = data.tariff(s, n, i);
        }
      }
    }
    calibrate_shares(data);
    iceberg_hat.assign(sectors_, std::vector<Row>(countries_, Row(countries_, Real(1.0))));
    tariff = export_tax = iceberg_hat;
    for_cells([&](std::size_t j, std::size_t n, std::size_t i) {
      tariff[j][n][i] = base_tariff_[j][n][i];
      export_tax[j][n][i] = 0.0;
    });
  }

  void solve() {
    using std::exp;
    using std::log;
    wage.assign(countries_, Real(1.0));
    price.assign(countries_, Row(sectors_, Real(1.0)));
    spending.assign(countries_, Row(sectors_, Real(0.0)));
    for (std::size_t n = 0; n < countries_; ++n) {
      for (std::size_t j = 0; j < sectors_; ++j) spending[n][j] = base_spending_[n][j];
    }
    form_trade_costs();
    for (rounds = 1; rounds <= 20000; ++rounds) {
      const Row wage_before = wage;
      const Table price_before = price;
      const Table spending_before = spending;
      update_costs_and_prices();
      update_trade();
      update_spending();
      update_wages();
      double change = 0;
      for (std::size_t n = 0; n < countries_; ++n) {
        change = std::max(change, distance(wage[n], wage_before[n]));
        for (std::size_t j = 0; j < sectors_; ++j) {
          change = std::max(change, distance(price[n][j], price_before[n][j]));
          if (base_spending_[n][j] > 0)
            change = std::max(change, distance(spending[n][j], spending_before[n][j]) / base_spending_[n][j]);
        }
      }
      is_solved = change < 1e-13 * (1 + scale_of_slopes());
      if (is_solved) return;
    }
  }

  [[nodiscard]] Real log_real_income(std::size_t n) const {
    using std::log;
    return log(income[n] / Real(base_income_[n])) - log_consumer_price(n);
  }
  [[nodiscard]] Real log_real_wage(std::size_t n) const {
    using std::log;
    return log(wage[n]) - log_consumer_price(n);
  }
  [[nodiscard]] Real log_employment(std::size_t n, std::size_t j) const {
    using std::log;
    return log(output[n][j] / Real(base_output_[n][j]) / wage[n]);
  }
  [[nodiscard]] Real log_output(std::size_t n, std::size_t j) const {
    using std::log;
    return log(output[n][j] / Real(base_output_[n][j]) / cost[n][j]);
  }
  [[nodiscard]] Real exports(std::size_t i) const {
    Real sum = 0.0;
    for (std::size_t j = 0; j < sectors_; ++j) {
      for (std::size_t n = 0; n < countries_; ++n) {
        if (n != i) sum += flow_new[j][n][i];
      }
    }
    return sum;
  }

 private:
  template <class Visit>
  void for_cells(const Visit& visit) const {
    for (std::size_t j = 0; j < sectors_; ++j) {
      for (std::size_t n = 0; n < countries_; ++n) {
        for (std::size_t i = 0; i < countries_; ++i) visit(j, n, i);
      }
    }
  }

  // X = sum_i F (1+t);  g = use (X / sum_i F) / Y;  b = 1 - sum_k g;  I = VA + R + D;  alpha = (X - sum_k g Y) / I
  void calibrate_shares(const BaselineData& data) {
    const std::vector<std::vector<double>> table(countries_, std::vector<double>(sectors_, 0.0));
    base_spending_ = base_output_ = alpha_ = value_added_share_ = table;
    auto imports = table;
    std::vector<double> base_revenue(countries_, 0.0);
    base_deficit_.assign(countries_, 0.0);
    for_cells([&](std::size_t j, std::size_t n, std::size_t i) {
      const double f = flow_[j][n][i];
      base_spending_[n][j] += f * (1 + base_tariff_[j][n][i]);
      imports[n][j] += f;
      base_output_[i][j] += f;
      base_revenue[n] += f * base_tariff_[j][n][i];
      base_deficit_[n] += f;
      base_deficit_[i] -= f;
    });
    input_share_.assign(countries_, std::vector<std::vector<double>>(sectors_, std::vector<double>(sectors_, 0.0)));
    value_added_.assign(countries_, 0.0);
    for (std::size_t n = 0; n < countries_; ++n) {
      for (std::size_t j = 0; j < sectors_; ++j) {
        value_added_share_[n][j] = 1;
        for (std::size_t k = 0; k < sectors_ && base_output_[n][j] > 0 && data.use.size() > 0; ++k) {
          if (!(imports[n][k] > 0)) continue;
          const double used = data.use(Country(n), InputSector(k), Sector(j));
          input_share_[n][k][j] = used * (base_spending_[n][k] / imports[n][k]) / base_output_[n][j];
          value_added_share_[n][j] -= input_share_[n][k][j];
        }
        value_added_[n] += value_added_share_[n][j] * base_output_[n][j];
      }
      base_income_.push_back(value_added_[n] + base_revenue[n] + base_deficit_[n]);
      for (std::size_t k = 0; k < sectors_; ++k) {
        double final_use = base_spending_[n][k];
        for (std::size_t j = 0; j < sectors_; ++j) final_use -= input_share_[n][k][j] * base_output_[n][j];
        alpha_[n][k] = final_use / base_income_[n];
      }
    }
  }

  // pi kappa_hat^-theta, kappa_hat = d_hat (1+x') (1+t') / (1+t)
  void form_trade_costs() {
    using std::exp;
    using std::log;
    weight_ = tariff;
    flow_new = tariff;
    for_cells([&](std::size_t j, std::size_t n, std::size_t i) {
      const double share =
          base_spending_[n][j] > 0 ? flow_[j][n][i] * (1 + base_tariff_[j][n][i]) / base_spending_[n][j] : 0.0;
      const Real kappa = iceberg_hat[j][n][i] * (Real(1.0) + export_tax[j][n][i]) * (Real(1.0) + tariff[j][n][i]) /
                         Real(1 + base_tariff_[j][n][i]);
      weight_[j][n][i] = Real(share) * exp(Real(-theta_[j]) * log(kappa));
    });
  }

  // c = w^b prod_k P^g;  P = (sum_i pi (kappa c)^-theta)^(-1/theta)
  void update_costs_and_prices() {
    using std::exp;
    using std::log;
    cost = price;
    for (std::size_t n = 0; n < countries_; ++n) {
      for (std::size_t j = 0; j < sectors_; ++j) {
        Real sum = Real(value_added_share_[n][j]) * log(wage[n]);
        for (std::size_t k = 0; k < sectors_; ++k) sum += Real(input_share_[n][k][j]) * log(price[n][k]);
        cost[n][j] = exp(sum);
      }
    }
    for (std::size_t n = 0; n < countries_; ++n) {
      for (std::size_t j = 0; j < sectors_; ++j) {
        if (!(base_spending_[n][j] > 0)) continue;
        Real sum = 0.0;
        for (std::size_t i = 0; i < countries_; ++i) sum += weight_[j][n][i] * exp(Real(-theta_[j]) * log(cost[i][j]));
        price[n][j] = exp(log(sum) / Real(-theta_[j]));
      }
    }
  }

  // F' = pi' X' / ((1+t')(1+x'));  R' = sum t' (1+x') F';  export taxes x' F' go to the exporter
  void update_trade() {
    using std::exp;
    using std::log;
    output.assign(countries_, Row(sectors_, Real(0.0)));
    revenue.assign(countries_, Real(0.0));
    taxes_ = revenue;
    for_cells([&](std::size_t j, std::size_t n, std::size_t i) {
      if (!(flow_[j][n][i] > 0)) {
        flow_new[j][n][i] = 0.0;
        return;
      }
      const Real share = weight_[j][n][i] * exp(Real(-theta_[j]) * log(cost[i][j] / price[n][j]));
      const Real border = share * spending[n][j] / (Real(1.0) + tariff[j][n][i]);
      flow_new[j][n][i] = border / (Real(1.0) + export_tax[j][n][i]);
      revenue[n] += tariff[j][n][i] * border;
      taxes_[i] += export_tax[j][n][i] * flow_new[j][n][i];
      output[i][j] += flow_new[j][n][i];
    });
  }

  // E' = w VA + R' + export taxes
  [[nodiscard]] Row earned() const {
    Row sum = revenue;
    for (std::size_t n = 0; n < countries_; ++n) sum[n] += wage[n] * Real(value_added_[n]) + taxes_[n];
    return sum;
  }

  // Amounts in proportion to `measure` over its base, then what is missing to zero in proportion to `spread`.
  [[nodiscard]] Row deficits_in(const Row& measure, const std::vector<double>& base, const Row& spread) const {
    Row deficit(countries_, Real(0.0));
    Real left = 0.0;
    Real taken = 0.0;
    for (std::size_t n = 0; n < countries_; ++n) {
      const bool balanced = !is_balanced.empty() && is_balanced[n];
      if (!balanced) deficit[n] = Real(base_deficit_[n]) * measure[n] / Real(base[n]);
      left += deficit[n];
      if (takes(n)) taken += spread[n];
    }
    for (std::size_t n = 0; n < countries_; ++n) {
      if (takes(n)) deficit[n] = deficit[n] - left * spread[n] / taken;
    }
    return deficit;
  }
  [[nodiscard]] bool takes(std::size_t n) const {
    return takes_remainder.empty() ? is_balanced.empty() || !is_balanced[n] : takes_remainder[n];
  }

  // D' by the rule; where all scale alike, what is missing is spread by the base's earned incomes.
  [[nodiscard]] Row deficits() const {
    std::vector<double> base_earned;
    for (std::size_t n = 0; n < countries_; ++n) base_earned.push_back(base_income_[n] - base_deficit_[n]);
    if (rule == DeficitRule::balanced) return Row(countries_, Real(0.0));
    if (rule == DeficitRule::share_of_own_income) return deficits_in(earned(), base_earned, earned());
    Real world = 0.0;
    double world_base = 0;
    for (std::size_t n = 0; n < countries_; ++n) {
      world += wage[n] * Real(value_added_[n]);
      world_base += value_added_[n];
    }
    if (rule == DeficitRule::fixed) world = world_base;
    Row spread(countries_, Real(0.0));
    for (std::size_t n = 0; n < countries_; ++n) spread[n] = base_earned[n];
    return deficits_in(Row(countries_, world), std::vector<double>(countries_, world_base), spread);
  }

  // I' = E' + D';  X' = sum_k g Y' + alpha I'
  void update_spending() {
    income = earned();
    const Row deficit = deficits();
    for (std::size_t n = 0; n < countries_; ++n) {
      income[n] += deficit[n];
      for (std::size_t k = 0; k < sectors_; ++k) {
        Real sum = Real(alpha_[n][k]) * income[n];
        for (std::size_t j = 0; j < sectors_; ++j) sum += Real(input_share_[n][k][j]) * output[n][j];
        if (base_spending_[n][k] > 0) spending[n][k] = sum;
      }
    }
  }

  // w VA = sum_j b Y', a part of the way in logs; then the numeraire
  void update_wages() {
    using std::exp;
    using std::log;
    constexpr double damping = 0.3;
    Real world = 0.0;
    double world_base = 0;
    for (std::size_t n = 0; n < countries_; ++n) {
      Real demand = 0.0;
      for (std::size_t j = 0; j < sectors_; ++j) demand += Real(value_added_share_[n][j]) * output[n][j];
      wage[n] = exp(Real(1 - damping) * log(wage[n]) + Real(damping) * log(demand / Real(value_added_[n])));
      world += wage[n] * Real(value_added_[n]);
      world_base += value_added_[n];
    }
    const Real unit = numeraire < 0 ? world / Real(world_base) : wage[static_cast<std::size_t>(numeraire)];
    for (std::size_t n = 0; n < countries_; ++n) wage[n] = wage[n] / unit;
  }

  [[nodiscard]] Real log_consumer_price(std::size_t n) const {
    using std::log;
    Real sum = 0.0;
    for (std::size_t j = 0; j < sectors_; ++j) sum += Real(alpha_[n][j]) * log(price[n][j]);
    return sum;
  }

  [[nodiscard]] double scale_of_slopes() const {
    double largest = 0;
    for (const Real& each : wage) largest = std::max(largest, distance(each, Real(1.0)));
    return largest;
  }

  std::size_t countries_;
  std::size_t sectors_;
  Numbers flow_, base_tariff_, input_share_;
  std::vector<std::vector<double>> base_spending_, base_output_, alpha_, value_added_share_;
  std::vector<double> theta_, value_added_, base_income_, base_deficit_;
  Cells weight_;
  Row taxes_;
};

}  // namespace parley::test
