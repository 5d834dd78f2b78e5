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

/// The shock at a place on the geometric path from the base (0) through the shock itself (1) and beyond.
///
///     1+t = (1+t0) ((1+t')/(1+t0))^place, export taxes alike; d = d_hat^place.   What does not change keeps its bits.
[[nodiscard]] Shock scaled(const Baseline& baseline, const Shock& shock, double place);

}  // namespace parley
