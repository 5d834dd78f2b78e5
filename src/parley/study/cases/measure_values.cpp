#include "parley/study/cases/measure_values.hpp"

#include <cmath>

namespace parley::study {
namespace {

/// What one country sells to another before, and after at base prices: each sector's sales over its cost's change.
struct Volume {
  double before = 0;
  double after = 0;
};

Volume sold_to(const SolvedWorld& world, Country seller, Country buyer) {
  Volume volume;
  for (const Sector s : world.baseline.economy.sectors()) {
    const double before = world.baseline.flow(s, importer(buyer), exporter(seller));
    if (!(before > 0)) continue;
    volume.before += before;
    volume.after +=
        world.equilibrium.flow_new(s, importer(buyer), exporter(seller)) / world.equilibrium.unit_cost_hat(seller, s);
  }
  return volume;
}

/// Mean tariff on all imports of goods, weighted by base trade.
double mean_tariff_pct(const SolvedWorld& world, Country n, const Array<Sector, Importer, Exporter>& tariff) {
  double trade = 0;
  double duty = 0;
  for (const Sector s : world.baseline.economy.sectors()) {
    if (!world.baseline.economy.sector(s).is_goods) continue;
    for (const Exporter i : world.baseline.economy.exporters()) {
      if (country(i) == n) continue;
      const double flow = world.baseline.flow(s, importer(n), i);
      trade += flow;
      duty += flow * tariff(s, importer(n), i);
    }
  }
  return trade > 0 ? 100 * duty / trade : 0;
}

}  // namespace

/// Consumer prices in the unit of the country's own wage: the numeraire falls out.
double consumer_prices_pct(const SolvedWorld& world, const Subject& of) {
  return 100 * (world.outcome.price_index_hat(of.country) / world.outcome.wage_hat(of.country) - 1);
}

double exports_to_partner_pct(const SolvedWorld& world, const Subject& of) {
  const Volume volume = sold_to(world, of.country, of.partner);
  return 100 * (volume.after / volume.before - 1);
}

double exports_volume_pct(const SolvedWorld& world, const Subject& of) {
  Volume sum;
  for (const Country m : world.baseline.economy.countries()) {
    if (m == of.country) continue;
    const Volume each = sold_to(world, of.country, m);
    sum.before += each.before;
    sum.after += each.after;
  }
  return 100 * (sum.after / sum.before - 1);
}

double imports_volume_pct(const SolvedWorld& world, const Subject& of) {
  Volume sum;
  for (const Country m : world.baseline.economy.countries()) {
    if (m == of.country) continue;
    const Volume each = sold_to(world, m, of.country);
    sum.before += each.before;
    sum.after += each.after;
  }
  return 100 * (sum.after / sum.before - 1);
}

double real_income_per_person(const SolvedWorld& world, const Subject& of) {
  if (world.baseline.population.empty()) return std::nan("");
  return 1e6 * world.outcome.equivalent_variation_musd(of.country) / world.baseline.population(of.country);
}

double tariff_revenue_at_home_prices(const SolvedWorld& world, const Subject& of) {
  return world.equilibrium.tariff_revenue_new(of.country) / world.outcome.price_index_hat(of.country) -
         world.baseline.tariff_revenue(of.country);
}

double mean_tariff_before_pct(const SolvedWorld& world, const Subject& of) {
  return mean_tariff_pct(world, of.country, world.baseline.tariff);
}

double mean_tariff_after_pct(const SolvedWorld& world, const Subject& of) {
  return mean_tariff_pct(world, of.country, world.shock.tariff_new);
}

double income_before(const SolvedWorld& world, const Subject& of) { return world.baseline.income(of.country); }

double tariff_revenue_before(const SolvedWorld& world, const Subject& of) {
  return world.baseline.tariff_revenue(of.country);
}

double output_before(const SolvedWorld& world, const Subject& of) {
  return world.baseline.gross_output(of.country, of.sector);
}

double output_after(const SolvedWorld& world, const Subject& of) {
  return world.equilibrium.gross_output_new(of.country, of.sector);
}

double world_real_income_pct(const SolvedWorld& world, const Subject& /*of*/) {
  return world.outcome.world_real_income_pct;
}

double flow_before(const SolvedWorld& world, const Subject& of) {
  return world.baseline.flow(of.sector, importer(of.partner), exporter(of.country));
}

double flow_after(const SolvedWorld& world, const Subject& of) {
  return world.equilibrium.flow_new(of.sector, importer(of.partner), exporter(of.country));
}

double flow_change_pct(const SolvedWorld& world, const Subject& of) {
  const double before = flow_before(world, of);
  return before > 0.0 ? 100.0 * (flow_after(world, of) / before - 1.0) : std::nan("");
}

double tariff_before_pct(const SolvedWorld& world, const Subject& of) {
  return 100.0 * world.baseline.tariff(of.sector, importer(of.partner), exporter(of.country));
}

double tariff_after_pct(const SolvedWorld& world, const Subject& of) {
  return 100.0 * world.shock.tariff_new(of.sector, importer(of.partner), exporter(of.country));
}

}  // namespace parley::study
