#pragma once

#include <CLI/CLI.hpp>

namespace parley::cli {

/// `parley lines at | effective | panel | build`: tools on tariff lines.
void add_lines_commands(CLI::App& app, int& exit_code);

}  // namespace parley::cli
