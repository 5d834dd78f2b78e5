#pragma once

#include <filesystem>

#include "failure.hpp"
#include "parley/study/cases/compute.hpp"

namespace parley::cli {

/// A scenario to be solved again whenever it is saved.
struct Watch {
  study::RunOptions options;
  std::filesystem::path out;
  void (*print)(const study::RunResult& result, study::Step last);  ///< the exact figures
};

/// Solves now and whenever the scenario, a coverage file or a baseline file that it reads is saved.
///
/// Where only the scenario changed a linear preview comes first, then the exact figures, then the result folder. What
/// fails, in a file or in the machine, is said, and the watch goes on until the terminal's interrupt. Returns
/// machine_failed where the machine failed in what was tried last, else done.
[[nodiscard]] ExitCode watch(const Watch& job);

}  // namespace parley::cli
