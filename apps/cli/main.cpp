#include <fmt/format.h>

#include <cstdio>
#include <exception>
#include <new>

#include "commands.hpp"
#include "parley/base/error.hpp"
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
      "Exit status:  0 done, 1 a checked claim failed, 2 wrong input, 3 no convergence");
  for (cli::AddCommand* add : cli::commands) add(app, exit_code);
  return app.parse(count, words) ? exit_code : cli::wrong_input;
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
