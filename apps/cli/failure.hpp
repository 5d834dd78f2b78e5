#pragma once

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

/// Says on standard error what the exception that is being handled means, and returns the exit code for it. Nothing is
/// said of one whose code is `unsaid`.
ExitCode say_failure(ExitCode unsaid = done);

/// The same for an exception that nobody could catch, as of memory that is lacking where a thread begins or something is
/// taken apart: to be the program's terminate handler.
[[noreturn]] void say_failure_and_exit() noexcept;

}  // namespace parley::cli
