#include "case_arguments.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "parley/base/error.hpp"
#include "parley/run/run.hpp"
#include "parley/text/csv.hpp"
#include "parley/text/sha256.hpp"

namespace parley::cli {
namespace {

namespace fs = std::filesystem;

std::string hint(const std::string& word, const std::vector<std::string>& known) {
  const std::string near = did_you_mean(word, known);
  return near.empty() ? fmt::format("known: {}", fmt::join(known, " ")) : near;
}

}  // namespace

void CaseArguments::add_to(CLI::App& command) {
  command.add_option("target", target, "Scenario file (TOML), or the result folder that one made")->required();
  command.add_option("--case", case_name, "Name of the compared case [the last one]");
  command.add_option("--baseline", baseline, "Baseline folder instead of the scenario's");
  command.add_flag("--json", as_json, "Print JSON for machines");
}

fs::path scenario_of(const fs::path& target) {
  if (!fs::is_directory(target)) return target;
  const fs::path file = target / "manifest.json";
  if (!fs::exists(file)) {
    throw InputError(Place{.file = target.string()}, "is a folder without manifest.json, so no result of a run",
                     "give a scenario file, or the folder that `parley run` wrote");
  }
  const auto manifest = nlohmann::json::parse(text::read_bytes(file), nullptr, false);
  if (manifest.is_discarded() || !manifest.contains("scenario") || !manifest.contains("inputs") ||
      !manifest["scenario"].is_string() || manifest["inputs"].empty()) {
    throw InputError(Place{.file = file.string()}, "does not name its scenario", "run the scenario again");
  }
  const fs::path scenario = manifest["scenario"].get<std::string>();
  const std::string then = manifest["inputs"][0].value("sha256", "");
  if (!fs::exists(scenario)) {
    throw InputError(Place{.file = file.string(), .key = "scenario"},
                     fmt::format("'{}' is not here any more", scenario.string()), "give the scenario file itself");
  }
  if (text::sha256_of_file(scenario) != then) {
    throw InputError(Place{.file = scenario.string()}, "has changed since the result was made",
                     "run it again, or give the scenario file itself");
  }
  return scenario;
}

report::RunResult solve_cases(const CaseArguments& arguments, Observer& observer) {
  run::RunOptions options{.scenario = scenario_of(arguments.target), .baseline = arguments.baseline};
  options.stop_after = run::Step::equilibrium;
  return run::compute(options, observer);
}

const report::CaseResult& chosen_case(const report::RunResult& result, const std::string& name) {
  if (name.empty()) return result.cases.back();
  std::vector<std::string> known;
  for (const report::CaseResult& solved : result.cases) {
    if (solved.compare.name == name) return solved;
    known.push_back(solved.compare.name);
  }
  throw InputError(Place{.key = "--case"}, fmt::format("no case '{}'", name), hint(name, known));
}

Country chosen_country(const Economy& economy, const std::string& code, const char* option) {
  if (const auto found = economy.find_country(code)) return *found;
  throw InputError(Place{.key = option}, fmt::format("no country '{}'", code), hint(code, economy.country_codes()));
}

Sector chosen_sector(const Economy& economy, const std::string& code, const char* option) {
  if (const auto found = economy.find_sector(code)) return *found;
  throw InputError(Place{.key = option}, fmt::format("no sector '{}'", code), hint(code, economy.sector_codes()));
}

}  // namespace parley::cli
