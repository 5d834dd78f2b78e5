#include "parley/study/standing.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "parley/base/not_solved.hpp"
#include "parley/base/parallel_for.hpp"
#include "parley/uncertainty/collect_draws.hpp"
#include "parley/uncertainty/ranges.hpp"
#include "parley/uncertainty/sensitivity_quantities.hpp"

namespace parley::study {
namespace {

using uncertainty::Draw;

uncertainty::SensitivityPlan plan_of(const StandingQuestion& question, const StandingOptions& options) {
  uncertainty::SensitivityPlan plan = uncertainty::default_plan();
  plan.sampling.count = options.draws;
  plan.sampling.dimension = 2 + question.central.size();
  return plan;
}

/// What tells the draws of a question from those of any other: what is asked, at which elasticities, and the answer there.
std::string key_of(const StandingQuestion& question, const Draw& central, const uncertainty::SensitivityPlan& plan) {
  std::string key = fmt::format("standing 1; {}; correlation {}; seed {}", plan.elasticities.text,
                                plan.sector_correlation, plan.sampling.seed);
  for (const StandingChoice& choice : question.choices) key += "; " + choice.name;
  for (const StandingNumber& number : question.numbers) key += "; " + number.name;
  for (const auto* values : {&question.central, &central.values}) {
    for (const double value : *values) key += fmt::format("; {}", value);
  }
  return key;
}

/// A draw whose failure is a reason, never an exception.
Draw asked(const StandingQuestion& question, const std::vector<double>& elasticity, std::size_t index) {
  Draw draw{index, "", {}};
  try {
    draw.values = question.answer(elasticity);
  } catch (const NotSolved& error) {
    draw.failure = error.what();
  }
  return draw;
}

/// Errors  NotSolved where it has no answer.
Draw central_answer(const StandingQuestion& question) {
  Draw central = asked(question, question.central, 0);
  if (!central.failure.empty()) throw NotSolved("the central elasticities", SolveReport{.message = central.failure});
  return central;
}

uncertainty::MakeDraw draw_maker(const StandingQuestion& question, const uncertainty::SensitivityPlan& plan) {
  return [&question, plan](std::size_t index) {
    return asked(question, uncertainty::drawn_elasticities(plan, question.central, index), index);
  };
}

std::vector<Draw> under_sets(const StandingQuestion& question, const StandingOptions& options, Standing& result) {
  if (!options.under_sets) return {};
  const auto worlds = uncertainty::distinct_elasticities(question.baseline, question.sets, result.remarks);
  std::vector<Draw> all(worlds.size());
  parallel_for(worlds.size(), options.threads,
               [&](std::size_t at, std::size_t /*thread*/) { all[at] = asked(question, worlds[at].elasticity, at); });
  std::vector<Draw> answered;
  for (Draw& each : all) {
    const std::string& name = worlds[each.index].name;
    if (!each.failure.empty()) {
      result.remarks.push_back(fmt::format("{} does not count, no solution: {}", name, each.failure));
      continue;
    }
    result.sets.push_back(name);
    answered.push_back(std::move(each));
  }
  return answered;
}

std::vector<Draw> made_draws(const StandingQuestion& question, const Draw& central, const StandingOptions& options,
                             uncertainty::ProcessGroup& group, Observer& observer, Standing& result) {
  if (options.draws == 0) return {};
  const uncertainty::SensitivityPlan plan = plan_of(question, options);
  const std::string key = key_of(question, central, plan);
  std::unique_ptr<uncertainty::DrawStore> store;
  if (!options.store.empty()) store = uncertainty::open_draw_store(options.store, key);
  group.expect(key);
  result.plan = uncertainty::words_of(plan);
  std::vector<Draw> draws = uncertainty::collect_draws(
      draw_maker(question, plan),
      {.count = options.draws, .length = question.choices.size() + question.numbers.size(), .threads = options.threads},
      store.get(), group, observer);
  std::string first;
  for (const Draw& each : draws) {
    if (each.failure.empty()) continue;
    if (first.empty()) first = each.failure;
    ++result.failed;
  }
  if (result.failed == draws.size()) throw NotSolved("every draw failed", SolveReport{.message = first});
  std::erase_if(draws, [](const Draw& each) { return !each.failure.empty(); });
  result.draws = draws.size();
  return draws;
}

ChoiceStanding choice_standing(const StandingChoice& choice, std::size_t column, const Draw& central,
                               const std::vector<Draw>& sets, const std::vector<Draw>& draws) {
  const auto code = [&](const Draw& each) { return std::lround(each.values.at(column)); };
  std::map<long, ChoiceStanding::Outcome> by_code;
  const auto outcome = [&](const Draw& each) -> ChoiceStanding::Outcome& {
    const auto [found, is_new] = by_code.try_emplace(code(each));
    if (is_new) found->second.words = choice.in_words(found->first);
    return found->second;
  };
  static_cast<void>(outcome(central));
  for (const Draw& each : sets) ++outcome(each).sets;
  for (const Draw& each : draws) ++outcome(each).draws;
  ChoiceStanding standing{choice.name, {by_code.at(code(central))}};
  by_code.erase(code(central));
  for (auto& [at, other] : by_code) standing.outcomes.push_back(std::move(other));
  std::stable_sort(standing.outcomes.begin() + 1, standing.outcomes.end(), [](const auto& a, const auto& b) {
    return std::pair(a.draws, a.sets) > std::pair(b.draws, b.sets);
  });
  return standing;
}

NumberStanding number_standing(const StandingNumber& number, std::size_t column, const Draw& central,
                               std::vector<Draw> sets, std::vector<Draw> draws) {
  const auto has_none = [&](const Draw& each) { return !std::isfinite(each.values.at(column)); };
  std::erase_if(sets, has_none);
  std::erase_if(draws, has_none);
  NumberStanding standing{number, {}};
  Range& range = standing.range;
  range.central = central.values.at(column);
  range.draws_low = range.draws_high = range.sets_low = range.sets_high = range.central;
  if (!draws.empty()) {
    uncertainty::Spread spread;
    uncertainty::describe(draws, column, true, spread);
    range.draws_low = spread.p05;
    range.draws_high = spread.p95;
  }
  for (const Draw& each : sets) {
    const double value = each.values[column];
    range.sets_low = std::min(range.sets_low, value);
    range.sets_high = std::max(range.sets_high, value);
    range.sets_up += value > 0 ? 1 : 0;
    range.sets_down += value < 0 ? 1 : 0;
  }
  range.low = std::min(range.draws_low, range.sets_low);
  range.high = std::max(range.draws_high, range.sets_high);
  range.verdict = verdict_of(range.central, range.low, range.high, number.floor);
  return standing;
}

}  // namespace

Standing standing(const StandingQuestion& question, const StandingOptions& options, uncertainty::ProcessGroup& group,
                  Observer& observer) {
  const Draw central = central_answer(question);
  Standing result;
  const std::vector<Draw> draws = made_draws(question, central, options, group, observer, result);
  const std::vector<Draw> sets = under_sets(question, options, result);
  std::size_t column = 0;
  for (const StandingChoice& choice : question.choices)
    result.choices.push_back(choice_standing(choice, column++, central, sets, draws));
  for (const StandingNumber& number : question.numbers)
    result.numbers.push_back(number_standing(number, column++, central, sets, draws));
  return result;
}

void serve_standing(uncertainty::Team& team, const std::function<StandingQuestion()>& question,
                    const StandingOptions& options) {
  StandingQuestion asked_here;  // outlives the service, whose draws ask it
  uncertainty::serve(team, [&]() -> uncertainty::Service {
    asked_here = question();
    const uncertainty::SensitivityPlan plan = plan_of(asked_here, options);
    return {key_of(asked_here, central_answer(asked_here), plan), draw_maker(asked_here, plan),
            parley::thread_count(options.threads, options.draws)};
  });
}

}  // namespace parley::study
