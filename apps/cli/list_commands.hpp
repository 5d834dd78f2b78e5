#pragma once

#include <CLI/CLI.hpp>

namespace parley::cli {

/// Adds `parley list design`, which chooses tariff lines for a budget.
void add_list_commands(CLI::App& app, int& exit_code);

}  // namespace parley::cli
