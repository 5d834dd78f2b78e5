#pragma once

#include <memory>

#include "command_line.hpp"

namespace parley::cli {

/// What a command leaves for the shell; 130, as of any program that was interrupted.
enum ExitCode : int {
  done = 0,
  claim_failed = 1,  ///< a checked claim failed
  wrong_input = 2,
  no_convergence = 3,  ///< what was asked has no solution
  machine_failed = 4,  ///< no memory, a full disk, output that cannot be written; or an error in the program
  interrupted = 130
};

/// What a command's options fill, and what is done with them once they are read: `answer` returns the exit code.
template <class Arguments>
Arguments& answered_by(int (*answer)(const Arguments&), Command& command, int& exit_code) {
  const auto arguments = std::make_shared<Arguments>();
  command.callback([arguments, answer, &exit_code] { exit_code = answer(*arguments); });
  return *arguments;
}

/// The same for an answer that can only be given or throw.
template <class Arguments>
Arguments& answered_by(void (*answer)(const Arguments&), Command& command, int& exit_code) {
  const auto arguments = std::make_shared<Arguments>();
  command.callback([arguments, answer, &exit_code] {
    answer(*arguments);
    exit_code = done;
  });
  return *arguments;
}

/// Adds a command, or a group of them, to the program; what it does sets the exit code.
using AddCommand = void(Command& app, int& exit_code);

AddCommand add_run_command, add_explain_command, add_gradient_command, add_sensitivity_command, add_models_command;
AddCommand add_optimal_command, add_nash_command, add_talks_command, add_ladder_command, add_coalition_command,
    add_weights_command;
AddCommand add_deal_command, add_replicate_command, add_event_command, add_exposure_command;
AddCommand add_baseline_commands, add_coverage_commands, add_partial_commands, add_wto_command, add_list_commands;
AddCommand add_lines_cut_command, add_lines_convert_commands, add_lines_import_command, add_lines_commands;

/// Every command, in the order of --help. To add one: its file, and its name above and below.
inline constexpr AddCommand* commands[] = {
    add_run_command,          add_explain_command,   add_gradient_command,  add_sensitivity_command,
    add_models_command,       add_optimal_command,   add_nash_command,      add_talks_command,
    add_ladder_command,       add_coalition_command, add_weights_command,   add_deal_command,
    add_replicate_command,    add_event_command,     add_exposure_command,  add_baseline_commands,
    add_coverage_commands,    add_partial_commands,  add_lines_cut_command, add_lines_convert_commands,
    add_lines_import_command, add_wto_command,       add_list_commands,     add_lines_commands};

}  // namespace parley::cli
