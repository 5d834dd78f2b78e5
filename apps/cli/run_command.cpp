#include <fmt/format.h>

#include <chrono>
#include <memory>

#include "commands.hpp"
#include "files.hpp"
#include "parley/report/tables/tables.hpp"
#include "parley/report/words/headline_text.hpp"
#include "parley/report/words/shock_text.hpp"
#include "parley/report/write.hpp"
#include "parley/study/study.hpp"
#include "terminal.hpp"
#include "watch.hpp"

namespace parley::cli {
namespace {

namespace fs = std::filesystem;

struct RunArguments {
  study::RunOptions options{.assets = shipped_assets()};
  fs::path out;
  std::string stop_after;
  bool as_json = false;
  bool watch = false;
};

void print_stop(const study::RunResult& result, study::Step step) {
  const Economy& labels = result.baseline.economy;
  fmt::print("baseline {}: {} regions, {} sectors, year {}\n", result.baseline.info.name, labels.country_count(),
             labels.sector_count(), result.baseline.info.year);
  if (step >= study::Step::scenario) {
    fmt::print("scenario {}: {} entries, {} cases\n", result.scenario.title, result.scenario.actions.size(),
               result.scenario.compares.size());
  }
  if (step >= study::Step::shock) fmt::print("{}", report::shock_text(result));
  if (step >= study::Step::equilibrium) fmt::print("{}", report::headline_text(result));
  fmt::print("stopped after '{}'; nothing was written\n", to_string(step));
}

void print_result(const RunArguments& arguments, const study::RunResult& result) {
  if (arguments.options.stop_after != study::Step::report) return print_stop(result, arguments.options.stop_after);
  fmt::print("{}", report::headline_text(result));
}

void run_once(const RunArguments& arguments, TerminalObserver& observer) {
  const auto begun = std::chrono::steady_clock::now();
  const Interrupts interrupts;
  const study::Study study = study::study(arguments.options, observer);
  const bool is_written = arguments.options.stop_after == study::Step::report;
  if (is_written) report::write(study, arguments.out);
  observer.finish();
  if (arguments.as_json && is_written) return fmt::print("{}", report::result_json(study));
  print_result(arguments, study.result);
  if (!is_written) return;
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begun;
  fmt::print("\n{} cases solved and certified, written in {:.2f} s\nreport: {}\n", study.result.cases.size(),
             took.count(), (arguments.out / "report.html").string());
}

}  // namespace

void add_run_command(Command& app, int& exit_code) {
  auto arguments = std::make_shared<RunArguments>();
  Command* command = app.add_subcommand("run", "Answer a scenario file: solve its cases, write tables and a report");
  command->footer("Example:  parley run scenarios/us-china-march-2018.toml --out out/march-2018");
  command->add_option("scenario", arguments->options.scenario, "Scenario file (TOML)")->required();
  command->add_option("--baseline", arguments->options.baseline, "Baseline folder instead of the scenario's");
  command->add_option("--elasticities", arguments->options.elasticities,
                      "A named set of trade elasticities (data/elasticity-sets.csv)");
  command->add_option("--out", arguments->out, "Result folder [out/<scenario's name>]");
  command->add_option("--stop-after", arguments->stop_after, "Stop after a step and print what it made")
      ->check(one_of({"baseline", "scenario", "shock", "equilibrium"}));
  command
      ->add_option("--iteration-limit", arguments->options.solve.iteration_limit,
                   "Iterations after which a solve gives up")
      ->capture_default_str()
      ->check(range(1, 1000000));
  command->add_flag("--certify", arguments->options.certify_thoroughly,
                    "Check each solution also from another start, with a second solver and another numeraire");
  command->add_flag("--models", arguments->options.compares_models,
                    "Add a chapter with the same shock in other models and the reasons for the differences");
  Option* watched = command->add_flag("--watch", arguments->watch,
                                      "Solve again whenever the scenario, a coverage file or the baseline is saved");
  command->add_flag("--json", arguments->as_json, "Print the result as JSON")->excludes(watched);
  command->callback([arguments, &app, &exit_code] {
    arguments->options.command = app.typed();
    for (const study::Step step :
         {study::Step::baseline, study::Step::scenario, study::Step::shock, study::Step::equilibrium}) {
      if (arguments->stop_after == to_string(step)) arguments->options.stop_after = step;
    }
    if (arguments->out.empty()) arguments->out = fs::path("out") / arguments->options.scenario.stem();
    TerminalObserver observer;
    if (arguments->watch) {
      watch({arguments->options, arguments->out, [&](const auto& result) { print_result(*arguments, result); }},
            observer);
    } else {
      run_once(*arguments, observer);
    }
    exit_code = done;
  });
}

}  // namespace parley::cli
