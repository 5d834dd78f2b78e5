#pragma once

#include <optional>
#include <string>
#include <vector>

#include "parley/base/array.hpp"
#include "parley/economy/baseline.hpp"

namespace parley {

/// Income that follows a flow of trade to a country that is not its buyer: an owner's profit, a rent, a royalty.
///
///     receiver's deficit rises by  rate F'[sector, importer, exporter] - base,  the payer's falls by the same; where
///     deficits grow with the world or with income, base does too
struct IncomeClaim {
  std::string id;  ///< the entry that it comes from
  Country payer{0};
  Country receiver{0};
  Sector sector{0};
  Importer importer{0};
  Exporter exporter{0};
  double rate = 0;  ///< share of the flow at exporter prices
  double base = 0;  ///< what the base already counts of it, million
};

/// What changes, dense and ready for a solver; nothing about files.
struct Shock {
  Array<Sector, Importer, Exporter> tariff_new;      ///< t', ad valorem fraction
  Array<Sector, Importer, Exporter> export_tax_new;  ///< x', ad valorem fraction
  Array<Sector, Importer, Exporter> iceberg_hat;     ///< d_hat: change in iceberg or ad valorem equivalent cost, >0
  DeficitRule deficit_rule = DeficitRule::fixed;
  DeficitExceptions deficit_exceptions;
  /// Whose wage is one; absent: world value added keeps its value, sum_n w_hat VA / sum_n VA = 1.
  std::optional<Country> numeraire;
  std::vector<IncomeClaim> claims;  ///< beyond what the base's own deficits hold
  std::vector<std::string> notes;   ///< assumptions made on the way, in words
};

/// The shock that changes nothing, with the baseline's own deficit rule and exceptions.
[[nodiscard]] Shock no_shock(const Baseline& baseline);

/// The rate at which a claim brings what the base already counts.
[[nodiscard]] double rate_at_base(const Baseline& baseline, const IncomeClaim& claim);

/// The shock at a place on the geometric path from the base (0) through the shock itself (1) and beyond.
///
///     1+t = (1+t0) ((1+t')/(1+t0))^place, export taxes alike; d = d_hat^place.   What does not change keeps its bits.
/// A claim's rate goes in a straight line from the share that the base already counts.
[[nodiscard]] Shock scaled(const Baseline& baseline, const Shock& shock, double place);

}  // namespace parley
