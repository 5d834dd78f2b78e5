#include "parley/model/production_terms.hpp"

#include <algorithm>

namespace parley::model {
namespace {

void copy_shares(const Baseline& baseline, ProductionTerms& terms) {
  const Economy& labels = baseline.economy;
  for (const Country n : labels.countries()) {
    for (const Sector j : labels.sectors()) {
      double materials = 0.0;
      for (const InputSector k : labels.input_sectors()) materials += baseline.input_share(n, k, j);
      terms.value_added_share(j, n) = baseline.value_added_share(n, j);
      terms.materials_share(j, n) = materials;
      terms.base_output(j, n) = baseline.gross_output(n, j);
      if (!(materials > 0.0)) continue;
      const double scale = 1.0 / materials;
      for (const InputSector k : labels.input_sectors())
        terms.mix(n, k, j) = terms.mix_demand(n, j, k) = baseline.input_share(n, k, j) * scale;
    }
  }
}

/// pi of a foreign supplier in all imports is `within`; of everything, `share`:  -dln demand / dln own price.
double own_price_slope(double theta, double home_theta, double within, double share) {
  return theta * (1.0 - within) + home_theta * (within - share);
}

/// k[i,j], and from it how far a step of ln r/w may go without overshooting.
void form_steps(const Baseline& baseline, ProductionTerms& terms) {
  const Economy& labels = baseline.economy;
  for (const Sector j : labels.sectors()) {
    const double theta = baseline.trade_elasticity(j);
    const double home_theta = terms.is_nested() ? terms.home_elasticity(j) : theta;
    for (const Country i : labels.countries()) {
      double slope = 0.0;
      for (const Importer n : labels.importers()) {
        const double share = baseline.expenditure_share(j, n, exporter(i));
        const double bought = terms.import_share(j, country(n));
        const bool at_home = country(n) == i && terms.is_nested();
        const double within = at_home ? 1.0 : (bought > 0.0 ? share / bought : 0.0);
        slope += baseline.flow(j, n, exporter(i)) * own_price_slope(theta, home_theta, within, share);
      }
      const double output = baseline.gross_output(i, j);
      const double by_price = output > 0.0 ? baseline.value_added_share(i, j) * slope / output : 0.0;
      const double by_mix = terms.value_added * (1.0 - baseline.value_added_share(i, j));
      // A fifth keeps steps bounded where demand rises with its own price, as it does at elasticities below one.
      terms.step(j, i) = 1.0 / std::max(0.2, 1.0 + terms.immobility * (by_price - by_mix));
    }
  }
}

void form_nest(const Baseline& baseline, ProductionTerms& terms) {
  const Economy& labels = baseline.economy;
  for (const Sector j : labels.sectors()) {
    for (const Importer n : labels.importers()) {
      for (const Exporter i : labels.exporters()) {
        const bool in_own_nest = terms.is_nested() && country(n) == country(i);
        if (!in_own_nest) terms.share(j, i, n) = baseline.expenditure_share(j, n, i);
        if (in_own_nest) terms.home_share(j, country(n)) = baseline.expenditure_share(j, n, i);
        // Added up rather than one less home, which loses the digits of small imports.
        terms.import_share(j, country(n)) += terms.share(j, i, n);
      }
      terms.home_factor(j, country(n)) = 1.0 + baseline.tariff(j, n, exporter(country(n)));
    }
  }
}

}  // namespace

bool has_production_terms(const Baseline& baseline) {
  const auto positive = [](double theta) { return theta > 0.0; };
  return !is_long_run(baseline.production) || !std::ranges::all_of(baseline.trade_elasticity.values(), positive);
}

ProductionTerms production_terms(const Baseline& baseline) {
  const std::size_t countries = baseline.economy.country_count();
  const std::size_t sectors = baseline.economy.sector_count();
  const Array<Sector, Country> cells(sectors, countries);
  ProductionTerms terms;
  terms.immobility = baseline.production.immobility;
  terms.value_added = 1.0 - baseline.production.value_added_materials;
  terms.materials = 1.0 - baseline.production.among_materials;
  terms.home_elasticity = baseline.production.home_elasticity;
  terms.mix = Array<Country, InputSector, Sector>(countries, sectors, sectors);
  terms.mix_demand = Array<Country, Sector, InputSector>(countries, sectors, sectors);
  terms.share = terms.log_trade_cost = Array<Sector, Exporter, Importer>(sectors, countries, countries);
  terms.value_added_share = terms.materials_share = terms.base_output = terms.step = cells;
  terms.import_share = terms.home_share = terms.home_factor = cells;
  copy_shares(baseline, terms);
  form_nest(baseline, terms);
  form_steps(baseline, terms);
  return terms;
}

}  // namespace parley::model
