#include "case_arguments.hpp"

#include <fmt/format.h>

#include "files.hpp"
#include "parley/base/error.hpp"
#include "parley/study/cases/earlier_result.hpp"

namespace parley::cli {
namespace {

std::string hint(const std::string& word, const std::vector<std::string>& known) {
  const std::string near = did_you_mean(word, known);
  return near.empty() ? fmt::format("known: {}", fmt::join(known, " ")) : near;
}

}  // namespace

void CaseArguments::add_to(Command& command) {
  command.add_option("target", target, "Scenario file (TOML), or the result folder that one made")->required();
  command.add_option("--case", case_name, "Name of the compared case [the last one]");
  command.add_option("--baseline", baseline, "Baseline folder instead of the scenario's");
  command.add_flag("--json", as_json, "Print JSON for machines");
}

study::RunOptions run_options(const CaseArguments& arguments) {
  study::RunOptions options = study::options_of(arguments.target, arguments.baseline);
  options.assets = shipped_assets();
  return options;
}

study::RunResult solve_chosen_case(const CaseArguments& arguments, Observer& observer) {
  study::RunOptions options = run_options(arguments);
  options.stop_after = study::Step::equilibrium;
  options.only_case = arguments.case_name;
  study::RunResult result = study::compute(options, observer);
  study::check_unchanged(arguments.target, result.manifest);
  return result;
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
