#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "parley/base/error.hpp"
#include "parley/market/event_study.hpp"

namespace parley::market {

/// Members that are studied together.
struct PlanGroup {
  std::string id;
  std::string title;
  std::vector<std::string> members;  ///< by name; empty: from a file, or all
  std::filesystem::path file;        ///< a table with one row per member
  std::string column;                ///< of the member's name in it
  std::string where, equals;         ///< only rows with that word in that column; empty: all
  std::vector<std::string> except;   ///< ids of groups whose members are left out
  Place place;
};

/// Two groups whose difference is tested.
struct PlanComparison {
  std::string first, second;
  Place place;
};

struct PlanEvent {
  std::string id;
  std::string title;
  Date date;
  int from = 0;  ///< first and last day of the window, counted from the event in trading days
  int to = 0;
  std::string source;
  Place place;
};

/// Something else that was in the news.
struct PlanNews {
  Date date;
  std::string title;
  std::string source;
};

/// Files of small facts that a report shows beside a scenario; empty paths: no story.
struct PlanStory {
  std::filesystem::path levels;      ///< of indices, on a few days
  std::filesystem::path shares;      ///< of firms' sales
  std::filesystem::path affiliates;  ///< sales of affiliates abroad
  std::filesystem::path firms;       ///< what an earlier study found for firms
  std::filesystem::path sectors;     ///< sectors of the model by portfolio
  std::string war, deal;             ///< the compared cases of the two-state reading; "": the scenario's
  [[nodiscard]] bool empty() const { return levels.empty(); }
};

/// What to study, as a plan file says it.
struct EventPlan {
  enum class Values { price, return_percent };
  std::filesystem::path file;
  std::string title;
  std::filesystem::path prices;
  DayTableForm form;
  Values values = Values::price;
  std::filesystem::path actions;  ///< dividends and splits; empty: prices are adjusted for them already
  CorporateActionForm action_form;
  std::filesystem::path market;
  std::string market_column;
  Values market_values = Values::price;
  std::filesystem::path factors;  ///< empty: the market model
  std::vector<std::string> factor_columns;
  std::string risk_free;
  int estimation_days = 250;  ///< rolling: the last day stands `estimation_gap` trading days before the event
  int estimation_gap = 10;
  std::optional<Date> estimation_from, estimation_until;  ///< the same days for every event; both included
  EventOptions options;
  std::vector<PlanGroup> groups;
  std::vector<PlanComparison> comparisons;
  std::vector<PlanEvent> events;
  std::vector<PlanNews> news;
  PlanStory story;
};

/// Reads a plan and checks it against itself.
///
/// Errors  InputError with file:line:column for unknown keys, absent ones, ids that are not unique or not known.
[[nodiscard]] EventPlan parse_plan(std::string_view toml, const std::filesystem::path& file);
[[nodiscard]] EventPlan read_plan(const std::filesystem::path& file);

struct EventResult {
  PlanEvent event;
  Date day_before;         ///< trading day before the window
  std::vector<Date> days;  ///< of the event window
  Date estimation_from, estimation_until;
  std::vector<double> factor_spread;         ///< standard deviation of each factor in the estimation window, a day
  std::vector<GroupStudy> groups;            ///< in the order of the plan
  std::vector<GroupDifference> differences;  ///< in the order of the plan's comparisons
  std::vector<PlanNews> news;                ///< from the day before the window to the day after it
};

/// A plan carried out.
struct EventStudyResult {
  EventPlan plan;
  std::vector<std::string> members;  ///< names of the members
  std::vector<std::string> factors;  ///< names of the factors
  std::vector<EventResult> events;
  std::vector<std::string> notes;  ///< what was left out or moved, in words
  /// Groups that are judged, over all events.
  [[nodiscard]] std::size_t test_count() const { return events.size() * plan.groups.size(); }
};

/// Reads the plan's files, relative to `folder` (empty: the plan's own), and studies every event.
///
/// Errors  InputError: those of the files, a member of a group that has no prices, an event outside the trading days.
[[nodiscard]] EventStudyResult carry_out(const EventPlan& plan, const std::filesystem::path& folder);

/// Daily returns of the market and of the equally weighted portfolio of every group, from the first estimation day to
/// the day after the last event window: small facts that may stand for prices that may not be passed on.
///
/// Members without a return on each of these days are left out and named in notes.   Units  fractions.
[[nodiscard]] DayTable portfolio_table(const EventPlan& plan, const std::filesystem::path& folder,
                                       std::vector<std::string>& notes);

/// A table of returns as CSV, per cent with six decimals, which is wide enough to get four digits of every statistic.
[[nodiscard]] std::string returns_csv(const DayTable& returns);

}  // namespace parley::market
