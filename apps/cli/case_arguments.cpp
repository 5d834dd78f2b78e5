#include "case_arguments.hpp"

#include "parley/study/cases/earlier_result.hpp"
#include "shipped_files.hpp"

namespace parley::cli {

void CaseArguments::add_to(Command& command) {
  command.add_option("target", target, "Scenario file (TOML), or the result folder that one made")->required();
  command.add_option("--case", case_name, "Name of the compared case [the last one]");
  command.add_option("--baseline", baseline, "Baseline folder instead of the scenario's");
  command.add_flag("--json", as_json, "Print JSON for machines");
}

void CaseArguments::add_horizon_to(Command& command) {
  command.add_option("--horizon", horizon, "long or short instead of the scenario's");
}

study::RunOptions run_options(const CaseArguments& arguments) {
  study::RunOptions options = study::options_of(arguments.target, arguments.baseline);
  options.assets = shipped::assets();
  if (!arguments.horizon.empty()) options.horizon = arguments.horizon;
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

}  // namespace parley::cli
