#pragma once

#include <optional>
#include <string>

#include "parley/report/run_result.hpp"
#include "parley/run/ladder.hpp"
#include "parley/run/reaction_curves.hpp"
#include "parley/run/talks.hpp"
#include "parley/scenario/strategy_plan.hpp"

namespace parley::run {

/// A part of the study, or why it has no solution.
template <class Value>
struct Attempt {
  std::optional<Value> value;
  std::string failure;  ///< set where there is no value
};

/// What two governments would choose: how far they escalate, their best answers, and what both would sign.
struct StrategyStudy {
  scenario::StrategyPlan plan;
  std::vector<Country> players;
  Baseline baseline;  ///< the world the study is about, without its deficits unless these are kept
  std::vector<std::string> notes;
  Attempt<Ladder> ladder;  ///< its status quo is the base; what its case does to third countries stays on all rungs
  Attempt<ReactionCurves> curves;  ///< other tariffs as in the base
  Attempt<TalksResult> talks;      ///< status quo and all other tariffs as in the base
};

/// Computes the three parts, on as many threads as the machine has; their number changes no digit.
///
/// Errors  InputError: those of resolve() and of a case that the first does nothing to the second in. What has no
///         solution says so in its part; NotSolved where the observer cancelled.
[[nodiscard]] StrategyStudy study_strategy(const report::RunResult& result, const scenario::StrategyPlan& plan,
                                           Observer& observer);

/// The page's chapter: the ladder, the reaction curves and the bargaining set, with their tables and the numbers for
/// result.json.
[[nodiscard]] report::Chapter strategy_chapter(const report::RunResult& result, const StrategyStudy& study);

/// Its tables as files, and its numbers as one JSON object.
[[nodiscard]] std::vector<report::ChapterFile> strategy_files(const StrategyStudy& study);
[[nodiscard]] std::string strategy_json(const StrategyStudy& study);

}  // namespace parley::run
