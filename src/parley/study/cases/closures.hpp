#pragma once

#include <optional>
#include <string>
#include <vector>

#include "parley/base/observer.hpp"
#include "parley/study/cases/headline.hpp"
#include "parley/study/cases/result.hpp"

namespace parley::study {

/// What decides how much each country spends beyond what it earns.
struct Closure {
  DeficitRule rule = DeficitRule::fixed;
  DeficitExceptions exceptions;
  std::optional<Country> numeraire;  ///< matters under `fixed` alone, whose deficits are amounts of it
  [[nodiscard]] bool operator==(const Closure&) const = default;
};

/// The closure by which a run's own cases were solved.
[[nodiscard]] Closure closure_of(const RunResult& result);

/// The headline of a run under one closure.
struct UnderClosure {
  Closure closure;
  std::vector<std::vector<double>> values;  ///< [line][case], in the line's unit; NaN where the case has no solution
  std::vector<std::string> failures;        ///< [case] why it has none; else ""
};

/// The same cases under every deficit rule; the run's own closure comes first.
///
/// Every closure has its own base, whose deficits are zero where it balances trade: a number is the change from it.
struct ClosureComparison {
  std::vector<HeadlineItem> lines;
  std::vector<UnderClosure> closures;
};

/// A number of the headline whose sign hangs on the deficit rule; positions in the comparison and the run.
struct SignChange {
  std::size_t line = 0;
  std::size_t solved = 0;
};

/// What a headline shows as nothing, in a line's unit: below it a number has no sign.
inline constexpr double headline_nothing = 5e-7;

[[nodiscard]] std::vector<SignChange> sign_changes(const ClosureComparison& comparison);

/// Solves a run's cases under each deficit rule that is not its own, without exceptions; under fixed deficits only where a
/// numeraire is named, for in units of world value added they are shares of it.
///
/// A solution that is not certified has a failure in place of numbers.
/// Returns  nothing where the solves would be felt: above some two million products of an evaluation over all cases, or
///          where a case has more than eight commitments.
/// Errors   Cancelled where the observer asked to stop.
[[nodiscard]] std::optional<ClosureComparison> compare_closures(const RunResult& result, const SolveOptions& options,
                                                                Observer& observer);

/// One sentence where the numeraire that a scenario names is part of the closure; else "".
///
/// Under `fixed` a deficit is an amount of the numeraire: its wage decides what the transfer buys.
[[nodiscard]] std::string numeraire_note(const Baseline& baseline, const Closure& closure);

}  // namespace parley::study
