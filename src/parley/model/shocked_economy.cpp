#include "parley/model/shocked_economy.hpp"

#include <cmath>

namespace parley::model {
namespace {

void form_trade_terms(const Baseline& baseline, const Shock& shock, ShockedEconomy& economy) {
  const Economy& labels = baseline.economy;
  for (const double x : shock.export_tax_new.values()) economy.has_export_taxes |= x != 0.0;
  if (economy.has_export_taxes) {
    economy.export_price =
        Array<Sector, Exporter, Importer>(economy.sector_count, economy.country_count, economy.country_count);
  }
  for (const Sector s : labels.sectors()) {
    const double theta = baseline.trade_elasticity(s);
    for (const Exporter i : labels.exporters()) {
      for (const Importer n : labels.importers()) {
        const double tariff_factor = 1.0 + shock.tariff_new(s, n, i);
        const double export_tax_factor = 1.0 + shock.export_tax_new(s, n, i);
        const double trade_cost_hat = shock.iceberg_hat(s, n, i) * (tariff_factor / (1.0 + baseline.tariff(s, n, i))) *
                                      (export_tax_factor / (1.0 + baseline.export_tax(s, n, i)));
        const double share = baseline.expenditure_share(s, n, i);
        // Untouched cells keep their share to the last bit, so that no shock returns ones.
        const double weight = trade_cost_hat == 1.0 ? share : share * std::pow(trade_cost_hat, -theta);
        economy.delivered(s, i, n) = weight;
        economy.border(s, i, n) = weight / tariff_factor;
        if (economy.has_export_taxes) economy.export_price(s, i, n) = weight / tariff_factor / export_tax_factor;
      }
    }
  }
}

void copy_technology(const Baseline& baseline, ShockedEconomy& economy) {
  const Economy& labels = baseline.economy;
  for (const Country n : labels.countries()) {
    for (const Sector s : labels.sectors()) {
      economy.base_expenditure(s, n) = baseline.expenditure(n, s);
      for (const InputSector k : labels.input_sectors()) {
        economy.input_share(n, s, k) = baseline.input_share(n, k, s);
      }
    }
  }
}

/// Near the base, a wage rise loses sales with elasticity theta wherever others serve the same buyer: the wage step is
/// one over one plus that slope, a diagonal Newton step.
void form_wage_steps(const Baseline& baseline, ShockedEconomy& economy) {
  const Economy& labels = baseline.economy;
  for (const Country country : labels.countries()) {
    const Exporter i = exporter(country);
    double slope = 0.0;
    for (const Sector s : labels.sectors()) {
      const double weight = baseline.trade_elasticity(s) * baseline.value_added_share(country, s);
      for (const Importer n : labels.importers()) {
        slope += weight * baseline.flow(s, n, i) * (1.0 - baseline.expenditure_share(s, n, i));
      }
    }
    economy.wage_step(country) = 1.0 / (1.0 + slope / baseline.value_added(country));
  }
}

}  // namespace

ShockedEconomy apply_shock(const Baseline& baseline, const Shock& shock) {
  const std::size_t countries = baseline.economy.country_count();
  const std::size_t sectors = baseline.economy.sector_count();
  ShockedEconomy economy;
  economy.country_count = countries;
  economy.sector_count = sectors;
  economy.delivered = Array<Sector, Exporter, Importer>(sectors, countries, countries);
  economy.border = Array<Sector, Exporter, Importer>(sectors, countries, countries);
  economy.input_share = Array<Country, Sector, InputSector>(countries, sectors, sectors);
  economy.base_expenditure = Array<Sector, Country>(sectors, countries);
  economy.wage_step = Array<Country>(countries);
  economy.trade_elasticity = baseline.trade_elasticity;
  economy.value_added_share = baseline.value_added_share;
  economy.input_demand = baseline.input_share;
  economy.consumption_share = baseline.consumption_share;
  economy.value_added = baseline.value_added;
  economy.deficit_new = baseline.deficit;
  if (shock.deficit_rule == DeficitRule::balanced) economy.deficit_new.fill(0.0);
  economy.deficit_scales_with_world = shock.deficit_rule == DeficitRule::share_of_world;
  if (shock.numeraire) economy.numeraire = shock.numeraire->value();
  form_trade_terms(baseline, shock, economy);
  copy_technology(baseline, economy);
  form_wage_steps(baseline, economy);
  return economy;
}

}  // namespace parley::model
