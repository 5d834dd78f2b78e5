#include "parley/equilibrium/production_reading.hpp"

#include <cmath>

#include "parley/model/equilibrium_map.hpp"

namespace parley {
using model::log_of_change;
using model::power_change;

double factor_price_hat(const Equilibrium& equilibrium, Country n, Sector s) {
  return equilibrium.factor_price_hat.empty() ? equilibrium.wage_hat(n) : equilibrium.factor_price_hat(n, s);
}

SectorProduction sector_production(const Baseline& baseline, const Equilibrium& equilibrium, Country n, Sector s) {
  const double by_bundle = 1.0 - baseline.production.value_added_materials;
  const double by_input = 1.0 - baseline.production.among_materials;
  SectorProduction result;
  double change = 0.0;
  for (const InputSector k : baseline.economy.input_sectors()) {
    // An input that is not used may have no price.
    const double share = baseline.input_share(n, k, s);
    if (share == 0.0) continue;
    result.materials_share_base += share;
    change += share * power_change(by_input, std::log(equilibrium.price_index_hat(n, sector(k))));
  }
  const double materials = result.materials_share_base;
  const double log_materials = materials > 0.0 ? log_of_change(by_input, change / materials) : 0.0;
  const double log_factor = std::log(factor_price_hat(equilibrium, n, s));
  const double b = baseline.value_added_share(n, s);
  const double log_cost = log_of_change(
      by_bundle, b * power_change(by_bundle, log_factor) + materials * power_change(by_bundle, log_materials));
  result.materials_price_hat = std::exp(log_materials);
  result.unit_cost_hat = std::exp(log_cost);
  result.value_added_share = b * std::exp(by_bundle * (log_factor - log_cost));
  result.materials_share = materials * std::exp(by_bundle * (log_materials - log_cost));
  return result;
}

double input_share_new(const Baseline& baseline, const Equilibrium& equilibrium, const SectorProduction& production,
                       Country n, InputSector k, Sector s) {
  const double share = baseline.input_share(n, k, s);
  if (share == 0.0) return 0.0;
  const double relative = equilibrium.price_index_hat(n, sector(k)) / production.materials_price_hat;
  return share * std::pow(relative, 1.0 - baseline.production.among_materials) *
         (production.materials_share / production.materials_share_base);
}

double value_added_hat(const Baseline& baseline, const Equilibrium& equilibrium, Country n, Sector s) {
  const double output = baseline.gross_output(n, s);
  if (!(output > 0.0)) return 1.0;
  const double by_output = equilibrium.gross_output_new(n, s) / output;
  if (is_long_run(baseline.production)) return by_output;
  return by_output * sector_production(baseline, equilibrium, n, s).value_added_share /
         baseline.value_added_share(n, s);
}

}  // namespace parley
