#include "failure.hpp"
#include "terminal.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <exception>
#include <new>

#include "parley/base/cancelled.hpp"
#include "parley/base/error.hpp"
#include "parley/base/machine_failure.hpp"
#include "parley/base/not_solved.hpp"

namespace parley::cli {
namespace {

ExitCode say(ExitCode code, ExitCode unsaid, const char* kind, const char* what) {
  if (code != unsaid) show_error("{}: {}\n", kind, what);
  return code;
}

}  // namespace

ExitCode say_failure(ExitCode unsaid) {
  try {
    throw;
  } catch (const InputError& error) {
    for (const InputProblem& problem : error.problems()) show_error("error: {}\n", to_string(problem));
    return wrong_input;
  } catch (const NotSolved& error) {
    const bool is_interrupted = error.report().status == SolveStatus::cancelled;
    return is_interrupted ? say(interrupted, unsaid, "cancelled", error.what())
                          : say(no_convergence, unsaid, "no solution", error.what());
  } catch (const Cancelled& error) {
    return say(interrupted, unsaid, "cancelled", error.what());
  } catch (const std::bad_alloc&) {
    return say(machine_failed, unsaid, "error", "out of memory");
  } catch (const MachineFailure& error) {
    return say(machine_failed, unsaid, "error", error.what());
  } catch (const std::system_error& error) {
    return say(machine_failed, unsaid, "error", error.what());
  } catch (const std::exception& error) {
    return say(machine_failed, unsaid, "internal error", error.what());
  }
}

}  // namespace parley::cli
