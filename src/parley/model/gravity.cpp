#include "parley/model/gravity.hpp"

#include <cmath>

namespace parley::model {
namespace {

struct Margins {
  std::vector<double> output, spending;
  double world = 0;
};

Margins margins(const GravityEconomy& economy) {
  const std::size_t countries = economy.codes.size();
  Margins sums{std::vector<double>(countries), std::vector<double>(countries), 0};
  for (const Exporter i : all<Exporter>(countries)) {
    for (const Importer n : all<Importer>(countries)) {
      sums.output[i.value()] += economy.flow(i, n);
      sums.spending[n.value()] += economy.flow(i, n);
      sums.world += economy.flow(i, n);
    }
  }
  return sums;
}

/// E_hat under the rule and Xi, from output changes.
void spend(const Margins& base, GravityDeficits rule, GravityState& state) {
  const std::size_t countries = base.output.size();
  double in_proportion = 0.0;
  for (std::size_t n = 0; n < countries; ++n) in_proportion += state.output_hat[n] * base.spending[n];
  state.world_factor = rule == GravityDeficits::additive ? 1.0 : base.world / in_proportion;
  for (std::size_t n = 0; n < countries; ++n) {
    const double output_hat = state.output_hat[n];
    const double deficit = base.spending[n] - base.output[n];
    switch (rule) {
      case GravityDeficits::additive:
        state.spending_hat[n] = (output_hat * base.output[n] + deficit) / base.spending[n];
        break;
      case GravityDeficits::universal:
        state.spending_hat[n] = state.world_factor * output_hat;
        break;
      case GravityDeficits::multiplicative:
        state.spending_hat[n] = output_hat;
        break;
    }
  }
}

}  // namespace

GravityShock no_gravity_shock(const GravityEconomy& economy) {
  GravityShock shock;
  shock.trade_cost_effect = economy.flow;
  shock.trade_cost_effect.fill(1.0);
  return shock;
}

double evaluate(const GravityEconomy& economy, const GravityShock& shock, std::span<const double> log_price,
                std::span<double> image, GravityState& state) {
  const std::size_t countries = economy.codes.size();
  const Margins base = margins(economy);
  const double theta = economy.trade_elasticity;
  const double psi = economy.supply_elasticity;
  for (auto* values :
       {&state.price_hat, &state.price_index_hat, &state.output_hat, &state.quantity_hat, &state.spending_hat})
    values->assign(countries, 0.0);
  if (state.flow_new.empty()) state.flow_new = economy.flow;
  double world = 0.0;
  for (std::size_t i = 0; i < countries; ++i) state.price_hat[i] = std::exp(log_price[i]);
  for (const Importer n : all<Importer>(countries)) {
    double sum = 0.0;
    for (const Exporter i : all<Exporter>(countries)) {
      state.flow_new(i, n) =
          economy.flow(i, n) * shock.trade_cost_effect(i, n) * std::exp(-theta * log_price[i.value()]);
      sum += state.flow_new(i, n);
    }
    const std::size_t at = n.value();
    state.price_index_hat[at] = std::pow(sum / base.spending[at], -1.0 / theta);
    state.quantity_hat[at] = std::pow(state.price_hat[at] / state.price_index_hat[at], psi);
    state.output_hat[at] = state.price_hat[at] * state.quantity_hat[at];
    world += state.output_hat[at] * base.output[at];
  }
  spend(base, shock.deficits, state);
  for (const Importer n : all<Importer>(countries)) {
    const double demand = std::pow(state.price_index_hat[n.value()], theta) * state.spending_hat[n.value()];
    for (const Exporter i : all<Exporter>(countries)) state.flow_new(i, n) *= demand;
  }
  double worst = std::abs(std::log(world / base.world));
  double world_new = 0.0;
  const double clearing = shock.deficits == GravityDeficits::multiplicative ? state.world_factor : 1.0;
  for (const Exporter i : all<Exporter>(countries)) {
    double sold = 0.0;
    for (const double flow : state.flow_new.row(i)) sold += flow;
    const double gap = std::log(clearing * sold / (state.output_hat[i.value()] * base.output[i.value()]));
    if (!(std::abs(gap) <= worst)) worst = std::abs(gap);
    image[i.value()] = log_price[i.value()] + gap / (1.0 + theta + psi);
    world_new += std::exp(image[i.value()] * (1.0 + psi)) * std::pow(state.price_index_hat[i.value()], -psi) *
                 base.output[i.value()];
  }
  // Prices of producers and buyers move together with the unit of account: p P^-psi is of degree one.
  const double unit = std::log(world_new / base.world);
  for (std::size_t i = 0; i < countries; ++i) image[i] -= unit;
  return worst;
}

}  // namespace parley::model
