#pragma once

#include <string>
#include <vector>

#include "parley/scenario/strategy_plan.hpp"
#include "parley/study/attempt.hpp"
#include "parley/study/cases/result.hpp"
#include "parley/study/escalation_game.hpp"
#include "parley/study/reaction_curves.hpp"
#include "parley/study/talks.hpp"

namespace parley::study {

/// What two governments would choose: how far they escalate, their best answers, and what both would sign.
struct StrategyStudy {
  scenario::StrategyPlan plan;
  std::vector<Country> players;
  Baseline baseline;  ///< the world the study is about, without its deficits unless these are kept
  std::vector<std::string> notes;
  Attempt<EscalationGame> escalation;  ///< today is the base; the worlds have what its case does to third countries
  Attempt<ReactionCurves> curves;      ///< other tariffs as in the base
  Attempt<TariffTalks> talks;          ///< status quo and all other tariffs as in the base
};

/// What a change of one player's objective by so many per cent of its base income is worth, million and billion.
[[nodiscard]] double millions_of(const StrategyStudy& study, std::size_t player, double change_pct);
[[nodiscard]] double billions_of(const StrategyStudy& study, std::size_t player, double change_pct);

/// Computes the three parts, on as many threads as the machine has; their number changes no digit.
///
/// Needs   a resolved scenario with a [strategy].
/// Errors  InputError for a case in which the first does nothing to the second. What has no solution says so in its part;
///         NotSolved where the observer cancelled.
[[nodiscard]] StrategyStudy study_strategy(const RunResult& result, Observer& observer);

}  // namespace parley::study
