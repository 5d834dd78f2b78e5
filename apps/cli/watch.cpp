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

#include "parley/base/error.hpp"
#include "parley/run/preview.hpp"

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
      std::error_code away;
      const std::pair now{fs::last_write_time(file, away), fs::file_size(file, away)};
      if (away) continue;
      const auto [known, is_new] = states_.try_emplace(file, now);
      if (!is_new && known->second == now) continue;
      known->second = now;
      found.push_back(file);
    }
    return found;
  }

 private:
  std::map<fs::path, std::pair<fs::file_time_type, std::uintmax_t>> states_;
};

/// The last solution, which a preview starts from.
struct Solved {
  report::RunResult result;
  run::Slopes slopes;
};

/// Whether the scenario asks about the same economy: if not, the slopes are another economy's.
bool has_same_economy(const scenario::Scenario& a, const scenario::Scenario& b) {
  return a.baseline == b.baseline && a.elasticities == b.elasticities && a.deficit_rule == b.deficit_rule &&
         a.numeraire == b.numeraire;
}

bool reads_only_words(const std::vector<fs::path>& changed, const scenario::Scenario& scenario) {
  return std::all_of(changed.begin(), changed.end(), [&](const fs::path& file) {
    return file == scenario.file || std::find(scenario.coverage_files.begin(), scenario.coverage_files.end(), file) !=
                                        scenario.coverage_files.end();
  });
}

void print_preview(const Solved& last, const fs::path& file) {
  const scenario::Scenario now = scenario::read(file);
  if (!has_same_economy(now, last.result.scenario)) return;
  const auto preview = run::linear_preview(last.result, last.slopes, now);
  fmt::print("{}", run::preview_text(preview, last.result.baseline.economy));
  std::fflush(stdout);
}

}  // namespace

void watch(const Watch& job, TerminalObserver& observer) {
  using Clock = std::chrono::steady_clock;
  const Interrupts interrupts;
  FileStates states;
  std::optional<Solved> last;
  std::vector<fs::path> files{job.options.scenario};
  for (bool is_first = true; !Interrupts::noted(); is_first = false) {
    const std::vector<fs::path> changed = states.changed(files);
    if (changed.empty() && !is_first) {
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
      continue;
    }
    const auto begun = Clock::now();
    try {
      if (last && reads_only_words(changed, last->result.scenario)) print_preview(*last, job.options.scenario);
      report::RunResult result = run::compute(job.options, observer);
      job.print(result);
      fmt::print("exact, {:.0f} ms after the files were seen to change\n",
                 std::chrono::duration<double, std::milli>(Clock::now() - begun).count());
      std::fflush(stdout);
      files = run::input_files(job.options, result.scenario);
      (void)states.changed(files);  // those that are new to it
      if (job.options.stop_after == run::Step::report) run::publish(result, job.out);
      last.reset();
      if (!result.cases.empty() && job.options.stop_after >= run::Step::equilibrium) {
        run::Slopes slopes = run::slopes_at(result, observer);
        last.emplace(std::move(result), std::move(slopes));
      }
      observer.finish();
      fmt::print("watching {} and the {} files that it reads; interrupt to end\n", job.options.scenario.string(),
                 files.size() - 1);
    } catch (const InputError& error) {
      for (const InputProblem& problem : error.problems()) fmt::print(stderr, "error: {}\n", to_string(problem));
    } catch (const run::NotSolved& error) {
      fmt::print(stderr, "no solution: {}\n", error.what());
    }
    std::fflush(stdout);
  }
}

}  // namespace parley::cli
