#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "parley/economy/baseline.hpp"
#include "parley/economy/horizon.hpp"
#include "parley/scenario/action.hpp"
#include "parley/scenario/deal_plan.hpp"
#include "parley/scenario/strategy_plan.hpp"

namespace parley::scenario {

/// One [[compare]]: a named combination of entries, solved side by side with the others.
struct Compare {
  std::string name;
  std::string title;  ///< column head; the name where absent
  std::string description;
  std::vector<std::string> actions;  ///< ids of actions and requests; may be empty: nothing changes
  std::optional<Date> on;            ///< where given, only what is in force that day counts
  bool is_named = true;              ///< the file names its entries; false: it takes what is in force, or all
  Place place;
};

/// What the user asked, in their words and units, with the file line of each entry.
struct Scenario {
  std::filesystem::path file;
  std::string text;                                   ///< the file as read
  std::vector<std::filesystem::path> coverage_files;  ///< other files that were read for it, in the order of their use
  std::string title;
  std::string description;
  std::string baseline;  ///< folder name or path
  std::optional<Date> as_of;
  std::string elasticities;  ///< a named set of trade elasticities; "" for the baseline's own
  Horizon horizon = Horizon::long_run;
  std::optional<DeficitRule> deficit_rule;
  std::vector<std::string> balanced;           ///< whose trade is balanced, whatever the rule
  std::vector<std::string> deficit_remainder;  ///< who takes up what the others leave; absent: all but the balanced
  std::string numeraire;                       ///< country code, or "" for world value added
  std::vector<std::string> parties;            ///< the countries the story is about; absent: imposers and named origins
  std::vector<Action> actions;
  std::string lead;               ///< the compared case that a report opens with; "": one that is in force
  std::string agreement;          ///< the compared case that stands for agreement, wherever one is needed; "": none
  std::string failure;            ///< the compared case that holds if talks fail: in the deal, the game and market odds
  std::vector<Compare> compares;  ///< at least one: where the file has none, what is in force on as_of
  std::optional<DealPlan> deal;   ///< of [deal] and its [[issue]]s
  std::optional<StrategyPlan> strategy;
  std::filesystem::path market;         ///< the plan of prices to show beside the results; empty: none
  std::map<std::string, Place> places;  ///< of "numeraire", "parties[0]"
};

/// Reads and checks a scenario file against itself, its deal and strategy plans included; codes are checked by resolve().
///
/// Errors  InputError with file:line:column for syntax, unknown keys (closest suggested), wrong types, bad rates,
///         dates that do not exist, ids that are not unique or not known, plans that read_plans.hpp refuses.
[[nodiscard]] Scenario read(const std::filesystem::path& file);
/// The same for bytes in memory; relative files are looked up beside `file`.
[[nodiscard]] Scenario parse(const std::string& toml, const std::filesystem::path& file);

}  // namespace parley::scenario
