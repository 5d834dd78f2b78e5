#include "parley/study/followed_scenario.hpp"

#include <algorithm>
#include <system_error>

#include "parley/data/read_baseline.hpp"
#include "parley/scenario/named_countries.hpp"

namespace parley::study {
namespace {

namespace fs = std::filesystem;

/// Whether the scenario asks about the same economy: if not, the slopes are another economy's.
bool has_same_economy(const scenario::Scenario& a, const scenario::Scenario& b) {
  return a.baseline == b.baseline && a.elasticities == b.elasticities && a.horizon == b.horizon &&
         a.deficit_rule == b.deficit_rule && a.balanced == b.balanced && a.deficit_remainder == b.deficit_remainder &&
         a.numeraire == b.numeraire;
}

/// Whether nothing but the scenario and its coverage files changed.
bool only_the_question_changed(const std::vector<fs::path>& changed, const scenario::Scenario& scenario) {
  return std::all_of(changed.begin(), changed.end(), [&](const fs::path& file) {
    return file == scenario.file || std::find(scenario.coverage_files.begin(), scenario.coverage_files.end(), file) !=
                                        scenario.coverage_files.end();
  });
}

}  // namespace

std::vector<fs::path> FileStates::changed(const std::vector<fs::path>& files) {
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

void FileStates::meet(const std::vector<fs::path>& files) {
  for (const fs::path& file : files) {
    if (const std::optional<State> now = state_of(file)) states_.try_emplace(file, *now);
  }
}

std::optional<FileStates::State> FileStates::state_of(const fs::path& file) {
  std::error_code away;
  const State now{fs::last_write_time(file, away), fs::file_size(file, away)};
  return away ? std::nullopt : std::optional(now);
}

std::vector<LinearPreview> FollowedScenario::read(const std::vector<fs::path>& changed) {
  scenario::Scenario now = scenario::read(options_.scenario);
  if (last_ && !only_the_question_changed(changed, last_->result.scenario)) last_.reset();
  const fs::path folder = baseline_folder(options_, now);
  if (!baseline_ || folder != baseline_folder_ || !last_) {
    baseline_.reset();  // a folder that cannot be read leaves nothing behind
    baseline_ = data::read_baseline(folder);
    baseline_folder_ = folder;
  }
  options_.known_baseline = &*baseline_;
  now = scenario::with_codes_of(std::move(now), baseline_->economy);
  if (!last_ || !has_same_economy(now, last_->result.scenario)) return {};
  return linear_preview(last_->result, last_->slopes, now);
}

RunResult FollowedScenario::solve(Observer& observer) {
  RunResult result = compute(options_, observer);
  files_ = input_files(options_, result);
  states_.meet(files_);
  return result;
}

void FollowedScenario::keep(RunResult result, Observer& observer) {
  last_.reset();
  if (options_.stop_after < Step::equilibrium) return;
  Slopes slopes = slopes_at(result, observer);
  last_.emplace(std::move(result), std::move(slopes));
}

}  // namespace parley::study
