#include "parley/study/strategy_problem.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "parley/base/error.hpp"
#include "parley/base/percent.hpp"
#include "parley/data/asset_folders.hpp"
#include "parley/data/elasticity_sets.hpp"
#include "parley/data/read_baseline.hpp"
#include "parley/equilibrium/outcome.hpp"
#include "parley/scenario/codes.hpp"
#include "parley/strategy/autarky.hpp"
#include "parley/study/cases/balanced_base.hpp"
#include "parley/study/cases/entries.hpp"
#include "parley/study/cases/horizon.hpp"

namespace parley::study {
namespace {

namespace fs = std::filesystem;

StrategyProblem read_world(const StrategyRequest& request) {
  StrategyProblem problem;
  if (fs::path(request.target).extension() == ".toml") {
    Problem read =
        read_problem({.scenario = request.target, .elasticities = request.elasticities, .assets = request.assets});
    refuse_games_in_short_run(read.scenario);
    problem.name = read.scenario.title;
    if (!request.case_name.empty()) problem.resolved = scenario::resolve(read.scenario, read.baseline);
    problem.baseline = std::move(read.baseline);
    problem.scenario = std::move(read.scenario);
    problem.notes = std::move(read.notes);
    return problem;
  }
  const fs::path here = fs::current_path() / "scenario.toml";
  problem.baseline = data::read_baseline(data::find_baseline(request.target, here, request.assets));
  problem.name = problem.baseline.info.name;
  if (!request.elasticities.empty()) {
    problem.notes.push_back(
        data::apply_elasticity_set(data::read_elasticity_sets(data::find_elasticity_sets(here, request.assets)),
                                   request.elasticities, Place{.key = "--elasticities"}, problem.baseline));
  }
  return problem;
}

Shock status_quo(const StrategyRequest& request, const StrategyProblem& problem) {
  if (request.case_name.empty()) return no_shock(problem.baseline);
  const Place place{.key = "--case"};
  if (!problem.scenario) throw InputError(place, "a baseline has no cases", "give a scenario file");
  const scenario::Compare& compare =
      problem.scenario->compares[scenario::named_case(*problem.scenario, request.case_name, place)];
  CaseEntries entries = entries_of(problem.resolved.value(), compare, problem.baseline);
  if (!entries.shock.claims.empty() && !request.keeps_deficits) {
    throw InputError(
        compare.place,
        fmt::format("'{}' moves income across borders, which needs deficits", entries.shock.claims.front().id),
        "--keep-deficits (keep_deficits = true in [strategy]), or a case without it");
  }
  if (!entries.commitments.empty()) {
    throw InputError(
        compare.place,
        fmt::format("'{}' commits to a quantity, which no tariff of a game can keep", entries.commitments.front().id),
        "name a case of tariffs alone");
  }
  return std::move(entries.shock);
}

Array<Country, Partner> import_volumes(const Economy& labels, const Equilibrium& solved) {
  Array<Country, Partner> volume(labels.country_count(), labels.country_count());
  for (const Sector s : labels.sectors()) {
    for (const Importer n : labels.importers()) {
      for (const Exporter i : labels.exporters()) {
        if (solved.flow_new(s, n, i) > 0)
          volume(country(n), partner(country(i))) += solved.flow_new(s, n, i) / solved.unit_cost_hat(country(i), s);
      }
    }
  }
  return volume;
}

}  // namespace

StrategyProblem read_strategy_problem(const StrategyRequest& request, Observer& observer) {
  StrategyProblem world = read_world(request);
  set_elasticities(request.trade_elasticity, world.baseline);
  return with_status_quo(std::move(world), request, observer);
}

StrategyProblem with_status_quo(StrategyProblem problem, const StrategyRequest& request, Observer& observer) {
  if (!request.keeps_deficits) {
    BalancedBase balanced = fully_balanced_base(problem.baseline, {.tolerance = 1e-12}, observer);
    problem.baseline = std::move(balanced.baseline);
    problem.baseline.info.deficit_rule = DeficitRule::balanced;
    problem.baseline.info.deficit_exceptions = {};
    problem.notes.push_back(
        fmt::format("deficits of {:.0f} million {} were taken away first, at unchanged tariffs; all changes are "
                    "counted from there",
                    balanced.transfers_taken_away, problem.baseline.info.currency));
  } else if (takes_deficits_away(problem.baseline.info)) {
    problem.baseline = balanced_base(problem.baseline, {.tolerance = 1e-12}, observer).baseline;
  }
  problem.status_quo = status_quo(request, problem);
  problem.notes.insert(problem.notes.end(), problem.status_quo.notes.begin(), problem.status_quo.notes.end());
  return problem;
}

StrategyOutcome outcome_of(const std::string& name, const StrategyProblem& problem,
                           const std::vector<strategy::Government>& governments, const Shock& shock,
                           Observer& observer) {
  Equilibrium solved = solve(problem.baseline, shock, {}, observer);
  if (!solved.report.usable()) throw NotSolved(name, solved.report);
  const Certificate certificate = certify_nearer(problem.baseline, shock, solved, false, observer);
  if (!certificate.holds()) {
    SolveReport report = solved.report;
    report.message = first_failure(certificate);
    throw NotSolved(name + " is not certified", std::move(report));
  }
  StrategyOutcome result{name,
                         {},
                         outcome(problem.baseline, shock, solved).real_income_pct,
                         import_volumes(problem.baseline.economy, solved)};
  for (const strategy::Government& government : governments)
    result.objective_pct.push_back(percent_of_log(strategy::payoff(problem.baseline, government, solved)));
  return result;
}

StrategyOutcome autarky_outcome(const StrategyProblem& problem, const std::vector<strategy::Government>& governments) {
  const Equilibrium alone = strategy::autarky(problem.baseline);
  StrategyOutcome result{"autarky",
                         {},
                         Array<Country>(problem.baseline.economy.country_count()),
                         import_volumes(problem.baseline.economy, alone)};
  for (const strategy::Government& government : governments)
    result.objective_pct.push_back(percent_of_log(strategy::payoff(problem.baseline, government, alone)));
  for (const Country n : problem.baseline.economy.countries()) {
    strategy::Government plain;
    plain.country = n;
    result.real_income_pct(n) = percent_of_log(strategy::payoff(problem.baseline, plain, alone));
  }
  return result;
}

double mean_tariff_pct(const Baseline& baseline, const std::vector<strategy::TariffGroup>& groups, std::size_t player,
                       const Shock& shock) {
  double duty = 0;
  double trade = 0;
  for (const strategy::TariffGroup& group : groups) {
    if (group.instrument.player != player) continue;
    for (const auto& [s, n, i] : group.cells) {
      duty += baseline.flow(s, n, i) * shock.tariff_new(s, n, i);
      trade += baseline.flow(s, n, i);
    }
  }
  return 100 * duty / trade;
}

Shock free_trade_between(const strategy::CaliendoParroGame& game) {
  return game.shock_at(strategy::Policy(game.instruments().size(), 0.0));
}

}  // namespace parley::study
