#include "parley/economy/shock.hpp"

#include <cmath>

namespace parley {
namespace {

double between(double from, double to, double place) { return from * std::pow(to / from, place); }

}  // namespace

Shock no_shock(const Baseline& baseline) {
  Shock shock;
  shock.tariff_new = baseline.tariff;
  shock.export_tax_new = baseline.export_tax;
  shock.iceberg_hat = baseline.tariff;
  shock.iceberg_hat.fill(1.0);
  shock.deficit_rule = baseline.info.deficit_rule;
  return shock;
}

double rate_at_base(const Baseline& baseline, const IncomeClaim& claim) {
  const double flow = baseline.flow(claim.sector, claim.importer, claim.exporter);
  return flow > 0 ? claim.base / flow : 0.0;
}

Shock scaled(const Baseline& baseline, const Shock& shock, double place) {
  if (place == 1.0) return shock;
  Shock result = shock;
  const auto base_tariff = baseline.tariff.values();
  const auto base_tax = baseline.export_tax.values();
  for (std::size_t at = 0; at < base_tariff.size(); ++at) {
    double& tariff = result.tariff_new.values()[at];
    if (tariff != base_tariff[at]) tariff = between(1 + base_tariff[at], 1 + tariff, place) - 1;
    double& tax = result.export_tax_new.values()[at];
    if (tax != base_tax[at]) tax = between(1 + base_tax[at], 1 + tax, place) - 1;
    double& wedge = result.iceberg_hat.values()[at];
    if (wedge != 1) wedge = std::pow(wedge, place);
  }
  for (IncomeClaim& claim : result.claims) {
    const double from = rate_at_base(baseline, claim);
    claim.rate = from + place * (claim.rate - from);
  }
  return result;
}

}  // namespace parley
