#include "parley/study/cases/earlier_result.hpp"

#include <fmt/format.h>

#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "parley/base/error.hpp"
#include "parley/text/csv.hpp"

namespace parley::study {
namespace {

namespace fs = std::filesystem;

nlohmann::json manifest_of(const fs::path& folder) {
  const fs::path file = folder / "manifest.json";
  if (!fs::exists(file)) {
    throw InputError(Place{.file = folder.string()}, "is a folder without manifest.json, so no result of a run",
                     "give a scenario file, or the folder that `parley run` wrote");
  }
  nlohmann::json manifest = nlohmann::json::parse(text::read_bytes(file), nullptr, false);
  if (!manifest.is_object() || !manifest.contains("scenario") || !manifest["scenario"].is_string() ||
      !manifest.contains("inputs") || !manifest["inputs"].is_array()) {
    throw InputError(Place{.file = file.string()}, "does not name its scenario and inputs", "run the scenario again");
  }
  return manifest;
}

}  // namespace

RunOptions options_of(const fs::path& target, const fs::path& baseline) {
  RunOptions options{.scenario = target, .baseline = baseline};
  if (!fs::is_directory(target)) return options;
  const nlohmann::json manifest = manifest_of(target);
  options.scenario = manifest.at("scenario").get<std::string>();
  options.elasticities = manifest.value("elasticities", "");
  if (options.baseline.empty()) options.baseline = manifest.value("baseline", "");
  if (fs::exists(options.scenario)) return options;
  throw InputError(Place{.file = (target / "manifest.json").string(), .key = "scenario"},
                   fmt::format("'{}' is not here any more", options.scenario.string()),
                   "give the scenario file itself, or call from the folder of the run");
}

void check_unchanged(const fs::path& target, const Manifest& now) {
  if (!fs::is_directory(target)) return;
  std::map<std::string, std::string> then;
  const nlohmann::json manifest = manifest_of(target);
  for (const nlohmann::json& input : manifest.at("inputs")) then[input.value("path", "")] = input.value("sha256", "");
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
