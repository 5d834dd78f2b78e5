#include <fmt/format.h>

#include <memory>
#include <optional>

#include "commands.hpp"
#include "files.hpp"
#include "parley/base/error.hpp"
#include "parley/data/asset_folders.hpp"
#include "parley/replicate/replication_cases.hpp"
#include "parley/report/tables/replication_files.hpp"
#include "parley/report/words/replication_text.hpp"
#include "terminal.hpp"

namespace parley::cli {
namespace {

namespace fs = std::filesystem;

struct ReplicateArguments {
  std::string name;
  fs::path data;
  bool all_cells = false;
  bool as_json = false;
};

/// Where reference data may be: $PARLEY_SHARED, ../shared, here.
std::vector<fs::path> reference_folders() {
  std::vector<fs::path> folders{"../shared", "."};
  if (const std::optional<fs::path> shared = shared_folder()) folders.insert(folders.begin(), *shared);
  return folders;
}

/// A file that ships below data/ or, else, below scenarios/.
fs::path shipped_file(const std::string& name) {
  try {
    return data::find_data_file(name, ".", shipped_assets());
  } catch (const InputError&) {
    return shipped_scenario_file(name);
  }
}

std::string case_list() {
  std::string text;
  for (const replicate::PublishedCase& each : replicate::published_cases()) {
    text += fmt::format("{:<10}{:<18} {}\n", text.empty() ? "Cases:" : "", each.name,
                        each.summary + (each.shipped_file.empty() ? "; needs the authors' package" : ""));
  }
  return text;
}

}  // namespace

void add_replicate_command(Command& app, int& exit_code) {
  auto arguments = std::make_shared<ReplicateArguments>();
  Command* command = app.add_subcommand("replicate", "Print an article's figures beside the ones computed here");
  command->footer(
      "Example:  parley replicate gravity-76\n"
      "          parley replicate nafta-1993 --data reference/nafta-1993\n" +
      case_list() + "Exit status 1 where a printed digit differs and the cell is not a listed misprint or loose cell");
  command->add_option("case", arguments->name, "Name of the case")->required();
  command->add_option("--data", arguments->data, "Folder of the case [$PARLEY_SHARED/reference/CASE, else what ships]");
  command->add_flag("--all", arguments->all_cells, "Print also the long tables' cells that agree");
  command->add_flag("--json", arguments->as_json, "Print as JSON");
  command->callback([arguments, &exit_code] {
    fs::path folder = arguments->data;
    if (folder.empty())
      folder = replicate::case_folder(replicate::find_case(arguments->name), reference_folders(), shipped_file);
    TerminalObserver observer;
    const replicate::Replication replication = replicate::replicate(arguments->name, folder, observer);
    observer.finish();
    fmt::print("{}", arguments->as_json ? report::replication_json(replication)
                                        : report::replication_text(replication, arguments->all_cells));
    exit_code = replication.holds() ? done : claim_failed;
  });
}

}  // namespace parley::cli
