#include "watch.hpp"

#include <fmt/format.h>

#include <chrono>
#include <cstdio>
#include <thread>
#include <utility>

#include "parley/report/words/closures_text.hpp"
#include "parley/report/write.hpp"
#include "parley/study/followed_scenario.hpp"
#include "terminal.hpp"

namespace parley::cli {
namespace {

/// Preview, exact figures and result folder after `changed` was saved.
void answer_saved(const Watch& job, const std::vector<std::filesystem::path>& changed,
                  study::FollowedScenario& followed, TerminalObserver& observer) {
  using Clock = std::chrono::steady_clock;
  const auto begun = Clock::now();
  const auto preview = followed.read(changed);
  if (!preview.empty()) show("{}", study::preview_text(preview, followed.labels()));
  std::fflush(stdout);
  study::RunResult result = followed.solve(observer);
  job.print(result, job.options.stop_after);
  show("exact, {:.0f} ms after the files were seen to change\n",
       std::chrono::duration<double, std::milli>(Clock::now() - begun).count());
  std::fflush(stdout);
  if (job.options.stop_after == study::Step::report) {
    study::Study study = study::study_solved(std::move(result), followed.options(), observer);
    report::write(study, job.out);
    if (study.closures) show("{}", report::closures_text(study.result, *study.closures));
    result = std::move(study.result);
  }
  followed.keep(std::move(result), observer);
  observer.finish();
  show("watching {} and the {} files that it reads; interrupt to end\n", job.options.scenario.string(),
       followed.file_count() - 1);
}

}  // namespace

ExitCode watch(const Watch& job) {
  TerminalObserver observer;
  if (job.options.stop_after == study::Step::report) refuse_foreign(job.out, report::run_folder());
  study::FollowedScenario followed(job.options);
  ExitCode last = done;
  for (bool is_first = true; !interrupt_was_noted(); is_first = false) {
    const auto changed = followed.saved();
    if (changed.empty() && !is_first) {
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
      continue;
    }
    try {
      answer_saved(job, changed, followed, observer);
      last = done;
    } catch (...) {
      last = say_failure(interrupted);  // the interrupt is how a watch ends
    }
    std::fflush(stdout);
  }
  return last == machine_failed ? machine_failed : done;
}

}  // namespace parley::cli
