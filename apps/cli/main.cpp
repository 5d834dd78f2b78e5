#include <fmt/format.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <exception>
#include <new>
#include <system_error>

#include "commands.hpp"
#include "parley/base/cancelled.hpp"
#include "parley/base/error.hpp"
#include "parley/base/machine_failure.hpp"
#include "parley/study/cases/compute.hpp"
#include "parley/study/cases/version.hpp"

namespace {

int answer(int count, char** words) {
  using namespace parley;
  int exit_code = cli::done;
  cli::Command app(
      "parley",
      "Trade wars and trade talks, computed: tariffs, answers and requests on a certified model of world trade.");
  app.add_version_flag(fmt::format("parley {} ({}; {})", study::version(), study::commit(), study::compiler()));
  app.require_subcommand(1);
  app.footer(
      "Example:  parley run scenarios/us-china-march-2018.toml\n"
      "Exit status:  0 done, 1 a checked claim failed, 2 wrong input, 3 no convergence,\n"
      "              4 the machine or the program failed (memory, disk, output), 130 interrupted");
  for (cli::AddCommand* add : cli::commands) add(app, exit_code);
  return app.parse(count, words) ? exit_code : cli::wrong_input;
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
    fmt::print(stderr, "internal error: {}\n", error.what());
    return cli::machine_failed;
  }
}
