#include <fcntl.h>
#include <fmt/format.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <exception>
#include <iostream>

#include "commands.hpp"
#include "parley/base/machine_failure.hpp"
#include "parley/study/cases/version.hpp"
#include "terminal.hpp"

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

/// A closed standard output must not be the number of the next file that is opened, which would then be printed into.
/// What cannot be written to takes its place, so that printing fails.
void hold_standard_descriptors() {
  for (int descriptor = STDIN_FILENO; descriptor <= STDERR_FILENO; ++descriptor) {
    if (fcntl(descriptor, F_GETFD) < 0 && open("/dev/null", O_RDONLY) < 0) return;
  }
}

/// Arrays of a world are made and given back thousands of times; the system's own way, to map and clear pages for each of
/// them, costs as much time as the solutions. 64 MB and less are kept for the next.
void keep_memory_for_reuse() {
#ifdef __GLIBC__
  mallopt(M_MMAP_THRESHOLD, 64 << 20);
  mallopt(M_TRIM_THRESHOLD, 256 << 20);
#endif
}

/// Everything that was printed is written, or this throws: disks are full and devices fail when buffers are emptied.
void finish_output() {
  errno = 0;
  const bool is_printed = std::cout.flush().good();
  const bool is_whole = std::ferror(stdout) == 0;
  const bool is_closed = std::fclose(stdout) == 0 || (errno == EBADF && is_printed && is_whole);
  if (is_printed && is_whole && is_closed) return;
  const char* reason = errno != 0 ? std::strerror(errno) : "it took nothing more";
  throw parley::MachineFailure(fmt::format("the output could not be written: {}", reason));
}

}  // namespace

int main(int count, char** words) {
  using namespace parley;
  std::set_terminate(cli::say_failure_and_exit);
  hold_standard_descriptors();
  keep_memory_for_reuse();
  cli::note_interrupts();
  try {
    const int exit_code = answer(count, words);
    finish_output();
    return exit_code;
  } catch (...) {
    return cli::say_failure();
  }
}
