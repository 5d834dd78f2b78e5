#include "parley/study/cases/compute.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include "parley/base/error.hpp"
#include "parley/data/elasticity_sets.hpp"
#include "parley/data/read_baseline.hpp"
#include "parley/equilibrium/certificate.hpp"
#include "parley/equilibrium/outcome.hpp"
#include "parley/equilibrium/short_run.hpp"
#include "parley/market/story.hpp"
#include "parley/scenario/codes.hpp"
#include "parley/scenario/named_countries.hpp"
#include "parley/study/cases/balanced_base.hpp"
#include "parley/study/cases/closures.hpp"
#include "parley/study/cases/entries.hpp"
#include "parley/study/cases/headline.hpp"
#include "parley/study/cases/horizon.hpp"
#include "parley/study/cases/manifest.hpp"

namespace parley::study {
namespace {

/// The economy that shocks are applied to: as read, or without the deficits that the closure takes away.
Baseline base_economy(Baseline baseline, const SolveOptions& options, Observer& observer,
                      std::vector<std::string>& notes) {
  if (!takes_deficits_away(baseline.info)) return baseline;
  BalancedBase balanced = balanced_base(baseline, options, observer);
  if (baseline.info.deficit_rule == DeficitRule::balanced) {
    notes.push_back(
        fmt::format("deficit rule 'balanced': the base was solved once without deficits, which takes away {:.0f} "
                    "million {} of net transfers; all changes are counted from there",
                    balanced.transfers_taken_away, baseline.info.currency));
    return std::move(balanced.baseline);
  }
  std::vector<std::string> codes;
  for (const Country n : baseline.info.deficit_exceptions.balanced) codes.push_back(baseline.economy.code(n));
  notes.push_back(fmt::format(
      "balanced trade of {}: the base was solved once without their deficits, which moves {:.0f} million {} "
      "of net transfers; all changes are counted from there",
      fmt::join(codes, ", "), balanced.transfers_taken_away, baseline.info.currency));
  return std::move(balanced.baseline);
}

/// The user hears of a numeraire that decides numbers whatever command solved the cases.
void note_numeraire(RunResult& result, Observer& observer) {
  const std::string note = numeraire_note(result.baseline, closure_of(result));
  if (note.empty()) return;
  observer.note(note);
  result.notes.push_back(note);
}

double highest_tariff(const Shock& shock, const Commitment& commitment) {
  double highest = 0;
  for (const Sector s : commitment.sectors)
    highest = std::max(highest, shock.tariff_new(s, commitment.buyer, commitment.supplier));
  return highest;
}

/// Solves a case whose entries commit to quantities; where they cannot be kept, says how far they could be.
void keep_commitments(const Baseline& baseline, const RunOptions& options, CaseResult& result, Observer& observer) {
  const CommitmentOptions how{.solve = options.solve};
  const Shock in_force = result.shock;
  CommittedEquilibrium kept = solve_with_commitments(baseline, result.shock, result.commitments, how, observer);
  if (!kept.report.usable()) {
    for (std::size_t k = 0; k < result.commitments.size(); ++k) {
      if (result.commitments[k].kind != Commitment::Kind::purchase) continue;
      const double most = largest_feasible_target(baseline, result.shock, result.commitments, k, how, observer);
      kept.report.message +=
          fmt::format("; '{}' asks for {:.0f} million", result.commitments[k].id, result.commitments[k].target);
      kept.report.message += std::isnan(most) ? ", and nothing of it can be kept while the others stand"
                                              : fmt::format(", the largest that can be reached is {:.0f}", most);
    }
    throw NotSolved(fmt::format("case '{}'", result.compare.name), kept.report);
  }
  result.shock = std::move(kept.shock);
  result.equilibrium = std::move(kept.equilibrium);
  result.without_commitments = std::move(kept.without);
  result.committed = std::move(kept.outcomes);
  for (std::size_t k = 0; k < result.committed.size(); ++k) {
    const Commitment& commitment = result.commitments[k];
    if (commitment.kind != Commitment::Kind::tariff_rate_quota) continue;
    if (const double beyond = highest_tariff(in_force, commitment); beyond < commitment.in_quota_tariff + 0.01) {
      result.shock.notes.push_back(
          fmt::format("{}: the tariff above the quota is {:.2g} %, for no other entry of this case raises it; the duty "
                      "that is due beyond a quota is an action of its own",
                      commitment.id, 100 * beyond));
    }
    if (!(result.committed[k].rent_to_exporter > 0)) continue;
    result.shock.notes.push_back(fmt::format("{}: {:.1f} million of the tariff revenue of {} is the exporter's",
                                             commitment.id, result.committed[k].rent_to_exporter,
                                             baseline.economy.code(country(commitment.buyer))));
  }
}

/// Positions of the compared cases that are asked for.
std::vector<std::size_t> chosen_cases(const scenario::Scenario& scenario, const std::optional<std::string>& only) {
  std::vector<std::size_t> all(scenario.compares.size());
  std::iota(all.begin(), all.end(), std::size_t{0});
  if (!only) return all;
  if (only->empty() && !all.empty()) return {all.back()};
  return {scenario::named_case(scenario, *only, Place{.key = "--case"})};
}

CaseResult solve_case(const Baseline& baseline, const scenario::Compare& compare, CaseEntries entries,
                      const RunOptions& options, Observer& observer) {
  CaseResult result;
  result.compare = compare;
  result.shock = std::move(entries.shock);
  result.commitments = std::move(entries.commitments);
  result.reforms = std::move(entries.reforms);
  if (result.commitments.empty()) {
    result.equilibrium = solve(baseline, result.shock, options.solve, observer);
  } else {
    keep_commitments(baseline, options, result, observer);
  }
  if (!result.equilibrium.report.usable()) {
    throw NotSolved(fmt::format("case '{}'", compare.name), result.equilibrium.report);
  }
  result.certificate = certify_nearer(baseline, result.shock, result.equilibrium, options.certify_thoroughly, observer);
  if (!result.certificate.holds()) {
    SolveReport report = result.equilibrium.report;
    report.message = first_failure(result.certificate);
    throw NotSolved(fmt::format("case '{}' is not certified", compare.name), std::move(report));
  }
  result.outcome = outcome(baseline, result.shock, result.equilibrium);
  result.reformed = reform_outcomes(baseline, result.reforms, result.equilibrium);
  return result;
}

}  // namespace

std::string_view to_string(Step step) {
  switch (step) {
    case Step::baseline:
      return "baseline";
    case Step::scenario:
      return "scenario";
    case Step::shock:
      return "shock";
    case Step::equilibrium:
      return "equilibrium";
    case Step::report:
      return "report";
  }
  return "unknown";
}

std::filesystem::path baseline_folder(const RunOptions& options, const scenario::Scenario& scenario) {
  return options.baseline.empty() ? data::find_baseline(scenario.baseline, options.scenario, options.assets)
                                  : options.baseline;
}

namespace {

Problem read_files(const RunOptions& options) {
  Problem problem;
  problem.scenario = scenario::read(options.scenario);
  const std::filesystem::path folder = baseline_folder(options, problem.scenario);
  problem.manifest = manifest(options.command, problem.scenario, folder);
  problem.manifest.baseline = options.baseline.string();
  problem.manifest.elasticities = options.elasticities;
  problem.manifest.horizon = options.horizon;
  problem.horizon = chosen_horizon(problem.scenario, options.horizon);
  problem.baseline = options.known_baseline != nullptr ? *options.known_baseline : data::read_baseline(folder);
  problem.scenario = scenario::with_codes_of(std::move(problem.scenario), problem.baseline.economy);
  scenario::set_closure(problem.scenario, problem.baseline);
  if (!problem.scenario.market.empty()) {
    problem.market = market::read_plan(problem.scenario.market);
    for (const std::filesystem::path& file : market::files_of(*problem.market)) {
      problem.manifest.inputs.push_back(
          input_file(file, file.lexically_relative(options.scenario.parent_path()).generic_string()));
    }
  }
  const bool is_option = !options.elasticities.empty();
  const std::string& set = is_option ? options.elasticities : problem.scenario.elasticities;
  if (set.empty()) return problem;
  const std::filesystem::path file = data::find_elasticity_sets(options.scenario, options.assets);
  const auto found = problem.scenario.places.find("elasticities");
  const Place place =
      is_option || found == problem.scenario.places.end() ? Place{.key = "--elasticities"} : found->second;
  problem.notes.push_back(data::apply_elasticity_set(data::read_elasticity_sets(file), set, place, problem.baseline));
  problem.manifest.inputs.push_back(input_file(file, "data/" + file.filename().string()));
  return problem;
}

}  // namespace

void set_elasticities(const std::vector<double>& trade_elasticity, Baseline& baseline) {
  if (trade_elasticity.empty()) return;
  for (const Sector s : baseline.economy.sectors()) baseline.trade_elasticity(s) = trade_elasticity.at(s.value());
}

Problem read_problem(const RunOptions& options) {
  Problem problem = read_files(options);
  set_elasticities(options.trade_elasticity, problem.baseline);
  return problem;
}

RunResult compute(const RunOptions& options, Observer& observer) {
  Problem problem = read_problem(options);
  RunResult result;
  result.scenario = std::move(problem.scenario);
  result.market = std::move(problem.market);
  result.manifest = std::move(problem.manifest);
  result.notes = std::move(problem.notes);
  if (takes_deficits_away(problem.baseline.info)) result.base_year = problem.baseline;
  result.baseline = base_economy(std::move(problem.baseline), options.solve, observer, result.notes);
  result.horizon = problem.horizon;
  if (result.horizon == Horizon::short_run) {
    result.long_run = std::move(result.baseline);
    result.baseline = in_horizon(*result.long_run, result.horizon);
    result.notes.push_back(fmt::format("horizon 'short', {}; trade elasticities of set {}: {}",
                                       horizon_words(result.horizon), short_run_sets().front().id,
                                       short_run_sets().front().source));
  }
  if (options.stop_after <= Step::scenario) return result;
  // All of the file is resolved before the first case is solved: what is wrong is seen at once.
  result.resolved = scenario::resolve(result.scenario, result.baseline);
  note_numeraire(result, observer);
  std::vector<CaseEntries> entries;
  for (const scenario::Compare& compare : result.scenario.compares)
    entries.push_back(entries_of(result.resolved, compare, result.baseline));
  const std::vector<std::size_t> chosen = chosen_cases(result.scenario, options.only_case);
  for (const std::size_t at : chosen) {
    const scenario::Compare& compare = result.scenario.compares[at];
    if (result.horizon == Horizon::short_run && !entries[at].commitments.empty())
      refuse_commitments_in_short_run(compare, entries[at].commitments.front().id);
    observer.progress("solve", static_cast<double>(result.cases.size()) / static_cast<double>(chosen.size()));
    if (options.stop_after == Step::shock) {
      result.cases.push_back({.compare = compare,
                              .shock = std::move(entries[at].shock),
                              .commitments = std::move(entries[at].commitments),
                              .reforms = std::move(entries[at].reforms)});
    } else {
      result.cases.push_back(solve_case(result.baseline, compare, std::move(entries[at]), options, observer));
    }
  }
  return result;
}

std::vector<std::filesystem::path> input_files(const RunOptions& options, const RunResult& result) {
  const scenario::Scenario& scenario = result.scenario;
  std::vector<std::filesystem::path> files{scenario.file};
  files.insert(files.end(), scenario.coverage_files.begin(), scenario.coverage_files.end());
  for (const auto& entry : std::filesystem::directory_iterator(baseline_folder(options, scenario))) {
    if (entry.is_regular_file()) files.push_back(entry.path());
  }
  if (!options.elasticities.empty() || !scenario.elasticities.empty())
    files.push_back(data::find_elasticity_sets(options.scenario, options.assets));
  if (result.market) {
    for (std::filesystem::path& file : market::files_of(*result.market)) files.push_back(std::move(file));
  }
  return files;
}

}  // namespace parley::study
