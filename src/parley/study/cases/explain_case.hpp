#pragma once

#include <string>
#include <vector>

#include "parley/equilibrium/explain.hpp"
#include "parley/study/cases/named_measure.hpp"
#include "parley/study/cases/result.hpp"

namespace parley::study {

/// The countries of `codes`, or of the scenario's parties where there are none. Errors  as named_country().
[[nodiscard]] std::vector<Country> countries_or_parties(const std::vector<std::string>& codes, const RunResult& result);

/// A measure of each of these countries, `named.country` apart. Errors  as measure_of().
[[nodiscard]] std::vector<Measure> measures_of(NamedMeasure named, const std::vector<std::string>& codes,
                                               const RunResult& result);

/// Splits the exact change of each measure in one solved case, and hands every instrument's part to the
/// entries of the scenario that moved it.
///
/// Where several entries move the same cell, each takes the share that it has in the sum of what they do alone (in
/// logs), so that no order of the entries matters.
/// Where the path has no solution, or the splits of one measure do not add up to 1e-8, its `failure` says so; the
/// others stand.
[[nodiscard]] std::vector<ExplainedChange> explain_case(const RunResult& result, const CaseResult& solved,
                                                        const std::vector<Measure>& measures, Observer& observer);

/// The entry that moves the measure most, in either direction; nullptr where the case has none.
[[nodiscard]] const ActionTerm* largest_action(const ExplainedChange& change);

}  // namespace parley::study
