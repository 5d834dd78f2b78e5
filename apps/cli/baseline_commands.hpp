#pragma once

#include <CLI/CLI.hpp>

namespace parley::cli {

/// `parley baseline check|describe|build|convert|aggregate`; exit_code becomes 1 where a check failed.
void add_baseline_commands(CLI::App& app, int& exit_code);

}  // namespace parley::cli
