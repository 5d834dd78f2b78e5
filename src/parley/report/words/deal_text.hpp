#pragma once

#include <string>

#include "parley/economy/baseline.hpp"
#include "parley/study/desk.hpp"

namespace parley::report {

/// The desk for a terminal: disagreement, packages, what each rule picks, the ledger, counter-offers and talks.
[[nodiscard]] std::string deal_text(const study::Desk& desk, const Baseline& baseline);

/// The same for machines, every package with its gains.
[[nodiscard]] std::string deal_json(const study::Desk& desk, const Baseline& baseline);

}  // namespace parley::report
