#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parley/base/not_solved.hpp"
#include "parley/base/observer.hpp"
#include "parley/data/asset_folders.hpp"
#include "parley/equilibrium/solve.hpp"
#include "parley/study/cases/result.hpp"

namespace parley::study {

/// The steps from files to a result, in order.
enum class Step { baseline, scenario, shock, equilibrium, report };
[[nodiscard]] std::string_view to_string(Step step);

struct RunOptions {
  std::filesystem::path scenario;
  std::filesystem::path baseline;  ///< a folder instead of the scenario's; empty: the scenario's
  std::string elasticities;        ///< a named set instead of the baseline's own; empty: the scenario's choice
  std::vector<double> trade_elasticity = {};  ///< by sector, in place of all others; empty: as read
  std::string horizon;                        ///< "long" or "short" instead of the scenario's; empty: the scenario's
  std::optional<std::string> only_case = {};  ///< solves this compared case alone, "" the last one; absent: all
  Step stop_after = Step::report;
  bool certify_thoroughly = false;  ///< also other starts, a second solver, another numeraire
  bool is_quick = false;            ///< leaves out the ranges of the headline
  bool compares_models = false;     ///< adds the chapter of the same shock in other models
  std::string command;              ///< as typed, for the manifest
  /// What data::read_baseline() made of baseline_folder(), where a caller has it already; null: it is read.
  const Baseline* known_baseline = nullptr;
  SolveOptions solve;
  data::AssetFolders assets;  ///< where named baselines are that no folder above the scenario has
};

/// A scenario with the economy that it is about, as read: nothing is solved yet.
struct Problem {
  scenario::Scenario scenario;
  std::optional<market::EventPlan> market;  ///< the scenario's plan of prices, where it names one
  Manifest manifest;
  Baseline baseline;  ///< with the scenario's deficit rule and elasticities, in the long run
  Horizon horizon = Horizon::long_run;
  std::vector<std::string> notes;
};
[[nodiscard]] Problem read_problem(const RunOptions& options);

/// Puts elasticities in the place of a baseline's own, one for each sector; none: it stays as it is.
void set_elasticities(const std::vector<double>& trade_elasticity, Baseline& baseline);

/// What one scenario file does to the world: every compared case solved, certified and put into levels and per cent.
///
/// Members after options.stop_after are left empty (the scenario is read first, for it names the baseline).
/// Errors  InputError for wrong files or a case that the scenario does not have; NotSolved where a case has no certified solution.
[[nodiscard]] RunResult compute(const RunOptions& options, Observer& observer);

/// The baseline folder that a run of the scenario reads.
[[nodiscard]] std::filesystem::path baseline_folder(const RunOptions& options, const scenario::Scenario& scenario);

/// Every file that a run read.
[[nodiscard]] std::vector<std::filesystem::path> input_files(const RunOptions& options, const RunResult& result);

}  // namespace parley::study
