#include "failure.hpp"

#include <cstdlib>
#include <exception>
#include <filesystem>
#include <new>
#include <string>
#include <system_error>

#include "parley/base/cancelled.hpp"
#include "parley/base/error.hpp"
#include "parley/base/machine_failure.hpp"
#include "parley/base/not_solved.hpp"
#include "terminal.hpp"

namespace parley::cli {
namespace {

ExitCode say(ExitCode code, ExitCode unsaid, const char* kind, const char* what) {
  if (code == unsaid) return code;
  // Piece by piece: what is said where memory has run out must not ask for more.
  for (const char* piece : {kind, ": ", what, "\n"}) cli::say(piece);
  return code;
}

/// A path that no system could use is the user's; that it cannot be used is the machine's.
ExitCode say_path(ExitCode unsaid, const std::filesystem::filesystem_error& error) {
  const std::error_code& code = error.code();
  const std::string path = error.path1().string();
  if (path.empty() && code == std::errc::no_such_file_or_directory)
    return say(machine_failed, unsaid, "error", "the folder that the program was started in is gone; go to another");
  const std::string text = path.empty() ? error.what() : path + ": " + code.message();
  const bool is_input = code == std::errc::filename_too_long || code == std::errc::too_many_symbolic_link_levels ||
                        code == std::errc::not_a_directory;
  return say(is_input ? wrong_input : machine_failed, unsaid, "error", text.c_str());
}

}  // namespace

ExitCode say_failure(ExitCode unsaid) {
  try {
    throw;
  } catch (const InputError& error) {
    for (const InputProblem& problem : error.problems()) cli::say("error: " + to_string(problem) + "\n");
    return wrong_input;
  } catch (const NotSolved& error) {
    if (error.report().status == SolveStatus::cancelled) return say(interrupted, unsaid, "cancelled", error.what());
    // What was stopped half-way may look like something without a solution.
    if (interrupt_was_noted()) return say(interrupted, unsaid, "cancelled", "the program was interrupted");
    return say(no_convergence, unsaid, "no solution", error.what());
  } catch (const Cancelled& error) {
    return say(interrupted, unsaid, "cancelled", error.what());
  } catch (const std::bad_alloc&) {
    return say(machine_failed, unsaid, "error", "out of memory");
  } catch (const MachineFailure& error) {
    return say(machine_failed, unsaid, "error", error.what());
  } catch (const std::filesystem::filesystem_error& error) {
    return say_path(unsaid, error);
  } catch (const std::system_error& error) {
    return say(machine_failed, unsaid, "error", error.what());
  } catch (const std::exception& error) {
    return say(machine_failed, unsaid, "internal error", error.what());
  }
}

void say_failure_and_exit() noexcept {
  ExitCode code = machine_failed;
  try {
    if (std::current_exception() == nullptr) std::abort();
    code = say_failure();
  } catch (...) {
    say("error: out of memory\n");
  }
  std::_Exit(code);
}

}  // namespace parley::cli
