#include "parley/study/study.hpp"

#include <fmt/format.h>

#include <utility>

#include "parley/base/cancelled.hpp"
#include "parley/base/parallel_for.hpp"
#include "parley/scenario/deal_plan.hpp"
#include "parley/scenario/strategy_plan.hpp"
#include "parley/study/cases/explain_case.hpp"
#include "parley/study/cases/headline.hpp"
#include "parley/study/cases/horizon.hpp"
#include "parley/uncertainty/ranges.hpp"

namespace parley::study {
namespace {

void stop_if_cancelled(Observer& observer) {
  if (observer.cancelled()) throw Cancelled("the study was ended before it was done; nothing was written");
}

/// A part of the report; the observer hears of one that has no solution.
template <class Work>
auto part_of_report(const std::string& what, const Work& work, Observer& observer) {
  auto part = attempt(work);
  stop_if_cancelled(observer);
  if (!part.failure.empty()) observer.note(fmt::format("the report lacks {}: {}", what, part.failure));
  return part;
}

/// Splits one case's changes for the parties; of those that cannot be split, says why the first cannot.
void explain_parties(const RunResult& result, const std::vector<Country>& parties, CaseResult& solved) {
  Observer silent;
  for (ExplainedChange& change : explain_case(result, solved, real_incomes(parties), silent)) {
    if (change.failure.empty()) {
      solved.explained.push_back(std::move(change));
    } else if (solved.explanation_failure.empty()) {
      solved.explanation_failure = std::move(change.failure);
    }
  }
}

/// Cases in parallel; each case's answer is its own, so that the number of threads changes no digit.
void explain_cases(RunResult& result, Observer& observer) {
  const std::vector<Country> main = parties(result);
  parallel_for(result.cases.size(), 0,
               [&](std::size_t at, std::size_t /*thread*/) { explain_parties(result, main, result.cases[at]); });
  for (const CaseResult& solved : result.cases) {
    if (!solved.explanation_failure.empty())
      observer.note("the report lacks an explanation: " + solved.explanation_failure);
  }
  stop_if_cancelled(observer);
}

void add_ranges(const RunOptions& options, RunResult& result, Observer& observer) {
  auto ranges = part_of_report(
      "the ranges of its headline",
      [&] { return uncertainty::headline_ranges(result, options, uncertainty::default_plan(), 0, observer); },
      observer);
  if (ranges.failure.empty()) result.ranges = std::move(ranges.value);
}

Attempt<ModelsReport> models_of(const RunResult& result, const CaseResult& solved, Observer& observer) {
  if (result.horizon == Horizon::short_run) return {.value = {}, .failure = "the other models know the long run alone"};
  if (!solved.shock.claims.empty())
    return {.value = {}, .failure = "it moves income across borders, which most of these models have not"};
  return part_of_report(
      fmt::format("case '{}' in other models", solved.compare.name),
      [&] { return models_report(result, solved, parties(result), {}, observer); }, observer);
}

}  // namespace

Study study_solved(RunResult solved, const RunOptions& options, Observer& observer) {
  Study study{.result = std::move(solved)};
  const RunResult& result = study.result;
  explain_cases(study.result, observer);
  // In the short run the range is that of its three sets of elasticities, which the chapter on horizons has.
  if (!options.is_quick && result.horizon == Horizon::long_run) add_ranges(options, study.result, observer);
  study.closures = compare_closures(result, options.solve, observer);
  study.horizons = compare_horizons(result, options.solve, observer);
  if (result.market) study.prices = study_prices(result);
  if (result.scenario.strategy) study.strategy = study_strategy(result, observer);
  if (options.compares_models) {
    for (const CaseResult& each : result.cases) study.models.push_back(models_of(result, each, observer));
  }
  if (const auto& plan = result.scenario.deal) {
    const DeskOptions how{.commitments = {.solve = options.solve}};
    const DealProblem problem{result.scenario, result.resolved, *plan, result.baseline};
    if (result.horizon == Horizon::short_run) {
      study.deal = Attempt<Desk>{.value = {}, .failure = std::string(no_games_in_a_year)};
      observer.note(fmt::format("the report lacks the chapter on the deal: {}", no_games_in_a_year));
      return study;
    }
    study.deal = part_of_report("the chapter on the deal", [&] { return open_desk(problem, how, observer); }, observer);
  }
  return study;
}

Study study(const RunOptions& options, Observer& observer) {
  RunResult result = compute(options, observer);
  if (options.stop_after != Step::report) return {.result = std::move(result)};
  return study_solved(std::move(result), options, observer);
}

}  // namespace parley::study
