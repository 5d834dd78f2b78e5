#include <fmt/format.h>

#include <cerrno>
#include <cstdio>
#include <cstring>

#include "commands.hpp"
#include "parley/base/machine_failure.hpp"
#include "parley/study/cases/version.hpp"

namespace {

int answer(int count, char** words) {
  using namespace parley;
  cli::Command app(
      "parley",
      "Trade wars and trade talks, computed: tariffs, answers and requests on a certified model of world trade.");
  app.add_version_flag(fmt::format("parley {} ({}; {})", study::version(), study::commit(), study::compiler()));
  app.require_subcommand(1);
  app.footer(
      "Example:  parley run scenarios/us-china-march-2018.toml\n"
      "Exit status:  0 done, 1 a checked claim failed, 2 wrong input, 3 no convergence,\n"
      "              4 the machine or the program failed (memory, disk, output), 130 interrupted");
  cli::add_every_command(app);
  return app.parse(count, words).value_or(cli::wrong_input);
}

}  // namespace

int main(int count, char** words) {
  using namespace parley;
  try {
    const int exit_code = answer(count, words);
    if (std::fflush(stdout) != 0) throw MachineFailure(fmt::format("the output: {}", std::strerror(errno)));
    return exit_code;
  } catch (...) {
    return cli::say_failure();
  }
}
