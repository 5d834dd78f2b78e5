#include "parley/study/cases/earlier_result.hpp"

#include <fmt/format.h>

#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "parley/base/error.hpp"
#include "parley/text/json.hpp"

namespace parley::study {
namespace {

namespace fs = std::filesystem;

/// What an earlier run wrote about itself.
struct EarlierRun {
  std::string scenario;
  std::string elasticities;
  std::string baseline;
  std::string horizon;
  std::map<std::string, std::string> sha256_of;  ///< by path
};

EarlierRun earlier_run(const fs::path& folder) {
  const fs::path file = folder / "manifest.json";
  if (!fs::exists(file)) {
    throw InputError(Place{.file = folder.string()}, "is a folder without manifest.json, so no result of a run",
                     "give a scenario file, or the folder that `parley run` wrote");
  }
  try {
    const nlohmann::json manifest = text::read_json(file);
    EarlierRun run{.scenario = manifest.at("scenario").get<std::string>(),
                   .elasticities = manifest.value("elasticities", ""),
                   .baseline = manifest.value("baseline", ""),
                   .horizon = manifest.value("horizon", "")};
    for (const nlohmann::json& input : manifest.at("inputs"))
      run.sha256_of[input.at("path").get<std::string>()] = input.at("sha256").get<std::string>();
    return run;
  } catch (const nlohmann::json::exception& error) {
    throw InputError(Place{.file = file.string()}, "is not the manifest of a run",
                     fmt::format("run the scenario again ({})", error.what()));
  }
}

}  // namespace

RunOptions options_of(const fs::path& target, const fs::path& baseline) {
  RunOptions options{.scenario = target, .baseline = baseline};
  if (!fs::is_directory(target)) return options;
  const EarlierRun run = earlier_run(target);
  options.scenario = run.scenario;
  options.elasticities = run.elasticities;
  options.horizon = run.horizon;
  if (options.baseline.empty()) options.baseline = run.baseline;
  if (fs::exists(options.scenario)) return options;
  throw InputError(Place{.file = (target / "manifest.json").string(), .key = "scenario"},
                   fmt::format("'{}' is not here any more", options.scenario.string()),
                   "give the scenario file itself, or call from the folder of the run");
}

void check_unchanged(const fs::path& target, const Manifest& now) {
  if (!fs::is_directory(target)) return;
  std::map<std::string, std::string> then = earlier_run(target).sha256_of;
  std::vector<std::string> changed;
  for (const InputFile& input : now.inputs) {
    if (then[input.path] != input.sha256) changed.push_back(input.path);
    then.erase(input.path);
  }
  for (const auto& [path, hash] : then) changed.push_back(path + " (gone)");
  if (changed.empty()) return;
  throw InputError(Place{.file = target.string()},
                   fmt::format("was made from other contents of: {}", fmt::join(changed, ", ")),
                   "run the scenario again, or give the scenario file itself");
}

}  // namespace parley::study
