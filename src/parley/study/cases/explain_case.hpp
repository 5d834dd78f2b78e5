#pragma once

#include <string>
#include <vector>

#include "parley/equilibrium/explain.hpp"
#include "parley/study/cases/result.hpp"

namespace parley::study {

/// Splits the exact change of each measure in one solved case, and hands every instrument's part to the
/// entries of the scenario that moved it.
///
/// Where several entries move the same cell, each takes the share that it has in the sum of what they do alone (in
/// logs), so that no order of the entries matters.
/// Where the path has no solution, or the splits of one measure do not add up to 1e-8, its `failure` says so; the
/// others stand.
[[nodiscard]] std::vector<ExplainedChange> explain_case(const RunResult& result, const CaseResult& solved,
                                                        const std::vector<Measure>& measures, Observer& observer);

/// The split by instrument, added up by whose trade an instrument is on: with the country, or between others.
struct InstrumentSums {
  Array<Partner, Sector>
      with;  ///< the country's own trade with each partner; wedges at home with itself, claims with the other side
  Array<Sector> between_others;
};
[[nodiscard]] InstrumentSums sum_instruments(const Baseline& baseline, const Shock& shock, const Explanation& split);

}  // namespace parley::study
