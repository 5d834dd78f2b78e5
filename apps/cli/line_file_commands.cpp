#include "line_file_commands.hpp"

namespace parley::cli {

CLI::App& lines_group(CLI::App& app) {
  const auto is_lines = [](const CLI::App* each) { return each->get_name() == "lines"; };
  if (const std::vector<CLI::App*> found = app.get_subcommands(is_lines); !found.empty()) return *found.front();
  CLI::App* group = app.add_subcommand("lines", "Tariff lines: duties, lists, cuts, editions of the nomenclature");
  group->require_subcommand(1);
  return *group;
}

}  // namespace parley::cli
