#pragma once

#include <filesystem>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "parley/base/observer.hpp"
#include "parley/equilibrium/solve.hpp"
#include "parley/report/run_result.hpp"

namespace parley::run {

/// The steps from files to a result, in order.
enum class Step { baseline, scenario, shock, equilibrium, report };
[[nodiscard]] std::string_view to_string(Step step);

struct RunOptions {
  std::filesystem::path scenario;
  std::filesystem::path baseline;  ///< a folder instead of the scenario's; empty: the scenario's
  std::string elasticities;        ///< a named set instead of the baseline's own; empty: the scenario's choice
  Step stop_after = Step::report;
  bool certify_thoroughly = false;  ///< also other starts, a second solver, another numeraire
  bool compares_models = false;     ///< adds the chapter of the same shock in other models
  std::string command;              ///< as typed, for the manifest
  /// What data::read_baseline() made of baseline_folder(), where a caller has it already; null: it is read.
  const Baseline* known_baseline = nullptr;
  SolveOptions solve;
};

/// A solve that did not end in a solution; no result is made.
class NotSolved : public std::runtime_error {
 public:
  NotSolved(const std::string& what, numerics::SolveReport report);
  [[nodiscard]] const numerics::SolveReport& report() const { return report_; }

 private:
  numerics::SolveReport report_;
};

/// A scenario with the economy that it is about, as read: nothing is solved yet.
struct Problem {
  scenario::Scenario scenario;
  report::Manifest manifest;
  Baseline baseline;  ///< with the scenario's deficit rule and elasticities
  std::vector<std::string> notes;
};
[[nodiscard]] Problem read_problem(const RunOptions& options);

/// What one scenario file does to the world: every compared case solved, certified and put into levels and per cent.
///
/// Members after options.stop_after are left empty (the scenario is read first, for it names the baseline).
/// Errors  InputError for wrong files; NotSolved where a case has no certified solution.
[[nodiscard]] report::RunResult compute(const RunOptions& options, Observer& observer);

/// The baseline folder that a run of the scenario reads.
[[nodiscard]] std::filesystem::path baseline_folder(const RunOptions& options, const scenario::Scenario& scenario);

/// Every file that a run of the scenario reads.
[[nodiscard]] std::vector<std::filesystem::path> input_files(const RunOptions& options,
                                                             const scenario::Scenario& scenario);

/// Explains the parties' changes in a computed result, adds the chapters that were asked for and writes its folder;
/// InputError where that cannot be written.
void publish(report::RunResult& result, const RunOptions& options, const std::filesystem::path& folder,
             Observer& observer);

/// compute(), then publish().
///
/// Errors  those of compute(); InputError for a folder that cannot be written.
[[nodiscard]] report::RunResult run(const RunOptions& options, const std::filesystem::path& folder, Observer& observer);

/// The shocks of all cases in a few words each: how many cells change, and the parties' mean tariffs before and after.
[[nodiscard]] std::string shock_text(const report::RunResult& result);

}  // namespace parley::run
