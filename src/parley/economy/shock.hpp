#pragma once

#include <optional>
#include <string>
#include <vector>

#include "parley/base/array.hpp"
#include "parley/economy/baseline.hpp"

namespace parley {

/// What changes, dense and ready for a solver; nothing about files.
struct Shock {
  Array<Sector, Importer, Exporter> tariff_new;      ///< t', ad valorem fraction
  Array<Sector, Importer, Exporter> export_tax_new;  ///< x', ad valorem fraction
  Array<Sector, Importer, Exporter> iceberg_hat;     ///< d_hat: change in iceberg or ad valorem equivalent cost, >0
  DeficitRule deficit_rule = DeficitRule::fixed;
  /// Whose wage is one; absent: world value added keeps its value, sum_n w_hat VA / sum_n VA = 1.
  std::optional<Country> numeraire;
  std::vector<std::string> notes;  ///< assumptions made on the way, in words
};

/// The shock that changes nothing, with the baseline's own deficit rule.
[[nodiscard]] Shock no_shock(const Baseline& baseline);

}  // namespace parley
