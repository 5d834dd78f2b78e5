#pragma once

#include <string>
#include <vector>

#include "parley/bargaining/finite.hpp"
#include "parley/base/observer.hpp"
#include "parley/equilibrium/commitments/services.hpp"
#include "parley/scenario/resolve.hpp"

namespace parley::study {

/// One option of every issue.
using Package = std::vector<std::size_t>;

/// All packages without those that exclusions rule out, the last issue running fastest; the first is no agreement on
/// anything.
[[nodiscard]] std::vector<Package> all_packages(const scenario::DealPlan& plan);

/// What a package does to everybody, from a full solution of the model.
struct PackageValue {
  Package package;
  std::vector<double> gain;  ///< equivalent variation of every country against the base, million; empty where unsolved
  std::vector<double> imports;  ///< of each party from the other, at border prices, million
  std::string failure;          ///< why there is no solution; "" where there is one
  SolveReport report;           ///< of the last solve
};

/// How the solve of a value without a solution ended, for NotSolved.
[[nodiscard]] SolveReport report_of(const PackageValue& value);

struct DeskOptions {
  CommitmentOptions commitments;
  std::size_t threads = 0;  ///< 0: as many as the machine has; changes no digit
};

/// A deal in one baseline; all that it refers to outlives it.
struct DealProblem {
  const scenario::Scenario& scenario;
  const scenario::ResolvedScenario& resolved;  ///< the same, for the baseline
  const scenario::DealPlan& plan;
  const Baseline& baseline;
};

/// The entries that hold under a package, in any order.
[[nodiscard]] std::vector<std::string> entries_of(const scenario::DealPlan& plan, const Package& package);

/// The titles of what a package settles; issues left as they stand have none.
[[nodiscard]] std::vector<std::string> settled_titles(const scenario::DealPlan& plan, const Package& package);

/// The parties of a plan in a baseline; InputError for one that it does not have.
[[nodiscard]] std::vector<Country> parties_of(const DealProblem& problem);

/// The value of a solution, certified.
[[nodiscard]] PackageValue value_at(const Baseline& baseline, const Shock& shock, Equilibrium equilibrium,
                                    const std::vector<Country>& parties);

/// The value of one set of entries, solved and certified.
[[nodiscard]] PackageValue value_of_entries(const DealProblem& problem, const std::vector<std::string>& entries,
                                            const std::vector<Country>& parties, const DeskOptions& options,
                                            Observer& observer);

/// Values every package, each with a full solution of its own.
///
/// Packages that differ in the last issue alone are solved in a row, each from the one before; the rows are independent,
/// so that any number of threads gives the same digits. Wedges that keep commitments begin at those of the first package
/// with the same commitments; packages that differ in the timing of reforms alone share one solution.
/// Errors  InputError for entries that the baseline cannot have; a package without a solution says so.
[[nodiscard]] std::vector<PackageValue> value_packages(const DealProblem& problem, const DeskOptions& options,
                                                       Observer& observer);

}  // namespace parley::study
