#include <fmt/format.h>

#include <chrono>

#include "commands.hpp"
#include "parley/report/tables/tables.hpp"
#include "parley/report/words/closures_text.hpp"
#include "parley/report/words/duty_text.hpp"
#include "parley/report/words/headline_text.hpp"
#include "parley/report/words/horizons_text.hpp"
#include "parley/report/words/incidence_text.hpp"
#include "parley/report/words/ranges_text.hpp"
#include "parley/report/words/stop_text.hpp"
#include "parley/report/write.hpp"
#include "shipped_files.hpp"
#include "terminal.hpp"
#include "watch.hpp"

namespace parley::cli {
namespace {

namespace fs = std::filesystem;
using study::Step;

struct RunArguments {
  study::RunOptions options{.assets = shipped::assets()};
  fs::path out;
  const Command* program = nullptr;
  bool as_json = false;
  bool watch = false;
};

void print_result(const study::RunResult& result, Step last) {
  show("{}", last == Step::report ? report::headline_text(result) + report::ranges_text(result) +
                                        report::incidence_text(result) + report::duty_text(result)
                                  : report::stop_text(result, last));
}

void run_once(const RunArguments& arguments) {
  const auto begun = std::chrono::steady_clock::now();
  TerminalObserver observer;
  if (arguments.options.stop_after == Step::report) refuse_foreign(arguments.out, report::run_folder());
  const study::Study study = study::study(arguments.options, observer);
  const bool is_written = arguments.options.stop_after == Step::report;
  if (is_written) report::write(study, arguments.out);
  observer.finish();
  if (arguments.as_json && is_written) return show("{}", report::result_json(study));
  print_result(study.result, arguments.options.stop_after);
  if (!is_written) return;
  if (study.horizons) show("{}", report::horizons_text(study.result, *study.horizons));
  if (study.closures) show("{}", report::closures_text(study.result, *study.closures));
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begun;
  show("\n{} cases solved and certified, written in {:.2f} s\nreport: {}\n", study.result.cases.size(), took.count(),
       (arguments.out / "report.html").string());
}

int answer_run(RunArguments& arguments) {
  arguments.options.command = arguments.program->typed();
  if (arguments.out.empty()) arguments.out = fs::path("out") / arguments.options.scenario.stem();
  if (arguments.watch) return watch({arguments.options, arguments.out, print_result});
  run_once(arguments);
  return done;
}

}  // namespace

void add_run_command(Command& app) {
  auto [command, arguments] =
      add_command(app, answer_run, "run", "Answer a scenario file: solve its cases, write tables and a report",
                  "Example:  parley run scenarios/us-china-march-2018.toml --out out/march-2018");
  arguments.program = &app;
  study::RunOptions& options = arguments.options;
  command.add_option("scenario", options.scenario, "Scenario file (TOML)")->required();
  command.add_option("--baseline", options.baseline, "Baseline folder instead of the scenario's");
  command.add_option("--elasticities", options.elasticities,
                     "A named set of trade elasticities (data/elasticity-sets.csv)");
  command.add_option("--horizon", options.horizon, "long or short instead of the scenario's");
  command.add_option("--out", arguments.out, "Result folder [out/<scenario's name>]");
  std::vector<std::pair<std::string, Step>> steps;
  for (const Step step : {Step::baseline, Step::scenario, Step::shock, Step::equilibrium})
    steps.emplace_back(to_string(step), step);
  command.add_choice("--stop-after", options.stop_after, steps, "Stop after a step and print what it made");
  command.add_setting("--iteration-limit", options.solve.iteration_limit, "Iterations after which a solve gives up")
      ->check(range(1, 1000000));
  command.add_flag("--certify", options.certify_thoroughly,
                   "Check each solution also from another start, with a second solver and another numeraire");
  command.add_flag("--quick", options.is_quick, "Leave out the ranges of the headline");
  command.add_flag("--models", options.compares_models,
                   "Add a chapter with the same shock in other models and the reasons for the differences");
  Option* watched = command.add_flag("--watch", arguments.watch,
                                     "Solve again whenever the scenario, a coverage file or the baseline is saved");
  command.add_flag("--json", arguments.as_json, "Print the result as JSON")->excludes(watched);
}

}  // namespace parley::cli
