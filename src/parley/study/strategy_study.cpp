#include "parley/study/strategy_study.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <span>

#include "parley/base/error.hpp"
#include "parley/base/parallel_for.hpp"
#include "parley/scenario/codes.hpp"
#include "parley/study/cases/horizon.hpp"

namespace parley::study {
namespace {

using scenario::StrategyPlan;

WithoutTreaty threat_of(StrategyPlan::Threat threat) {
  switch (threat) {
    case StrategyPlan::Threat::war:
      return WithoutTreaty::war;
    case StrategyPlan::Threat::status_quo:
      return WithoutTreaty::status_quo;
    case StrategyPlan::Threat::autarky:
      return WithoutTreaty::autarky;
  }
  return WithoutTreaty::war;
}

/// The problem and what each government may set in it.
struct GameOfTheCase {
  StrategyProblem from_case;  ///< the status quo is the case
  StrategyProblem from_base;  ///< the status quo is the base
  std::vector<strategy::Government> governments;
  std::vector<strategy::InstrumentChoice> choices;
  std::vector<Sector> sectors;
};

GameOfTheCase game_of(const RunResult& result, const StrategyPlan& plan, Observer& observer) {
  const scenario::StrategyChoice& choice = result.resolved.strategy.value();
  GameOfTheCase game;
  game.sectors = choice.sectors;
  for (std::size_t p = 0; p < 2; ++p) {
    strategy::Government government;
    government.country = choice.players[p];
    game.governments.push_back(std::move(government));
    game.choices.push_back({.grouping = plan.tariffs == StrategyPlan::Tariffs::uniform ? strategy::Grouping::uniform
                                                                                       : strategy::Grouping::each,
                            .partners = {choice.players[1 - p]},
                            .sectors = choice.sectors,
                            .lowest_tariff = plan.lowest_tariff,
                            .highest_tariff = plan.highest_tariff});
  }
  StrategyProblem world;
  world.name = result.scenario.title;
  world.baseline = result.baseline;
  world.scenario = result.scenario;
  world.resolved = result.resolved;
  game.from_case =
      with_status_quo(std::move(world), {.case_name = plan.case_name, .keeps_deficits = plan.keeps_deficits}, observer);
  game.from_base = game.from_case;
  game.from_base.status_quo = no_shock(game.from_base.baseline);
  return game;
}

/// What is wrong with the first move stands in the file at the case that makes it.
EscalationGame escalation_of(const RunResult& result, const GameOfTheCase& game, const StrategyPlan& plan,
                             Observer& observer) {
  try {
    return play_escalation(game.from_case,
                           {.first = game.governments[0],
                            .second = game.governments[1],
                            .first_choice = game.choices[0],
                            .second_choice = game.choices[1],
                            .first_points = plan.first_points,
                            .allows_withdrawal = plan.allows_withdrawal},
                           {.moves = plan.moves, .discount = plan.discount, .stopping_chance = plan.stopping_chance},
                           observer);
  } catch (const InputError& error) {
    const InputProblem& problem = error.problems().front();
    throw InputError(scenario::place_in(result.scenario, plan.case_name.empty() ? "strategy" : "strategy.case"),
                     problem.message, problem.hint);
  }
}

/// Runs the tasks, the first one free to begin takes the next; the observer hears of one thread's work.
void share_out(std::span<const std::function<void(Observer&)>> tasks, Observer& observer) {
  parallel_for(tasks.size(), 0, [&](std::size_t at, std::size_t thread) {
    Observer silent;
    tasks[at](thread == 0 ? observer : silent);
  });
}

void solve_parts(const RunResult& result, const GameOfTheCase& game, StrategyStudy& study, Observer& observer) {
  const StrategyPlan& plan = study.plan;
  // The longest first.
  const std::array<std::function<void(Observer&)>, 3> tasks{
      [&](Observer& listener) {
        study.talks = attempt([&] {
          return talk(game.from_base,
                      {.governments = game.governments,
                       .instruments = game.choices,
                       .threat = threat_of(plan.threat),
                       .power = plan.power,
                       .frontier_points = plan.frontier_points},
                      listener);
        });
      },
      [&](Observer& listener) {
        study.curves = attempt([&] {
          return reaction_curves(game.from_base,
                                 {.governments = game.governments,
                                  .sectors = game.sectors,
                                  .lowest_tariff = plan.lowest_tariff,
                                  .highest_tariff = plan.highest_tariff,
                                  .other_tariffs = plan.curve},
                                 listener);
        });
      },
      [&](Observer& listener) {
        study.escalation = attempt([&] { return escalation_of(result, game, plan, listener); });
      }};
  share_out(tasks, observer);
}

}  // namespace

double millions_of(const StrategyStudy& study, std::size_t player, double change_pct) {
  return study.baseline.income(study.players[player]) * change_pct / 100;
}

double billions_of(const StrategyStudy& study, std::size_t player, double change_pct) {
  return study.baseline.income(study.players[player]) * change_pct / 1e5;
}

StrategyStudy study_strategy(const RunResult& result, Observer& observer) {
  StrategyStudy study{.plan = result.scenario.strategy.value(),
                      .players = result.resolved.strategy.value().players,
                      .baseline = result.baseline};
  if (result.horizon == Horizon::short_run) {
    study.escalation.failure = study.curves.failure = study.talks.failure = no_games_in_a_year;
    return study;
  }
  try {
    const GameOfTheCase game = game_of(result, study.plan, observer);
    study.baseline = game.from_base.baseline;
    study.notes = game.from_case.notes;
    solve_parts(result, game, study, observer);
  } catch (const NotSolved& failure) {
    study.escalation.failure = study.curves.failure = study.talks.failure = failure.what();
  }
  // What an interrupt left unsolved is not unsolvable.
  if (observer.cancelled()) {
    SolveReport report;
    report.status = SolveStatus::cancelled;
    report.message = "the caller asked to stop";
    throw NotSolved("the chapter on strategy", report);
  }
  for (const std::string* failure : {&study.escalation.failure, &study.curves.failure, &study.talks.failure}) {
    if (!failure->empty()) observer.note("the chapter on strategy lacks a part: " + *failure);
  }
  return study;
}

}  // namespace parley::study
