#include "parley/uncertainty/ranges.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "parley/base/parallel_for.hpp"
#include "parley/uncertainty/central.hpp"
#include "parley/uncertainty/elasticity_worlds.hpp"
#include "parley/uncertainty/sets.hpp"

namespace parley::uncertainty {
namespace {

/// The headline, then real income of every country that it does not have: words on bystanders need their ranges too.
std::vector<study::HeadlineItem> ranged_items(const study::RunResult& result) {
  const std::vector<Country> main = study::parties(result);
  std::vector<study::HeadlineItem> items = study::headline_items(main, result.baseline);
  std::vector<Country> others;
  for (const Country n : result.baseline.economy.countries()) {
    if (std::ranges::find(main, n) == main.end()) others.push_back(n);
  }
  for (study::HeadlineItem& item : study::headline_items(others, result.baseline)) {
    if (item.measure->id == "real_income_pct") items.push_back(std::move(item));
  }
  return items;
}

std::vector<Draw> draw_all(const Central& central, const SensitivityPlan& plan, std::size_t threads,
                           Observer& observer) {
  const MakeDraw make = draw_maker(central, plan);
  std::vector<Draw> draws(plan.sampling.point_count());
  parallel_for(draws.size(), threads, [&](std::size_t at, std::size_t /*thread*/) {
    if (observer.cancelled()) throw Cancelled("ended before the ranges were made; nothing was written");
    draws[at] = make(at);
  });
  return draws;
}

std::vector<UnderSet> distinct_sets(std::vector<UnderSet> all, std::vector<std::string>& remarks) {
  if (all.size() == 1) remarks.emplace_back("no named sets of elasticities were found: the baseline's own alone count");
  std::vector<UnderSet> kept;
  for (UnderSet& each : all) {
    const auto same = std::ranges::find(kept, each.elasticity, &UnderSet::elasticity);
    if (each.values.empty()) {
      remarks.push_back(fmt::format("{} does not count: {}", each.name, each.note));
    } else if (same != kept.end()) {
      remarks.push_back(fmt::format("{} has the elasticities of {} and counts once", each.name, same->name));
    } else {
      kept.push_back(std::move(each));
    }
  }
  return kept;
}

/// What the run solved, as read: the same cases on the base with its deficits.
study::Problem problem_of(const study::RunResult& result) {
  study::Problem problem{.scenario = result.scenario,
                         .market = {},
                         .manifest = result.manifest,
                         .baseline = result.base_year ? *result.base_year : result.baseline,
                         .notes = result.notes};
  problem.scenario.compares.clear();
  for (const study::CaseResult& solved : result.cases) problem.scenario.compares.push_back(solved.compare);
  return problem;
}

study::Range range_of(double central, const Spread& spread, const std::vector<double>& under_sets, double floor) {
  const auto [lowest, highest] = std::ranges::minmax(under_sets);
  study::Range range{.central = central,
                     .low = std::min(spread.p05, lowest),
                     .high = std::max(spread.p95, highest),
                     .draws_low = spread.p05,
                     .draws_high = spread.p95,
                     .sets_low = lowest,
                     .sets_high = highest};
  for (const double value : under_sets) {
    range.sets_up += value > 0 ? 1 : 0;
    range.sets_down += value < 0 ? 1 : 0;
  }
  range.verdict = study::verdict_of(central, range.low, range.high, floor);
  return range;
}

}  // namespace

SensitivityPlan default_plan() {
  return {.elasticities = parse_uncertainty("lognormal:0.3", {}),
          .sector_correlation = 0.5,
          .sampling = {.method = numerics::SamplingMethod::sobol, .count = 256}};
}

study::HeadlineRanges headline_ranges(const study::RunResult& result, const study::RunOptions& run,
                                      const SensitivityPlan& chosen, std::size_t threads, Observer& observer) {
  SensitivityPlan plan = chosen;
  plan.sampling.dimension = 2 + result.baseline.economy.sector_count();
  study::HeadlineRanges ranges{.plan = words_of(plan), .draws = plan.sampling.point_count()};
  ranges.items = ranged_items(result);
  const study::Problem problem = problem_of(result);
  const Central central = prepare(problem, {.items = ranges.items, .certifies = false}, run.solve, observer);
  const std::vector<Draw> draws = draw_all(central, plan, threads, observer);
  ranges.failed =
      static_cast<std::size_t>(std::ranges::count_if(draws, [](const Draw& draw) { return !draw.failure.empty(); }));
  if (ranges.failed == draws.size()) {
    SolveReport report;
    report.message = "first: " + draws.front().failure;
    throw NotSolved("every draw failed", report);
  }
  const std::vector<UnderSet> sets = distinct_sets(
      answers_under_sets(problem, run, {.items = ranges.items, .certifies = false, .learns_inverses = false}, threads),
      ranges.remarks);
  for (const UnderSet& each : sets) ranges.sets.push_back(each.name);
  std::size_t column = 0;
  for (const study::HeadlineItem& item : ranges.items) {
    std::vector<study::Range>& row = ranges.of.emplace_back();
    for (const study::CaseResult& solved : result.cases) {
      Spread spread;
      describe(draws, column, true, spread);
      std::vector<double> under_sets;
      for (const UnderSet& each : sets) under_sets.push_back(each.values.at(column));
      row.push_back(range_of(study::value_of(item, study::solved_world(result.baseline, solved)), spread, under_sets,
                             study::floor_of(item, result.baseline)));
      ++column;
    }
  }
  return ranges;
}

}  // namespace parley::uncertainty
