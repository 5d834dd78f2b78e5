#include "parley/model/fixed_firms.hpp"

#include <cmath>
#include <numeric>

namespace parley::model {
namespace {

double larger(double a, double b) { return b <= a || std::isnan(a) ? a : b; }

void prices(const FixedFirmsEconomy& economy, const FixedFirmsShares& shares, const FixedFirmsShock& shock,
            FixedFirmsState& state) {
  const std::size_t countries = economy.countries.size();
  for (const Sector s : all<Sector>(economy.sectors.size())) {
    const double sigma = economy.substitution(s);
    for (const Importer n : all<Importer>(countries)) {
      double sum = 0.0;
      for (const Exporter i : all<Exporter>(countries)) {
        const double wedge = (1 + shock.tariff_new(s, n, i)) / (1 + economy.tariff(s, n, i));
        const double cost = std::pow(state.wage_hat[i.value()], 1 - sigma);
        sum += shares.expenditure_share(s, n, i) * cost * std::pow(wedge, 1 - sigma);
        state.trade_new(s, n, i) = economy.trade(s, n, i) * cost * std::pow(wedge, -sigma);
      }
      state.price_hat(country(n), s) = sum > 0 ? std::pow(sum, 1 / (1 - sigma)) : 1.0;
      const double demand = sum > 0 ? state.spending_hat[n.value()] / sum : 0.0;  // P^(sigma-1) E
      for (const Exporter i : all<Exporter>(countries)) state.trade_new(s, n, i) *= demand;
    }
  }
}

}  // namespace

FixedFirmsShares::FixedFirmsShares(const FixedFirmsEconomy& economy)
    : expenditure_share(economy.trade),
      labour_share(economy.countries.size(), economy.sectors.size()),
      spending_share(labour_share),
      sales(labour_share),
      profit(labour_share),
      spending(economy.countries.size(), 0.0),
      wage_bill(spending),
      net_exports(spending) {
  const std::size_t countries = economy.countries.size();
  std::vector<double> revenue(countries, 0.0);
  for (const Sector s : all<Sector>(economy.sectors.size())) {
    for (const Importer n : all<Importer>(countries)) {
      double spent = 0.0;
      for (const Exporter i : all<Exporter>(countries)) {
        const double value = economy.trade(s, n, i);
        spent += value * (1 + economy.tariff(s, n, i));
        revenue[n.value()] += value * economy.tariff(s, n, i);
        sales(country(i), s) += value;
        net_exports[i.value()] += value;
        net_exports[n.value()] -= value;
      }
      for (const Exporter i : all<Exporter>(countries))
        expenditure_share(s, n, i) = spent > 0 ? economy.trade(s, n, i) * (1 + economy.tariff(s, n, i)) / spent : 0.0;
      spending_share(country(n), s) = spent;
      spending[n.value()] += spent;
    }
  }
  for (const Country n : all<Country>(countries)) {
    double profits = 0.0;
    double labour = 0.0;
    for (const Sector s : all<Sector>(economy.sectors.size())) {
      const double sigma = economy.substitution(s);
      spending_share(n, s) /= spending[n.value()];
      profit(n, s) = sales(n, s) / sigma;
      labour_share(n, s) = sales(n, s) * (sigma - 1) / sigma;
      profits += profit(n, s);
      labour += labour_share(n, s);
    }
    for (const Sector s : all<Sector>(economy.sectors.size())) labour_share(n, s) /= labour;
    wage_bill[n.value()] = spending[n.value()] + net_exports[n.value()] - revenue[n.value()] - profits;
  }
}

double evaluate(const FixedFirmsEconomy& economy, const FixedFirmsShares& shares, const FixedFirmsShock& shock,
                std::span<const double> x, std::span<double> image, FixedFirmsState& state) {
  const std::size_t countries = economy.countries.size();
  if (state.trade_new.empty()) {
    state.trade_new = economy.trade;
    state.price_hat = state.profit_hat = shares.sales;
  }
  state.wage_hat.assign(countries, 0.0);
  state.spending_hat.assign(countries, 0.0);
  state.tariff_revenue.assign(countries, 0.0);
  for (std::size_t n = 0; n < countries; ++n) {
    state.wage_hat[n] = std::exp(x[n]);
    state.spending_hat[n] = std::exp(x[countries + n]);
  }
  prices(economy, shares, shock, state);
  state.profit_hat.fill(0.0);
  for (const Sector s : all<Sector>(economy.sectors.size())) {
    for (const Importer n : all<Importer>(countries)) {
      for (const Exporter i : all<Exporter>(countries)) {
        state.profit_hat(country(i), s) += state.trade_new(s, n, i);
        state.tariff_revenue[n.value()] += shock.tariff_new(s, n, i) * state.trade_new(s, n, i);
      }
    }
  }
  double worst = 0.0;
  double world = 0.0;
  double world_new = 0.0;
  double world_now = 0.0;
  for (const Country n : all<Country>(countries)) {
    const std::size_t at = n.value();
    double wage = 0.0;
    double profits = 0.0;
    double slope = 0.0;
    for (const Sector s : all<Sector>(economy.sectors.size())) {
      double& hat = state.profit_hat(n, s);
      hat = shares.sales(n, s) > 0 ? hat / shares.sales(n, s) : 0.0;
      wage += shares.labour_share(n, s) * hat;
      slope += shares.labour_share(n, s) * economy.substitution(s);
      profits += shares.profit(n, s) * hat;
    }
    const double spent =
        shares.wage_bill[at] * state.wage_hat[at] + profits + state.tariff_revenue[at] - shock.net_exports_new[at];
    const double labour_gap = std::log(wage) - x[at];
    const double budget_gap = std::log(spent / shares.spending[at]) - x[countries + at];
    worst = larger(larger(worst, std::abs(labour_gap)), std::abs(budget_gap));
    // A higher wage loses sales with elasticity of about sigma: a diagonal Newton step.
    image[at] = x[at] + labour_gap / slope;
    image[countries + at] = x[countries + at] + budget_gap;
    world += shares.wage_bill[at];
    world_new += shares.wage_bill[at] * std::exp(image[at]);
    world_now += shares.wage_bill[at] * state.wage_hat[at];
  }
  const double unit = std::log(world_new / world);
  for (std::size_t at = 0; at < countries; ++at) image[at] -= unit;
  return larger(worst, std::abs(world_now / world - 1));
}

}  // namespace parley::model
