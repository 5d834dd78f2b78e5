#pragma once

#include <CLI/CLI.hpp>

namespace parley::cli {

void add_event_command(CLI::App& app, int& exit_code);
void add_exposure_command(CLI::App& app, int& exit_code);

}  // namespace parley::cli
