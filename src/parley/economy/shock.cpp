#include "parley/economy/shock.hpp"

namespace parley {

Shock no_shock(const Baseline& baseline) {
  Shock shock;
  shock.tariff_new = baseline.tariff;
  shock.export_tax_new = baseline.export_tax;
  shock.iceberg_hat = baseline.tariff;
  shock.iceberg_hat.fill(1.0);
  shock.deficit_rule = baseline.info.deficit_rule;
  return shock;
}

}  // namespace parley
