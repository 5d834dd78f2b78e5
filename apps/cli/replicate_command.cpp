#include <fmt/format.h>

#include <memory>
#include <optional>

#include "commands.hpp"
#include "files.hpp"
#include "parley/base/error.hpp"
#include "parley/replicate/replication.hpp"
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

/// reference/CASE or data/CASE under the shared folder or here; empty where the case can do without.
fs::path default_folder(const std::string& name) {
  std::vector<fs::path> roots{"."};
  if (const std::optional<fs::path> shared = shared_folder()) roots.insert(roots.begin(), *shared);
  for (const fs::path& root : roots) {
    for (const char* kind : {"reference", "data"}) {
      if (fs::is_directory(root / kind / name)) return root / kind / name;
    }
  }
  if (replicate::runs_without_data(name)) return {};
  throw InputError(Place{.file = "reference/" + name}, "the case's data are not here",
                   "give their folder with --data, or its parent's parent in PARLEY_SHARED");
}

}  // namespace

void add_replicate_command(CLI::App& app, int& exit_code) {
  auto arguments = std::make_shared<ReplicateArguments>();
  CLI::App* command = app.add_subcommand("replicate", "Print an article's figures beside the ones computed here");
  command->footer(
      "Example:  parley replicate nafta-1993 --data reference/nafta-1993\n"
      "Cases:    nafta-1993  Caliendo & Parro (2015)\n"
      "          gravity-76  structural gravity in changes, 76 countries\n"
      "          gravity-30  structural gravity in levels, 30 countries\n"
      "          ossa-2014   Ossa (2014): given and optimal tariffs, trade wars, trade talks\n"
      "          analytic    closed forms of optimal and Nash tariffs\n"
      "          global-tariff-war  Lashkaripour (2021), 44 countries\n"
      "          gsim-4x4    Francois & Hall (2003), GSIM; --data scenarios/partial/gsim-4x4\n"
      "          event-study-2018  prices of March and April 2018 against estudy2, statsmodels, numpy\n"
      "          bargaining  services, purchases, quotas, bargaining: closed forms, and reference/bargaining if there\n"
      "          tariff-lines lists of tariff lines of 2018: counts, imports and duties\n"
      "Exit status 1 where a printed digit differs and the cell is not a listed misprint or loose cell");
  command->add_option("case", arguments->name, "Name of the case")->required();
  command->add_option("--data", arguments->data, "Folder of the case [$PARLEY_SHARED/reference/CASE]");
  command->add_flag("--all", arguments->all_cells, "Print also the long tables' cells that agree");
  command->add_flag("--json", arguments->as_json, "Print as JSON");
  command->callback([arguments, &exit_code] {
    replicate::require_case(arguments->name);
    const fs::path folder = arguments->data.empty() ? default_folder(arguments->name) : arguments->data;
    TerminalObserver observer;
    const replicate::Replication replication = replicate::replicate(arguments->name, folder, observer);
    observer.finish();
    fmt::print("{}", arguments->as_json ? to_json(replication) : to_text(replication, arguments->all_cells));
    exit_code = replication.holds() ? done : claim_failed;
  });
}

}  // namespace parley::cli
