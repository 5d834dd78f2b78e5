#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "parley/study/cases/preview.hpp"
#include "parley/study/study.hpp"

namespace parley::study {

/// When files were last written, and how long they were.
class FileStates {
 public:
  /// Those of `files` that are not as they were when this was last asked; a file that is away for a moment, as while an
  /// editor replaces it, has not changed yet.
  [[nodiscard]] std::vector<std::filesystem::path> changed(const std::vector<std::filesystem::path>& files);
  /// From now on these are asked about too; what is known of the others stays.
  void meet(const std::vector<std::filesystem::path>& files);

 private:
  using State = std::pair<std::filesystem::file_time_type, std::uintmax_t>;
  [[nodiscard]] static std::optional<State> state_of(const std::filesystem::path& file);

  std::map<std::filesystem::path, State> states_;
};

/// A scenario that is solved again whenever a file that it reads was saved: what is known of it from one time to the next.
///
/// Each time read(), solve() and keep() in this order; after an exception from any of them, read() again.
class FollowedScenario {
 public:
  explicit FollowedScenario(RunOptions options) : options_(std::move(options)), files_{options_.scenario} {}
  FollowedScenario(const FollowedScenario&) = delete;  // the options point to its own baseline
  FollowedScenario& operator=(const FollowedScenario&) = delete;

  /// Which of the files that it reads were saved since this was last asked; the first time the scenario's.
  [[nodiscard]] std::vector<std::filesystem::path> saved() { return states_.changed(files_); }

  /// Reads the scenario after `changed` was saved, and the baseline where that may be another one. Returns what the
  /// change does to first order, where only the question changed since the last solution.
  [[nodiscard]] std::vector<LinearPreview> read(const std::vector<std::filesystem::path>& changed);
  /// The exact answer; from now on all files that it read are followed.
  [[nodiscard]] RunResult solve(Observer& observer);
  /// What the next preview starts from.
  void keep(RunResult result, Observer& observer);

  [[nodiscard]] const RunOptions& options() const { return options_; }
  [[nodiscard]] std::size_t file_count() const { return files_.size(); }
  /// Of the last solution.  Needs  a preview that is not empty.
  [[nodiscard]] const Economy& labels() const { return last_->result.baseline.economy; }

 private:
  struct Solved {
    RunResult result;
    Slopes slopes;
  };

  RunOptions options_;
  std::vector<std::filesystem::path> files_;
  FileStates states_;
  std::filesystem::path baseline_folder_;
  std::optional<Baseline> baseline_;
  std::optional<Solved> last_;
};

}  // namespace parley::study
