#pragma once

#include <filesystem>
#include <functional>

#include "parley/study/cases/compute.hpp"
#include "terminal.hpp"

namespace parley::cli {

/// A scenario to be solved again whenever it is saved.
struct Watch {
  study::RunOptions options;
  std::filesystem::path out;
  std::function<void(const study::RunResult&)> print;  ///< the exact figures
};

/// Solves now and whenever the scenario, a coverage file or a baseline file that it reads is saved.
///
/// Where only the scenario changed a linear preview comes first, then the exact figures, then the result folder. What
/// is wrong in a file is said, and the watch goes on. Ends with the terminal's interrupt.
void watch(const Watch& job, TerminalObserver& observer);

}  // namespace parley::cli
