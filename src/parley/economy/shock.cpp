#include "parley/economy/shock.hpp"

#include <cmath>

#include "parley/economy/policy_instruments.hpp"

namespace parley {
Shock no_shock(const Baseline& baseline) {
  Shock shock;
  shock.tariff_new = baseline.tariff;
  shock.export_tax_new = baseline.export_tax;
  shock.iceberg_hat = baseline.tariff;
  shock.iceberg_hat.fill(1.0);
  shock.deficit_rule = baseline.info.deficit_rule;
  shock.deficit_exceptions = baseline.info.deficit_exceptions;
  return shock;
}

double rate_at_base(const Baseline& baseline, const IncomeClaim& claim) {
  const double flow = baseline.flow(claim.sector, claim.importer, claim.exporter);
  return flow > 0 ? claim.base / flow : 0.0;
}

Shock scaled(const Baseline& baseline, const Shock& shock, double place) {
  if (place == 1.0) return shock;
  Shock result = shock;
  for (const PolicyInstrumentRow& row : policy_instruments) {
    const auto levels = (result.*row.level).values();
    for (std::size_t at = 0; at < levels.size(); ++at) {
      if (levels[at] == base_level(row, baseline, at)) continue;
      const double from = base_factor(row, baseline, at);
      levels[at] = from * std::pow(factor(row, shock, at) / from, place) - row.one;
    }
  }
  for (IncomeClaim& claim : result.claims) {
    const double from = rate_at_base(baseline, claim);
    claim.rate = from + place * (claim.rate - from);
  }
  return result;
}

}  // namespace parley
