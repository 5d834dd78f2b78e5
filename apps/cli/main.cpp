#include <fmt/format.h>

#include <cstdio>
#include <exception>
#include <new>
#include <string>

#include "baseline_commands.hpp"
#include "commands.hpp"
#include "coverage_commands.hpp"
#include "line_file_commands.hpp"
#include "lines_commands.hpp"
#include "list_commands.hpp"
#include "market_commands.hpp"
#include "parley/base/error.hpp"
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
      "Exit status:  0 done, 1 a checked claim failed, 2 wrong input, 3 no convergence");
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
  try {
    return answer(count, words);
  } catch (const parley::InputError& error) {
    for (const parley::InputProblem& problem : error.problems()) {
      fmt::print(stderr, "error: {}\n", parley::to_string(problem));
    }
    return parley::cli::wrong_input;
  } catch (const parley::NotSolved& error) {
    fmt::print(stderr, "no solution: {}\n", error.what());
    return parley::cli::no_convergence;
  } catch (const std::bad_alloc&) {
    fmt::print(stderr, "error: out of memory\n");
    return parley::cli::wrong_input;
  } catch (const std::exception& error) {
    fmt::print(stderr, "error: {}\n", error.what());
    return parley::cli::wrong_input;
  }
}
