#pragma once

#include "parley/study/packages.hpp"

namespace parley::study {

/// Whether a party would want to do what it says that it does without agreement.
struct Threat {
  std::vector<std::string> entries;  ///< its own part of the disagreement; empty: it threatens nothing
  double own_gain = 0;    ///< of carrying it out, given what the other does then, to the one who threatens, million
  double other_gain = 0;  ///< to the other party
};

/// What each party's own part of the disagreement does, the other's part in force.
///
///     own_gain = V(disagreement) - V(disagreement without the party's own entries)
/// A party that would rather not carry its threat out has a threat that is credible for other reasons, or not at all.
/// Errors  those of value_of_entries(); NotSolved where a disagreement without one part has no solution.
[[nodiscard]] std::vector<Threat> threats_of(const DealProblem& problem, const std::vector<Country>& parties,
                                             const PackageValue& disagreement, const DeskOptions& options,
                                             Observer& observer);

/// What the war between the parties is worth: each sets its tariffs on the other, sector by sector, for its own real
/// income, until none can gain; everybody else keeps theirs.
///
/// Errors  NotSolved where no equilibrium of the war is found or its solution is not certified.
[[nodiscard]] PackageValue war_value(const std::vector<Country>& parties, const Baseline& baseline,
                                     const DeskOptions& options, Observer& observer);

}  // namespace parley::study
