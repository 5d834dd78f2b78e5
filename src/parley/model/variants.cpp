#include "parley/model/variants.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "parley/base/error.hpp"

namespace parley::model {
namespace {

/// VA, I and alpha of a baseline whose b and g have been changed.
void close_accounts(Baseline& baseline) {
  const Economy& labels = baseline.economy;
  for (const Country n : labels.countries()) {
    baseline.value_added(n) = 0.0;
    for (const Sector s : labels.sectors()) {
      baseline.value_added(n) += baseline.value_added_share(n, s) * baseline.gross_output(n, s);
    }
    baseline.income(n) = baseline.earned_income(n) + baseline.deficit(n);
    double total = 0.0;
    for (const Sector s : labels.sectors()) {
      double inputs = 0.0;
      for (const Sector user : labels.sectors()) {
        inputs += baseline.input_share(n, input(s), user) * baseline.gross_output(n, user);
      }
      const double share = (baseline.expenditure(n, s) - inputs) / baseline.income(n);
      if (share < -1e-14) {
        baseline.clipped_final_use.push_back(fmt::format("{},{} {:.6g}", labels.code(n), labels.code(s), share));
      }
      baseline.consumption_share(n, s) = std::max(share, 0.0);
      total += baseline.consumption_share(n, s);
    }
    for (const Sector s : labels.sectors()) baseline.consumption_share(n, s) /= total;
  }
}

/// g[j,j] of the economy without links: the sector's own share in its materials, zero where it uses none.
double own_share_of_materials(const Baseline& baseline, Country n, Sector s) {
  const double materials = 1.0 - baseline.value_added_share(n, s);
  return materials > 0.0 ? std::max(baseline.input_share(n, input(s), s), 0.0) / materials : 0.0;
}

Baseline without_links(const Baseline& full, bool keep_own_materials) {
  Baseline baseline = full;
  baseline.input_share.fill(0.0);
  for (const Country n : baseline.economy.countries()) {
    for (const Sector s : baseline.economy.sectors()) {
      const double own = keep_own_materials ? own_share_of_materials(full, n, s) : 0.0;
      baseline.input_share(n, input(s), s) = own;
      baseline.value_added_share(n, s) = 1.0 - own;
    }
  }
  baseline.clipped_final_use.clear();
  close_accounts(baseline);
  return baseline;
}

/// Adds flows, tariff revenue, use and final use over sectors.
Baseline one_sector(const Baseline& full, bool keep_materials) {
  const Economy& labels = full.economy;
  const std::size_t countries = labels.country_count();
  std::vector<Region> regions;
  for (const Country n : labels.countries()) regions.push_back(labels.region(n));
  const Sector only(0);
  Array<Sector, Importer, Exporter> duty_paid(1, countries, countries);
  BaselineData data;
  data.info = full.info;
  data.economy = Economy(std::move(regions), {{"ALL", "All sectors", true}}, labels.groups());
  data.population = full.population;
  data.flow = Array<Sector, Importer, Exporter>(1, countries, countries);
  data.tariff = data.flow;
  data.use = Array<Country, InputSector, Sector>(countries, 1, 1);
  data.trade_elasticity = Array<Sector>(1);
  data.elasticity_source = {"mean over sectors weighted by cross-border trade"};
  double traded = 0.0;
  for (const Sector s : labels.sectors()) {
    for (const Importer n : labels.importers()) {
      for (const Exporter i : labels.exporters()) {
        const double flow = full.flow(s, n, i);
        data.flow(only, n, i) += flow;
        duty_paid(only, n, i) += flow * full.tariff(s, n, i);
        if (n.value() == i.value()) continue;
        traded += flow;
        data.trade_elasticity(only) += flow * full.trade_elasticity(s);
      }
    }
  }
  if (!(traded > 0))
    throw InputError({.file = full.info.name}, "has no trade between its regions, so that models cannot be compared");
  data.trade_elasticity(only) /= traded;
  for (const Importer n : labels.importers()) {
    double delivered = 0.0;
    double basic = 0.0;
    for (const Exporter i : labels.exporters()) {
      const double flow = data.flow(only, n, i);
      data.tariff(only, n, i) = flow > 0.0 ? duty_paid(only, n, i) / flow : 0.0;
      delivered += flow + duty_paid(only, n, i);
      basic += flow;
    }
    // Use tables are at basic prices; the baseline keeps inputs at delivered prices.
    double inputs = 0.0;
    for (const Sector user : labels.sectors()) {
      inputs += (1.0 - full.value_added_share(country(n), user)) * full.gross_output(country(n), user);
    }
    if (keep_materials) data.use(country(n), InputSector(0), only) = inputs * basic / delivered;
  }
  return calibrate(std::move(data), {.negative_final_use = NegativeFinalUse::clip});
}

Shock one_sector(const Baseline& full, const Shock& shock) {
  const Economy& labels = full.economy;
  const std::size_t countries = labels.country_count();
  const Sector only(0);
  Shock mean = shock;
  mean.tariff_new = mean.export_tax_new = mean.iceberg_hat = Array<Sector, Importer, Exporter>(1, countries, countries);
  for (const Importer n : labels.importers()) {
    for (const Exporter i : labels.exporters()) {
      double flow = 0.0, taxed = 0.0, delivered = 0.0, duty = 0.0, tax = 0.0, wasted = 0.0;
      for (const Sector s : labels.sectors()) {
        const double value = full.flow(s, n, i);
        const double at_border = value * (1 + shock.export_tax_new(s, n, i));
        const double paid = value * (1 + full.tariff(s, n, i));
        flow += value;
        taxed += at_border;
        delivered += paid;
        duty += at_border * shock.tariff_new(s, n, i);
        tax += value * shock.export_tax_new(s, n, i);
        wasted += paid * (shock.iceberg_hat(s, n, i) - 1);
      }
      mean.tariff_new(only, n, i) = flow > 0.0 ? duty / taxed : 0.0;
      mean.export_tax_new(only, n, i) = flow > 0.0 ? tax / flow : 0.0;
      mean.iceberg_hat(only, n, i) = flow > 0.0 ? 1 + wasted / delivered : 1.0;
    }
  }
  return mean;
}

}  // namespace

std::string_view to_string(Variant variant) {
  switch (variant) {
    case Variant::full:
      return "full";
    case Variant::no_input_output_links:
      return "no-input-output-links";
    case Variant::no_intermediates:
      return "no-intermediates";
    case Variant::one_sector:
      return "one-sector";
    case Variant::one_sector_no_intermediates:
      return "one-sector-no-intermediates";
  }
  return "unknown";
}

Baseline with_variant(const Baseline& baseline, Variant variant) {
  switch (variant) {
    case Variant::full:
      return baseline;
    case Variant::no_input_output_links:
      return without_links(baseline, true);
    case Variant::no_intermediates:
      return without_links(baseline, false);
    case Variant::one_sector:
      return one_sector(baseline, true);
    case Variant::one_sector_no_intermediates:
      return one_sector(baseline, false);
  }
  return baseline;
}

Shock with_variant(const Baseline& baseline, const Shock& shock, Variant variant) {
  const bool adds_sectors = variant == Variant::one_sector || variant == Variant::one_sector_no_intermediates;
  return adds_sectors ? one_sector(baseline, shock) : shock;
}

}  // namespace parley::model
