#include "line_file_commands.hpp"

namespace parley::cli {

Command& lines_group(Command& app) {
  if (Command* found = app.subcommand("lines")) return *found;
  Command* group = app.add_subcommand("lines", "Tariff lines: duties, lists, cuts, editions of the nomenclature");
  group->require_subcommand(1);
  return *group;
}

}  // namespace parley::cli
