#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <string>

namespace parley::cli {

/// What a command leaves for the shell; 130, as of any program that was interrupted.
enum ExitCode : int {
  done = 0,
  claim_failed = 1,  ///< a checked claim failed
  wrong_input = 2,
  no_convergence = 3,  ///< what was asked has no solution
  machine_failed = 4,  ///< no memory, a full disk, output that cannot be written
  interrupted = 130
};

void add_run_command(CLI::App& app, int& exit_code, const std::string& command_line);
void add_explain_command(CLI::App& app, int& exit_code);
void add_gradient_command(CLI::App& app, int& exit_code);
void add_sensitivity_command(CLI::App& app, int& exit_code, const std::string& command_line);
void add_models_command(CLI::App& app, int& exit_code);
void add_deal_command(CLI::App& app, int& exit_code);
void add_replicate_command(CLI::App& app, int& exit_code);
void add_optimal_command(CLI::App& app, int& exit_code);
void add_nash_command(CLI::App& app, int& exit_code);
void add_talks_command(CLI::App& app, int& exit_code);
void add_ladder_command(CLI::App& app, int& exit_code);
void add_coalition_command(CLI::App& app, int& exit_code);
void add_weights_command(CLI::App& app, int& exit_code);

}  // namespace parley::cli
