#include "case_arguments.hpp"

#include <fmt/format.h>

#include <map>
#include <nlohmann/json.hpp>

#include "parley/base/error.hpp"
#include "parley/text/csv.hpp"

namespace parley::cli {
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

void CaseArguments::add_to(Command& command) {
  command.add_option("target", target, "Scenario file (TOML), or the result folder that one made")->required();
  command.add_option("--case", case_name, "Name of the compared case [the last one]");
  command.add_option("--baseline", baseline, "Baseline folder instead of the scenario's");
  command.add_flag("--json", as_json, "Print JSON for machines");
}

study::RunOptions run_options(const CaseArguments& arguments) {
  study::RunOptions options{.scenario = arguments.target, .baseline = arguments.baseline};
  if (!fs::is_directory(arguments.target)) return options;
  const nlohmann::json manifest = manifest_of(arguments.target);
  options.scenario = manifest.at("scenario").get<std::string>();
  options.elasticities = manifest.value("elasticities", "");
  if (options.baseline.empty()) options.baseline = manifest.value("baseline", "");
  if (fs::exists(options.scenario)) return options;
  throw InputError(Place{.file = (arguments.target / "manifest.json").string(), .key = "scenario"},
                   fmt::format("'{}' is not here any more", options.scenario.string()),
                   "give the scenario file itself, or call from the folder of the run");
}

void check_unchanged(const fs::path& target, const study::Manifest& now) {
  if (!fs::is_directory(target)) return;
  std::map<std::string, std::string> then;
  const nlohmann::json manifest = manifest_of(target);
  for (const nlohmann::json& input : manifest.at("inputs")) then[input.value("path", "")] = input.value("sha256", "");
  std::vector<std::string> changed;
  for (const study::InputFile& input : now.inputs) {
    if (then[input.path] != input.sha256) changed.push_back(input.path);
    then.erase(input.path);
  }
  for (const auto& [path, hash] : then) changed.push_back(path + " (gone)");
  if (changed.empty()) return;
  throw InputError(Place{.file = target.string()},
                   fmt::format("was made from other contents of: {}", fmt::join(changed, ", ")),
                   "run the scenario again, or give the scenario file itself");
}

study::RunResult solve_chosen_case(const CaseArguments& arguments, Observer& observer) {
  study::RunOptions options = run_options(arguments);
  options.stop_after = study::Step::equilibrium;
  options.only_case = arguments.case_name;
  study::RunResult result = study::compute(options, observer);
  check_unchanged(arguments.target, result.manifest);
  return result;
}

}  // namespace parley::cli
