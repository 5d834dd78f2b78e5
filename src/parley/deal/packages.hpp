#pragma once

#include <string>
#include <vector>

#include "parley/base/observer.hpp"
#include "parley/deal/bargaining.hpp"
#include "parley/deal/services.hpp"
#include "parley/scenario/deal_plan.hpp"

namespace parley::deal {

/// One option of every issue.
using Package = std::vector<std::size_t>;

/// All packages without those that exclusions rule out, the last issue running fastest; the first is no agreement on
/// anything.
[[nodiscard]] std::vector<Package> all_packages(const scenario::DealPlan& plan);

/// What a package does to everybody, from a full solution of the model.
struct PackageValue {
  Package package;
  std::vector<double> gain;  ///< equivalent variation of every country against the base, million; empty where unsolved
  std::string failure;       ///< why there is no solution; "" where there is one
};

struct DeskOptions {
  CommitmentOptions commitments;
  std::size_t threads = 0;  ///< 0: as many as the machine has; changes no digit
};

/// The entries that hold under a package, in any order.
[[nodiscard]] std::vector<std::string> entries_of(const scenario::DealPlan& plan, const Package& package);

/// The titles of what a package settles; issues left as they stand have none.
[[nodiscard]] std::vector<std::string> settled_titles(const scenario::DealPlan& plan, const Package& package);

/// The value of one set of entries, solved and certified.
[[nodiscard]] PackageValue value_of(const scenario::Scenario& scenario, const std::vector<std::string>& entries,
                                    const Baseline& baseline, const DeskOptions& options, Observer& observer);

/// Values every package, each with a full solution of its own.
///
/// Packages that differ in the last issue alone are solved in a row, each from the one before; the rows are independent,
/// so that any number of threads gives the same digits.
/// Errors  InputError for entries that the baseline cannot have; a package without a solution says so.
[[nodiscard]] std::vector<PackageValue> value_packages(const scenario::Scenario& scenario,
                                                       const scenario::DealPlan& plan, const Baseline& baseline,
                                                       const DeskOptions& options, Observer& observer);

}  // namespace parley::deal
