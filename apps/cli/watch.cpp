#include "watch.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <map>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

#include "parley/base/cancelled.hpp"
#include "parley/base/error.hpp"
#include "parley/base/machine_failure.hpp"
#include "parley/data/read_baseline.hpp"
#include "parley/report/write.hpp"
#include "parley/study/cases/preview.hpp"
#include "parley/study/study.hpp"

namespace parley::cli {
namespace {

namespace fs = std::filesystem;

/// When files were last written, and how long they were.
class FileStates {
 public:
  /// Those of `files` that are not as they were when this was last asked; a file that is away for a moment, as while an
  /// editor replaces it, has not changed yet.
  [[nodiscard]] std::vector<fs::path> changed(const std::vector<fs::path>& files) {
    std::vector<fs::path> found;
    for (const fs::path& file : files) {
      const std::optional<State> now = state_of(file);
      if (!now) continue;
      const auto [known, is_new] = states_.try_emplace(file, *now);
      if (!is_new && known->second == *now) continue;
      known->second = *now;
      found.push_back(file);
    }
    return found;
  }

  /// From now on these are asked about too; what is known of the others stays.
  void meet(const std::vector<fs::path>& files) {
    for (const fs::path& file : files) {
      if (const std::optional<State> now = state_of(file)) states_.try_emplace(file, *now);
    }
  }

 private:
  using State = std::pair<fs::file_time_type, std::uintmax_t>;
  [[nodiscard]] static std::optional<State> state_of(const fs::path& file) {
    std::error_code away;
    const State now{fs::last_write_time(file, away), fs::file_size(file, away)};
    return away ? std::nullopt : std::optional(now);
  }

  std::map<fs::path, State> states_;
};

/// The last solution, which a preview starts from.
struct Solved {
  study::RunResult result;
  study::Slopes slopes;
};

/// Whether the scenario asks about the same economy: if not, the slopes are another economy's.
bool has_same_economy(const scenario::Scenario& a, const scenario::Scenario& b) {
  return a.baseline == b.baseline && a.elasticities == b.elasticities && a.deficit_rule == b.deficit_rule &&
         a.numeraire == b.numeraire;
}

/// Whether nothing but the scenario and its coverage files changed.
bool only_the_question_changed(const std::vector<fs::path>& changed, const scenario::Scenario& scenario) {
  return std::all_of(changed.begin(), changed.end(), [&](const fs::path& file) {
    return file == scenario.file || std::find(scenario.coverage_files.begin(), scenario.coverage_files.end(), file) !=
                                        scenario.coverage_files.end();
  });
}

/// The baseline as read, until a file that is no question's changes or the scenario names another folder.
class KnownBaseline {
 public:
  const Baseline* read(const fs::path& folder, bool is_unchanged) {
    if (baseline_ && folder == folder_ && is_unchanged) return &*baseline_;
    baseline_.reset();  // a folder that cannot be read leaves nothing behind
    baseline_ = data::read_baseline(folder);
    folder_ = folder;
    return &*baseline_;
  }

 private:
  fs::path folder_;
  std::optional<Baseline> baseline_;
};

void print_preview(const Solved& last, const scenario::Scenario& now) {
  if (!has_same_economy(now, last.result.scenario)) return;
  const auto preview = study::linear_preview(last.result, last.slopes, now);
  fmt::print("{}", study::preview_text(preview, last.result.baseline.economy));
  std::fflush(stdout);
}

/// Preview, exact figures and result folder after `changed` was saved; returns the files that were read.
std::vector<fs::path> answer(const Watch& job, const std::vector<fs::path>& changed, KnownBaseline& known,
                             std::optional<Solved>& last, TerminalObserver& observer) {
  using Clock = std::chrono::steady_clock;
  const auto begun = Clock::now();
  const scenario::Scenario now = scenario::read(job.options.scenario);
  study::RunOptions options = job.options;
  if (last && !only_the_question_changed(changed, last->result.scenario)) last.reset();
  options.known_baseline = known.read(study::baseline_folder(options, now), last.has_value());
  if (last) print_preview(*last, now);
  study::RunResult result = study::compute(options, observer);
  job.print(result);
  fmt::print("exact, {:.0f} ms after the files were seen to change\n",
             std::chrono::duration<double, std::milli>(Clock::now() - begun).count());
  std::fflush(stdout);
  std::vector<fs::path> files = study::input_files(options, result);
  if (options.stop_after == study::Step::report) {
    study::Study study = study::study_solved(std::move(result), options, observer);
    report::write(study, job.out);
    result = std::move(study.result);
  }
  last.reset();
  if (options.stop_after >= study::Step::equilibrium) {
    study::Slopes slopes = study::slopes_at(result, observer);
    last.emplace(std::move(result), std::move(slopes));
  }
  observer.finish();
  fmt::print("watching {} and the {} files that it reads; interrupt to end\n", options.scenario.string(),
             files.size() - 1);
  return files;
}

}  // namespace

void watch(const Watch& job, TerminalObserver& observer) {
  const Interrupts interrupts;
  FileStates states;
  KnownBaseline known;
  std::optional<Solved> last;
  std::vector<fs::path> files{job.options.scenario};
  for (bool is_first = true; !Interrupts::noted(); is_first = false) {
    const std::vector<fs::path> changed = states.changed(files);
    if (changed.empty() && !is_first) {
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
      continue;
    }
    try {
      files = answer(job, changed, known, last, observer);
      states.meet(files);
    } catch (const InputError& error) {
      for (const InputProblem& problem : error.problems()) fmt::print(stderr, "error: {}\n", to_string(problem));
    } catch (const NotSolved& error) {
      if (error.report().status == SolveStatus::cancelled) break;
      fmt::print(stderr, "no solution: {}\n", error.what());
    } catch (const MachineFailure& error) {
      fmt::print(stderr, "error: {}\n", error.what());
    } catch (const Cancelled&) {
      break;  // the interrupt is how a watch ends
    }
    std::fflush(stdout);
  }
}

}  // namespace parley::cli
