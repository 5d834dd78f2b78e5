#include "parley/equilibrium/check_shock.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "parley/base/error.hpp"

namespace parley {
namespace {

void check_value(const Baseline& baseline, Sector s, Importer n, Exporter i, const char* what, double value,
                 double above) {
  if (std::isfinite(value) && value > above) return;
  const Economy& labels = baseline.economy;
  throw InputError(Place{.key = fmt::format("{}: importer {}, exporter {}, sector {}", what, labels.code(country(n)),
                                            labels.code(country(i)), labels.code(s))},
                   fmt::format("{} is not allowed", value), fmt::format("it must exceed {}", above));
}

}  // namespace

void check_cell(const Baseline& baseline, Sector s, Importer n, Exporter i, const model::CellShock& shock) {
  check_value(baseline, s, n, i, "tariff", shock.tariff_new, -1.0);
  check_value(baseline, s, n, i, "export tax", shock.export_tax_new, -1.0);
  check_value(baseline, s, n, i, "iceberg cost", shock.iceberg_hat, 0.0);
  if (country(n) == country(i) && (shock.export_tax_new != 0.0 || shock.tariff_new != baseline.tariff(s, n, i))) {
    throw InputError(Place{.key = baseline.economy.code(country(n))},
                     "a country cannot tax its own sales at the border");
  }
}

void check_claim(const Baseline& baseline, const Shock& shock, const IncomeClaim& claim) {
  const Economy& labels = baseline.economy;
  const Place place{
      .key = fmt::format("{}: claim of {} on {}", claim.id, labels.code(claim.receiver), labels.code(claim.payer))};
  if (claim.payer == claim.receiver) throw InputError(place, "a country cannot owe itself");
  if (!std::isfinite(claim.rate) || !std::isfinite(claim.base))
    throw InputError(place, fmt::format("a rate of {} and {} million are not finite", claim.rate, claim.base));
  if (shock.deficit_rule == DeficitRule::balanced)
    throw InputError(place, "income cannot cross borders under balanced trade",
                     "take deficit_rule = \"share_of_world\" or \"share_of_own_income\"");
  for (const Country n : {claim.payer, claim.receiver}) {
    if (shock.deficit_exceptions.balances(n))
      throw InputError(place,
                       fmt::format("income cannot cross the border of {}, whose trade is balanced", labels.code(n)),
                       "leave it out of 'balanced'");
  }
}

void check_exceptions(const Baseline& baseline, const Shock& shock) {
  const DeficitExceptions& exceptions = shock.deficit_exceptions;
  const Economy& labels = baseline.economy;
  const auto refuse = [](const char* key, std::string what, std::string hint) {
    throw InputError(Place{.key = key}, std::move(what), std::move(hint));
  };
  for (const Country n : exceptions.remainder) {
    if (n.value() < labels.country_count() && exceptions.balances(n))
      refuse("deficit_remainder",
             fmt::format("{} cannot take up what others leave, its trade is balanced", labels.code(n)),
             "name a country that is not among the balanced");
  }
  std::size_t balanced = 0;
  for (const Country n : labels.countries()) balanced += exceptions.balances(n) ? 1 : 0;
  // Of two countries one cannot have a deficit alone.
  if (balanced > 0 && balanced + 1 >= labels.country_count())
    refuse("balanced", "leaves no two countries that could have a deficit and a surplus",
           "take deficit_rule = \"balanced\" for all of them");
}

void check_production(const Baseline& baseline) {
  const ProductionStructure& structure = baseline.production;
  const auto check = [](const char* key, double value, double from, double to) {
    if (value >= from && value <= to) return;
    throw InputError(Place{.key = key}, fmt::format("{} is not allowed", value),
                     fmt::format("it must lie between {} and {}", from, to));
  };
  constexpr double most = std::numeric_limits<double>::max();
  check("immobility", structure.immobility, 0.0, 1.0);
  check("substitution of value added for materials", structure.value_added_materials, 0.0, most);
  check("substitution among materials", structure.among_materials, 0.0, most);
  for (const double theta : baseline.trade_elasticity.values()) check("trade elasticity", theta, -1.0, most);
  for (const double theta : structure.home_elasticity.values()) check("home elasticity", theta, -1.0, most);
  if (!structure.home_elasticity.empty() && structure.home_elasticity.size() != baseline.economy.sector_count())
    throw InputError(Place{.key = "home elasticity"}, "does not have one value a sector");
}

void require_long_run(const Baseline& baseline, const char* what) {
  if (!model::has_production_terms(baseline)) return;
  throw InputError(Place{.key = baseline.info.name},
                   fmt::format("{} knows the long run alone, in which labour moves freely between sectors", what),
                   "take the baseline without a short-run structure of production");
}

void check_shock(const Baseline& baseline, const Shock& shock) {
  check_production(baseline);
  const auto check_shape = [&](const Array<Sector, Importer, Exporter>& values, const char* what) {
    if (values.extents() != baseline.flow.extents())
      throw InputError(Place{.key = what}, "its shape is not the baseline's");
  };
  check_shape(shock.tariff_new, "tariff");
  check_shape(shock.export_tax_new, "export tax");
  check_shape(shock.iceberg_hat, "iceberg cost");
  check_exceptions(baseline, shock);
  for (const IncomeClaim& claim : shock.claims) check_claim(baseline, shock, claim);
  for (const Sector s : baseline.economy.sectors()) {
    for (const Importer n : baseline.economy.importers()) {
      for (const Exporter i : baseline.economy.exporters()) {
        check_cell(baseline, s, n, i,
                   {shock.tariff_new(s, n, i), shock.export_tax_new(s, n, i), shock.iceberg_hat(s, n, i)});
      }
    }
  }
}

}  // namespace parley
