#pragma once

#include <optional>
#include <string>
#include <vector>

#include "parley/base/observer.hpp"
#include "parley/equilibrium/solve.hpp"
#include "parley/study/cases/result.hpp"

namespace parley::study {

/// One number in the short run: under the central set of elasticities, and over all sets.
struct YearRange {
  double central = 0;
  double lowest = 0;
  double highest = 0;
};

/// What the sets say of a change in per cent: the floor is judged first, then the sign.
[[nodiscard]] Verdict verdict_of(const YearRange& range);

/// A country's changes in both horizons, per cent.
struct CountryHorizons {
  double long_income = 0;       ///< real income, duty revenue included
  double long_value_added = 0;  ///< real value added, near to real GDP
  YearRange income;
  YearRange value_added;
};

/// A sector's changes in both horizons, per cent; no number (NaN) where the country makes nothing of it.
struct SectorHorizons {
  double long_output = 0;  ///< volume
  double output = 0;       ///< after a year, central
  YearRange factor_price;  ///< real pay of the workers and machines that stay
};

/// One case; `failure` says why it has no short run, the arrays are then empty.
struct CaseHorizons {
  std::vector<CountryHorizons> countries;  ///< every country of the baseline
  std::vector<SectorHorizons> sectors;     ///< [country, sector]
  std::string failure;
};

/// The cases of a run in the long run and a year after, one entry a case.
struct HorizonComparison {
  std::vector<CaseHorizons> cases;
  [[nodiscard]] const SectorHorizons& sector(std::size_t at, Country n, Sector s, const Economy& labels) const {
    return cases[at].sectors[n.value() * labels.sector_count() + s.value()];
  }
};

/// Solves and certifies every case under each set of short-run elasticities, and where the run is of the short run in the
/// long run too.
///
/// Returns  nothing where the solves would be felt: above some four million products of an evaluation over all cases.
/// Errors   Cancelled where the observer asked to stop.
[[nodiscard]] std::optional<HorizonComparison> compare_horizons(const RunResult& result, const SolveOptions& options,
                                                                Observer& observer);

}  // namespace parley::study
