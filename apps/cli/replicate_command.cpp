#include <fmt/format.h>

#include "commands.hpp"
#include "parley/report/tables/replication_files.hpp"
#include "parley/report/words/replication_text.hpp"
#include "shipped_files.hpp"
#include "terminal.hpp"

namespace parley::cli {
namespace {

struct ReplicateArguments {
  std::string name;
  std::filesystem::path data;
  bool all_cells = false;
  bool as_json = false;
};

int answer_replicate(const ReplicateArguments& arguments) {
  std::filesystem::path folder = arguments.data;
  if (folder.empty())
    folder = replicate::case_folder(replicate::find_case(arguments.name), shipped::reference_folders(), shipped::file);
  const replicate::Replication replication = observed(replicate::replicate, arguments.name, folder);
  show("{}", arguments.as_json ? report::replication_json(replication)
                               : report::replication_text(replication, arguments.all_cells));
  return replication.holds() ? done : claim_failed;
}

}  // namespace

void add_replicate_command(Command& app) {
  auto [command, arguments] = add_command(
      app, answer_replicate, "replicate", "Print an article's figures beside the ones computed here",
      "Example:  parley replicate gravity-76\n"
      "          parley replicate nafta-1993 --data reference/nafta-1993\n" +
          report::published_cases_text(replicate::published_cases()) +
          "Exit status 1 where a printed digit differs and the cell is not a listed misprint or loose cell");
  command.add_option("case", arguments.name, "Name of the case")->required();
  command.add_option("--data", arguments.data, "Folder of the case [$PARLEY_SHARED/reference/CASE, else what ships]");
  command.add_flag("--all", arguments.all_cells, "Print also the long tables' cells that agree");
  command.add_flag("--json", arguments.as_json, "Print as JSON");
}

}  // namespace parley::cli
