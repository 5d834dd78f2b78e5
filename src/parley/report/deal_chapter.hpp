#pragma once

#include <string>

#include "parley/deal/desk.hpp"
#include "parley/report/run_result.hpp"

namespace parley::report {

/// The desk for a terminal: disagreement, packages, what each rule picks, the ledger, counter-offers and talks.
[[nodiscard]] std::string deal_text(const deal::Desk& desk, const Baseline& baseline);

/// The same for machines, every package with its gains.
[[nodiscard]] std::string deal_json(const deal::Desk& desk, const Baseline& baseline);

/// One row for each package: its options, the gain of every country in million, and which rules pick it.
[[nodiscard]] std::string packages_csv(const deal::Desk& desk, const Baseline& baseline);

/// The chapter of the page: the bargaining set with its frontier, threat point and solutions, and who gives what.
[[nodiscard]] Chapter deal_chapter(const deal::Desk& desk, const RunResult& result);

}  // namespace parley::report
