#pragma once

#include <optional>
#include <string>
#include <vector>

#include "parley/base/array.hpp"
#include "parley/economy/economy.hpp"

namespace parley::data {

/// What an importer's customs recorded of one flow, at the value on which it charges duty.
struct TargetCell {
  Sector sector;
  Importer importer;
  Exporter exporter;
  double musd = 0;
};

/// A pair whose trade in goods is recorded whole: its sectors bend, its total holds.
struct TargetPair {
  Importer importer;
  Exporter exporter;
  double total_musd = 0;
};

/// An importer's purchases from several exporters together, by sector.
struct TargetGroup {
  Importer importer;
  std::vector<Exporter> exporters;
  Array<Sector> musd;  ///< zero where nothing is known of the sector
};

/// Customs records to which a baseline is brought; cells may stand alone or make up a pair.
struct CustomsTargets {
  std::vector<TargetCell> cells;
  std::vector<TargetPair> pairs;
  std::vector<TargetGroup> groups;
  std::vector<std::string> remarks;  ///< what of the records was scaled, spread or left out
};

/// The targets as tables.
struct TargetTable {
  Array<Sector, Importer, Exporter> value;  ///< million; negative where nothing is recorded
  Array<Importer, Exporter> total;          ///< of whole pairs; negative for others

  [[nodiscard]] bool knows(Sector s, Importer n, Exporter i) const { return value(s, n, i) >= 0; }
  [[nodiscard]] bool knows(Importer n, Exporter i) const { return total(n, i) >= 0; }
};

/// Errors  InputError: own sales, services, a cell or pair given twice, a negative or non-finite value, a pair without a
///         positive cell.
[[nodiscard]] TargetTable tabulate(const CustomsTargets& targets, const Economy& economy);

}  // namespace parley::data
