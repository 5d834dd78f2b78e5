#include "parley/model/restate.hpp"

#include <cmath>

#include "parley/base/error.hpp"

namespace parley::model {
namespace {

void require_one_sector(const Baseline& baseline) {
  if (baseline.economy.sector_count() != 1)
    throw InputError(Place{.key = baseline.info.name}, "has several sectors; gravity here has one",
                     "add the sectors up first");
}

}  // namespace

GravityEconomy as_gravity(const Baseline& one_sector, double supply_elasticity) {
  require_one_sector(one_sector);
  const std::size_t countries = one_sector.economy.country_count();
  GravityEconomy economy{one_sector.economy.country_codes(), Array<Exporter, Importer>(countries, countries),
                         one_sector.trade_elasticity(Sector(0)), supply_elasticity};
  for (const Exporter i : one_sector.economy.exporters()) {
    for (const Importer n : one_sector.economy.importers()) economy.flow(i, n) = one_sector.flow(Sector(0), n, i);
  }
  return economy;
}

GravityShock as_gravity(const Baseline& one_sector, const Shock& shock) {
  require_one_sector(one_sector);
  const Sector only(0);
  const std::size_t countries = one_sector.economy.country_count();
  GravityShock change{Array<Exporter, Importer>(countries, countries), GravityDeficits::additive};
  for (const Exporter i : one_sector.economy.exporters()) {
    for (const Importer n : one_sector.economy.importers()) {
      const double cost = shock.iceberg_hat(only, n, i) * (1 + shock.tariff_new(only, n, i)) *
                          (1 + shock.export_tax_new(only, n, i)) /
                          ((1 + one_sector.tariff(only, n, i)) * (1 + one_sector.export_tax(only, n, i)));
      change.trade_cost_effect(i, n) = std::pow(cost, -one_sector.trade_elasticity(only));
    }
  }
  return change;
}

FixedFirmsEconomy as_fixed_firms(const Baseline& baseline) {
  FixedFirmsEconomy economy{baseline.economy.country_codes(), baseline.economy.sector_codes(), baseline.flow,
                            baseline.tariff, baseline.trade_elasticity};
  for (double& sigma : economy.substitution.values()) sigma += 1;
  return economy;
}

double trade_under_other_instruments(const Baseline& baseline, const Shock& shock) {
  double trade = 0.0;
  for (std::size_t at = 0; at < baseline.flow.size(); ++at) {
    const bool other = shock.export_tax_new.values()[at] != 0.0 || baseline.export_tax.values()[at] != 0.0 ||
                       shock.iceberg_hat.values()[at] != 1.0;
    if (other) trade += baseline.flow.values()[at];
  }
  return trade;
}

}  // namespace parley::model
