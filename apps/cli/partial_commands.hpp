#pragma once

#include <CLI/CLI.hpp>

namespace parley::cli {

/// Adds `parley smart` and `parley gsim`, the partial-equilibrium tools.
void add_partial_commands(CLI::App& app, int& exit_code);

}  // namespace parley::cli
