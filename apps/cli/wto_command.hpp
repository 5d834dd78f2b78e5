#pragma once

#include <CLI/CLI.hpp>

namespace parley::cli {

/// Adds `parley wto`: tariffs and deals held against the rules of the World Trade Organization.
void add_wto_command(CLI::App& app, int& exit_code);

}  // namespace parley::cli
