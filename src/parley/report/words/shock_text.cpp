#include <fmt/format.h>

#include "parley/study/cases/compute.hpp"

namespace parley::report {
namespace {

/// Mean tariff of one importer on all others, weighted by base flows, in per cent.
double mean_tariff_pct(const Baseline& baseline, const Array<Sector, Importer, Exporter>& tariff, Importer n) {
  double duties = 0.0;
  double imports = 0.0;
  for (const Sector s : baseline.economy.sectors()) {
    if (!baseline.economy.sector(s).is_goods) continue;
    for (const Exporter i : baseline.economy.exporters()) {
      if (country(i) == country(n)) continue;
      duties += baseline.flow(s, n, i) * tariff(s, n, i);
      imports += baseline.flow(s, n, i);
    }
  }
  return imports > 0.0 ? 100.0 * duties / imports : 0.0;
}

std::size_t changed_cells(const Array<Sector, Importer, Exporter>& before,
                          const Array<Sector, Importer, Exporter>& after) {
  std::size_t count = 0;
  for (std::size_t at = 0; at < before.size(); ++at) count += before.values()[at] != after.values()[at] ? 1 : 0;
  return count;
}

}  // namespace

std::string shock_text(const study::RunResult& result) {
  const Baseline& baseline = result.baseline;
  std::string text;
  for (const study::CaseResult& solved : result.cases) {
    const Shock& shock = solved.shock;
    std::size_t wedges = 0;
    for (const double wedge : shock.iceberg_hat.values()) wedges += wedge != 1.0 ? 1 : 0;
    text += fmt::format("{}: {} tariffs change, {} export taxes, {} non-tariff wedges\n", solved.compare.name,
                        changed_cells(baseline.tariff, shock.tariff_new),
                        changed_cells(baseline.export_tax, shock.export_tax_new), wedges);
    for (const Importer n : baseline.economy.importers()) {
      const double before = mean_tariff_pct(baseline, baseline.tariff, n);
      const double after = mean_tariff_pct(baseline, shock.tariff_new, n);
      if (before == after) continue;
      text += fmt::format("  {} mean tariff on goods {:.2f} % -> {:.2f} % (weighted by base imports)\n",
                          baseline.economy.code(country(n)), before, after);
    }
    for (const std::string& note : shock.notes) text += "  " + note + "\n";
  }
  return text;
}

}  // namespace parley::report
