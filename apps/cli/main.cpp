#include <fmt/format.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <exception>
#include <new>
#include <string>
#include <system_error>

#include "baseline_commands.hpp"
#include "commands.hpp"
#include "coverage_commands.hpp"
#include "line_file_commands.hpp"
#include "lines_commands.hpp"
#include "list_commands.hpp"
#include "market_commands.hpp"
#include "parley/base/cancelled.hpp"
#include "parley/base/error.hpp"
#include "parley/base/machine_failure.hpp"
#include "parley/study/cases/compute.hpp"
#include "parley/study/cases/version.hpp"
#include "partial_commands.hpp"
#include "wto_command.hpp"

namespace {

std::string command_line(int count, char** words) {
  std::string text = "parley";
  for (int at = 1; at < count; ++at) {
    const std::string word = words[at];
    const bool plain = !word.empty() && word.find_first_of(" \t\n'\"$\\*?;&|<>()") == std::string::npos;
    text += plain ? " " + word : fmt::format(" '{}'", word);
  }
  return text;
}

int answer(int count, char** words) {
  using namespace parley;
  int exit_code = cli::done;
  CLI::App app(
      "Trade wars and trade talks, computed: tariffs, answers and requests on a certified model of world trade.",
      "parley");
  app.set_version_flag("--version",
                       fmt::format("parley {} ({}; {})", study::version(), study::commit(), study::compiler()));
  app.require_subcommand(1);
  app.footer(
      "Example:  parley run scenarios/us-china-march-2018.toml\n"
      "Exit status:  0 done, 1 a checked claim failed, 2 wrong input, 3 no convergence,\n"
      "              4 the machine failed (memory, disk, output), 130 interrupted");
  cli::add_run_command(app, exit_code, command_line(count, words));
  cli::add_explain_command(app, exit_code);
  cli::add_gradient_command(app, exit_code);
  cli::add_sensitivity_command(app, exit_code, command_line(count, words));
  cli::add_models_command(app, exit_code);
  cli::add_optimal_command(app, exit_code);
  cli::add_nash_command(app, exit_code);
  cli::add_talks_command(app, exit_code);
  cli::add_ladder_command(app, exit_code);
  cli::add_coalition_command(app, exit_code);
  cli::add_weights_command(app, exit_code);
  cli::add_deal_command(app, exit_code);
  cli::add_replicate_command(app, exit_code);
  cli::add_event_command(app, exit_code);
  cli::add_exposure_command(app, exit_code);
  cli::add_baseline_commands(app, exit_code);
  cli::add_coverage_commands(app, exit_code);
  cli::add_partial_commands(app, exit_code);
  cli::add_lines_cut_command(app, exit_code);
  cli::add_lines_convert_commands(app, exit_code);
  cli::add_lines_import_command(app, exit_code);
  cli::add_wto_command(app, exit_code);
  cli::add_list_commands(app, exit_code);
  cli::add_lines_commands(app, exit_code);
  try {
    app.parse(count, words);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? cli::done : cli::wrong_input;
  }
  return exit_code;
}

}  // namespace

int main(int count, char** words) {
  using namespace parley;
  try {
    const int exit_code = answer(count, words);
    if (std::fflush(stdout) != 0) throw MachineFailure(fmt::format("the output: {}", std::strerror(errno)));
    return exit_code;
  } catch (const InputError& error) {
    for (const InputProblem& problem : error.problems()) fmt::print(stderr, "error: {}\n", to_string(problem));
    return cli::wrong_input;
  } catch (const NotSolved& error) {
    const bool is_interrupted = error.report().status == SolveStatus::cancelled;
    fmt::print(stderr, "{}: {}\n", is_interrupted ? "cancelled" : "no solution", error.what());
    return is_interrupted ? cli::interrupted : cli::no_convergence;
  } catch (const Cancelled& error) {
    fmt::print(stderr, "cancelled: {}\n", error.what());
    return cli::interrupted;
  } catch (const std::bad_alloc&) {
    fmt::print(stderr, "error: out of memory\n");
    return cli::machine_failed;
  } catch (const MachineFailure& error) {
    fmt::print(stderr, "error: {}\n", error.what());
    return cli::machine_failed;
  } catch (const std::system_error& error) {
    fmt::print(stderr, "error: {}\n", error.what());
    return cli::machine_failed;
  } catch (const std::exception& error) {
    fmt::print(stderr, "error: {}\n", error.what());
    return cli::wrong_input;
  }
}
