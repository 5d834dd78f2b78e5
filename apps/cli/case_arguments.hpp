#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "commands.hpp"
#include "parley/base/observer.hpp"
#include "parley/study/cases/compute.hpp"
#include "parley/study/cases/result.hpp"

namespace parley::cli {

/// One case of a scenario and countries in it, as a user names them.
struct CaseArguments {
  std::filesystem::path target;
  std::filesystem::path baseline;
  std::string case_name;
  std::string horizon;
  bool as_json = false;

  void add_to(Command& command);
  /// For commands that answer in the short run too.
  void add_horizon_to(Command& command);
};

/// What to run: the scenario file `target`, or what made the result folder `target`; errors as study::options_of().
[[nodiscard]] study::RunOptions run_options(const CaseArguments& arguments);

/// Solves the case that was asked for, the last one where none was; of a result folder, from the inputs that made it.
[[nodiscard]] study::RunResult solve_chosen_case(const CaseArguments& arguments, Observer& observer);

}  // namespace parley::cli
