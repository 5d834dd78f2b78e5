#include "parley/data/build/customs_targets.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "parley/base/error.hpp"

namespace parley::data {
namespace {

std::string pair_words(const Economy& economy, Importer n, Exporter i) {
  return fmt::format("{} from {}", economy.code(country(n)), economy.code(country(i)));
}

void check_record(double musd, const std::string& what) {
  if (!(musd >= 0 && std::isfinite(musd))) {
    throw InputError({}, fmt::format("customs targets: {} is {:.6g} million", what, musd), "a value of trade");
  }
}

void enter_recorded_cells(const CustomsTargets& targets, const Economy& economy, TargetTable& table) {
  for (const TargetCell& cell : targets.cells) {
    const std::string what =
        fmt::format("{} of {}", economy.code(cell.sector), pair_words(economy, cell.importer, cell.exporter));
    check_record(cell.musd, what);
    if (country(cell.importer) == country(cell.exporter)) {
      throw InputError({}, "customs targets: " + what + " are own sales, which no customs record");
    }
    if (!economy.sector(cell.sector).is_goods) throw InputError({}, "customs targets: " + what + " is a service");
    double& value = table.value(cell.sector, cell.importer, cell.exporter);
    if (value >= 0) throw InputError({}, "customs targets: " + what + " is given twice");
    value = cell.musd;
  }
}

void enter_recorded_pairs(const CustomsTargets& targets, const Economy& economy, TargetTable& table) {
  for (const TargetPair& pair : targets.pairs) {
    const std::string what = pair_words(economy, pair.importer, pair.exporter);
    check_record(pair.total_musd, what);
    double& total = table.total(pair.importer, pair.exporter);
    if (total >= 0) throw InputError({}, "customs targets: the total of " + what + " is given twice");
    total = pair.total_musd;
    double cells = 0;
    for (const Sector s : economy.sectors()) {
      cells += std::max(0.0, table.value(s, pair.importer, pair.exporter));
    }
    if (!(cells > 0)) throw InputError({}, "customs targets: the total of " + what + " has no sectors");
  }
}

}  // namespace

TargetTable tabulate(const CustomsTargets& targets, const Economy& economy) {
  const std::size_t countries = economy.country_count();
  TargetTable table{Array<Sector, Importer, Exporter>(economy.sector_count(), countries, countries),
                    Array<Importer, Exporter>(countries, countries)};
  table.value.fill(-1);
  table.total.fill(-1);
  enter_recorded_cells(targets, economy, table);
  enter_recorded_pairs(targets, economy, table);
  return table;
}

}  // namespace parley::data
