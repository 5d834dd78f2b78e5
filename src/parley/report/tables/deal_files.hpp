#pragma once

#include <string>

#include "parley/economy/baseline.hpp"
#include "parley/report/tables/table.hpp"
#include "parley/study/desk.hpp"

namespace parley::report {

/// One row for each package: its options, the gain of every country in million, which rules pick it, and what the rules of
/// the World Trade Organization say of it.
[[nodiscard]] Table packages_table(const study::Desk& desk, const Baseline& baseline);

/// The same as CSV.
[[nodiscard]] std::string packages_csv(const study::Desk& desk, const Baseline& baseline);

}  // namespace parley::report
