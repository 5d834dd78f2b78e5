#pragma once

#include <CLI/CLI.hpp>
#include <filesystem>
#include <string>
#include <vector>

#include "parley/base/observer.hpp"
#include "parley/report/run_result.hpp"

namespace parley::cli {

/// One case of a scenario and countries in it, as a user names them.
struct CaseArguments {
  std::filesystem::path target;
  std::filesystem::path baseline;
  std::string case_name;
  bool as_json = false;

  void add_to(CLI::App& command);
};

/// The scenario that `target` is, or that made the result folder `target`; InputError where the file is gone or has
/// changed since.
[[nodiscard]] std::filesystem::path scenario_of(const std::filesystem::path& target);

/// Solves the scenario's cases.
[[nodiscard]] report::RunResult solve_cases(const CaseArguments& arguments, Observer& observer);

/// The case that was asked for, the last one where none was; InputError with the known names.
[[nodiscard]] const report::CaseResult& chosen_case(const report::RunResult& result, const std::string& name);

/// InputError with the near miss for a code that the baseline does not have.
[[nodiscard]] Country chosen_country(const Economy& economy, const std::string& code, const char* option);
[[nodiscard]] Sector chosen_sector(const Economy& economy, const std::string& code, const char* option);

}  // namespace parley::cli
