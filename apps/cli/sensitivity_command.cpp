#include <fmt/format.h>

#include <memory>

#include "case_arguments.hpp"
#include "commands.hpp"
#include "parley/run/sensitivity_files.hpp"
#include "terminal.hpp"

namespace parley::cli {
namespace {

namespace fs = std::filesystem;

struct SensitivityArguments {
  CaseArguments chosen;
  run::SensitivityOptions options;
  std::string elasticities = "lognormal:0.3";
  std::string shocks = "none";
  std::string method = "sobol";
  fs::path store;
  fs::path out;
  bool sets = false;
};

numerics::SamplingMethod method_of(const std::string& name) {
  for (const auto method : {numerics::SamplingMethod::sobol, numerics::SamplingMethod::quadrature}) {
    if (name == numerics::to_string(method)) return method;
  }
  return numerics::SamplingMethod::monte_carlo;
}

void add_plan_options(CLI::App& command, SensitivityArguments& arguments) {
  run::SensitivityPlan& plan = arguments.options.plan;
  command.add_option("--elasticities", arguments.elasticities, "Factor on each sector's trade elasticity")
      ->capture_default_str();
  command.add_option("--shocks", arguments.shocks, "Factor on the size of all shocks (on ln(1+t))")
      ->capture_default_str();
  command.add_option("--sector-correlation", plan.sector_correlation, "Of elasticities between sectors")
      ->capture_default_str()
      ->check(CLI::Range(0.0, 1.0));
  command.add_option("--shock-correlation", plan.shock_correlation, "Of shocks with the sectors' common part")
      ->capture_default_str()
      ->check(CLI::Range(-1.0, 1.0));
  command.add_option("--method", arguments.method, "How points are chosen")
      ->capture_default_str()
      ->check(CLI::IsMember({"sobol", "monte-carlo", "quadrature"}));
  command.add_option("--draws", plan.sampling.count, "Points (quadrature: twice the factors)")
      ->capture_default_str()
      ->check(CLI::Range(2, 10'000'000));
  command.add_option("--seed", plan.sampling.seed, "The same seed gives the same digits")->capture_default_str();
}

}  // namespace

void add_sensitivity_command(CLI::App& app, int& exit_code, const std::string& command_line) {
  auto arguments = std::make_shared<SensitivityArguments>();
  CLI::App* command =
      app.add_subcommand("sensitivity", "Put intervals around the headline: uncertain elasticities and shocks");
  command->footer(
      "Example:  parley sensitivity scenarios/us-china-march-2018.toml --case all-out --draws 1000\n"
      "Factors:  none, lognormal:0.3 (standard deviation of the log), uniform:0.5:1.5, triangular:0.5:1:2\n"
      "With --store FILE the draws are kept in an SQLite file; a run that was killed goes on where it stopped.");
  arguments->chosen.add_to(*command);
  add_plan_options(*command, *arguments);
  command->add_option("--threads", arguments->options.threads, "Threads; the digits do not depend on them [all]");
  command->add_flag("--sets", arguments->sets, "Instead of draws: the headline under every named set of elasticities");
  command->add_option("--store", arguments->store, "SQLite file that keeps the draws");
  command->add_option("--out", arguments->out, "Folder for the files [out/<scenario's name>-sensitivity]");
  command->callback([arguments, command_line, &exit_code] {
    run::SensitivityOptions& options = arguments->options;
    options.run.scenario = scenario_of(arguments->chosen.target);
    options.run.baseline = arguments->chosen.baseline;
    options.run.command = command_line;
    options.case_name = arguments->chosen.case_name;
    options.plan.elasticities = run::parse_uncertainty(arguments->elasticities, Place{.key = "--elasticities"});
    options.plan.shocks = run::parse_uncertainty(arguments->shocks, Place{.key = "--shocks"});
    options.plan.sampling.method = method_of(arguments->method);
    TerminalObserver observer;
    if (arguments->sets) {
      const run::SetComparison comparison = run::compare_sets(options, observer);
      observer.finish();
      fmt::print("{}", arguments->chosen.as_json ? run::to_json(comparison) : run::to_text(comparison));
      exit_code = done;
      return;
    }
    if (arguments->out.empty())
      arguments->out = fs::path("out") / (options.run.scenario.stem().string() + "-sensitivity");
    std::unique_ptr<run::DrawStore> store;
    if (!arguments->store.empty())
      store = run::open_draw_store(arguments->store, run::plan_key(run::read_problem(options.run), options));
    const run::Sensitivity result = run::sensitivity(options, store.get(), observer);
    run::write_sensitivity(result, arguments->out);
    observer.finish();
    fmt::print("{}", arguments->chosen.as_json ? run::to_json(result) : run::to_text(result));
    if (!arguments->chosen.as_json) fmt::print("\npage: {}\n", (arguments->out / "sensitivity.html").string());
    exit_code = done;
  });
}

}  // namespace parley::cli
