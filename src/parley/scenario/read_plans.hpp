#pragma once

#include <optional>

#include "parley/scenario/scenario.hpp"
#include "parley/text/toml_table.hpp"

namespace parley::scenario {

/// Reads the [deal] of a file and its [[issue]]s against the entries that the scenario has already.
///
/// Nothing where the file has none. What is wrong is noted in the reader's problem list: unknown entries and options,
/// fewer than two options, a deadline before the start, parties that are not two.
[[nodiscard]] std::optional<DealPlan> read_deal_plan(const text::TomlTable& root, const Scenario& scenario);

/// Reads the [strategy] of a file against the cases that the scenario has already; nothing where the file has none.
///
/// What is wrong is noted: unknown keys and cases, players that are not two, a case and points together, bounds or
/// curve points that are not in order.
[[nodiscard]] std::optional<StrategyPlan> read_strategy_plan(const text::TomlTable& root, const Scenario& scenario);

}  // namespace parley::scenario
