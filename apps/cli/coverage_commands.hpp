#pragma once

#include <CLI/CLI.hpp>

namespace parley::cli {

/// Adds `parley coverage build`, which makes the file of coverage shares that scenarios name.
void add_coverage_commands(CLI::App& app, int& exit_code);

}  // namespace parley::cli
