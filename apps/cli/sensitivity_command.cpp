#include <fmt/format.h>

#include <csignal>

#include "case_arguments.hpp"
#include "parley/report/page/sensitivity_page.hpp"
#include "parley/study/cases/earlier_result.hpp"
#include "parley/study/cases/horizon.hpp"
#include "parley/uncertainty/ranges.hpp"
#include "terminal.hpp"

namespace parley::cli {
namespace {

namespace fs = std::filesystem;

struct SensitivityArguments {
  CaseArguments chosen;
  uncertainty::SensitivityOptions options{.plan = uncertainty::default_plan()};
  std::string elasticities = uncertainty::default_plan().elasticities.text;
  std::string shocks = "none";
  fs::path store;
  fs::path out;
  bool sets = false;
  const Command* program = nullptr;
};

uncertainty::SensitivityOptions chosen_options(const SensitivityArguments& arguments, bool has_others) {
  uncertainty::SensitivityOptions options = arguments.options;
  options.run = run_options(arguments.chosen);
  options.run.command = arguments.program->typed();
  options.case_name = arguments.chosen.case_name;
  options.plan.elasticities = uncertainty::parse_uncertainty(arguments.elasticities, Place{.key = "--elasticities"});
  options.plan.shocks = uncertainty::parse_uncertainty(arguments.shocks, Place{.key = "--shocks"});
  // Under mpirun there are as many processes as the user wants at work.
  if (has_others && options.threads == 0) options.threads = 1;
  return options;
}

/// What every process but the first does: it draws, and prints and writes nothing.
void serve(const SensitivityArguments& arguments, uncertainty::Team& team) {
  // Who interrupts mpirun signals every process; the first one then ends the others in order.
  std::signal(SIGINT, SIG_IGN);
  std::signal(SIGTERM, SIG_IGN);
  uncertainty::serve_sensitivity(team, [&] { return chosen_options(arguments, true); });
}

void compare_sets(const study::Problem& problem, const uncertainty::SensitivityOptions& options, bool as_json,
                  TerminalObserver& observer) {
  const uncertainty::SetComparison comparison = uncertainty::compare_sets(problem, options);
  observer.finish();
  show("{}", as_json ? report::to_json(comparison) : report::to_text(comparison));
}

void lead(const SensitivityArguments& arguments, uncertainty::ProcessGroup& group) {
  const bool has_others = group.size() > 1;
  const uncertainty::SensitivityOptions options = chosen_options(arguments, has_others);
  study::Problem problem = study::read_problem(options.run);
  study::check_unchanged(arguments.chosen.target, problem.manifest);
  study::refuse_draws_in_short_run(problem.scenario, problem.horizon);
  const bool as_json = arguments.chosen.as_json;
  TerminalObserver observer(has_others);
  if (arguments.sets) return compare_sets(problem, options, as_json, observer);
  fs::path out = arguments.out;
  if (out.empty()) out = fs::path("out") / (options.run.scenario.stem().string() + "-sensitivity");
  refuse_foreign(out, report::sensitivity_folder());
  std::unique_ptr<uncertainty::DrawStore> store;
  if (!arguments.store.empty())
    store = uncertainty::open_draw_store(arguments.store, uncertainty::plan_key(problem, options));
  if (has_others) end_in_order_after_an_interrupt();
  const uncertainty::Sensitivity result =
      uncertainty::sensitivity(std::move(problem), options, store.get(), observer, &group);
  report::write_sensitivity(result, out);
  observer.finish();
  show("{}", as_json ? report::to_json(result) : report::to_text(result));
  if (!as_json) show("\npage: {}\n", (out / "sensitivity.html").string());
}

int answer_sensitivity(const SensitivityArguments& arguments) {
  const std::unique_ptr<uncertainty::Team> team = uncertainty::open_team();
  if (team != nullptr && team->rank() > 0) {
    serve(arguments, *team);
    return done;
  }
  try {
    uncertainty::ProcessGroup group(team.get());
    lead(arguments, group);
    return done;
  } catch (const Cancelled&) {
    // Said here, before MPI is left: an interrupted mpirun gives its processes a second, which MPI may spend waiting.
    return say_failure();
  }
}

void add_plan_options(Command& command, SensitivityArguments& arguments) {
  using Method = numerics::SamplingMethod;
  uncertainty::SensitivityPlan& plan = arguments.options.plan;
  command.add_setting("--elasticities", arguments.elasticities, "Factor on each sector's trade elasticity");
  command.add_setting("--shocks", arguments.shocks, "Factor on the size of all shocks (on ln(1+t))");
  command.add_setting("--sector-correlation", plan.sector_correlation, "Of elasticities between sectors")
      ->check(range(0.0, 1.0));
  command.add_setting("--shock-correlation", plan.shock_correlation, "Of shocks with the sectors' common part")
      ->check(range(-1.0, 1.0));
  command.add_choice<Method>(
      "--method", plan.sampling.method,
      {{"sobol", Method::sobol}, {"monte-carlo", Method::monte_carlo}, {"quadrature", Method::quadrature}},
      "How points are chosen");
  command.add_setting("--draws", plan.sampling.count, "Points (quadrature: twice the factors)")
      ->check(range(2, 10'000'000));
  command.add_setting("--seed", plan.sampling.seed, "The same seed gives the same digits");
}

}  // namespace

void add_sensitivity_command(Command& app) {
  auto [command, arguments] = add_command(
      app, answer_sensitivity, "sensitivity", "Put intervals around the headline: uncertain elasticities and shocks",
      "Example:  parley sensitivity scenarios/us-china-march-2018.toml --case all-out --draws 1000\n"
      "Factors:  none, lognormal:0.3 (standard deviation of the log), uniform:0.5:1.5, triangular:0.5:1:2\n"
      "With --store FILE the draws are kept in an SQLite file; a run that was ended or killed goes on where it "
      "stopped.\n"
      "Under mpirun the processes share the draws, one thread each: mpirun -n 64 parley sensitivity ...");
  arguments.program = &app;
  arguments.chosen.add_to(command);
  add_plan_options(command, arguments);
  command
      .add_option("--threads", arguments.options.threads,
                  "Threads; the digits do not depend on them [all; under mpirun 1]")
      ->check(range(1, 1024));
  command.add_flag("--sets", arguments.sets, "Instead of draws: the headline under every named set of elasticities");
  command.add_option("--store", arguments.store, "SQLite file that keeps the draws");
  command.add_option("--out", arguments.out, "Folder for the files [out/<scenario's name>-sensitivity]");
}

}  // namespace parley::cli
