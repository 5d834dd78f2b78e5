#pragma once

#include <CLI/CLI.hpp>

namespace parley::cli {

/// The command group `parley lines`, made when first asked for.
[[nodiscard]] CLI::App& lines_group(CLI::App& app);

/// Adds `parley lines cut`: cut formulas on a list of rates.
void add_lines_cut_command(CLI::App& app, int& exit_code);
/// Adds `parley lines convert` and `parley lines editions`: codes from one edition of the Harmonized System to another.
void add_lines_convert_commands(CLI::App& app, int& exit_code);

/// Adds `parley lines import`: downloads of trade and tariff statistics brought into our form.
void add_lines_import_command(CLI::App& app, int& exit_code);

}  // namespace parley::cli
