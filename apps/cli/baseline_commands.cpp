
#include <fmt/format.h>

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "commands.hpp"
#include "files.hpp"
#include "parley/base/error.hpp"
#include "parley/data/build/build_baseline.hpp"
#include "parley/data/read_baseline.hpp"
#include "parley/report/tables/baseline_json.hpp"
#include "parley/report/words/baseline_text.hpp"

namespace parley::cli {
namespace {

namespace fs = std::filesystem;

struct BaselineArguments {
  fs::path folder;  ///< of the baseline that is read
  fs::path recipe;
  std::string name;  ///< of what is converted
  fs::path sources;
  fs::path out;
  fs::path regions;
  fs::path sectors;
  bool as_json = false;
};

/// The recipe of a named conversion: a file as given, else data/NAME.recipe.toml here or in a folder above.
fs::path find_recipe(const std::string& name) {
  if (fs::is_regular_file(name)) return name;
  const fs::path inside = fs::path("data") / (name + ".recipe.toml");
  for (fs::path folder = fs::current_path();; folder = folder.parent_path()) {
    if (fs::is_regular_file(folder / inside)) return folder / inside;
    if (folder == folder.root_path()) break;
  }
  throw InputError({}, "no recipe for '" + name + "'", "name a recipe file, or run where " + inside.string() + " is");
}

void make_baseline(const fs::path& recipe, const BaselineArguments& arguments) {
  const data::BuiltBaseline built = data::build_baseline(recipe, sources_folder(arguments.sources, "--sources"));
  data::write_baseline(built.data, arguments.out);
  fmt::print("{}", arguments.as_json ? report::built_baseline_json(built, arguments.out.string())
                                     : report::built_baseline_text(built, arguments.out));
}

void make_smaller_baseline(const BaselineArguments& arguments) {
  const data::AggregatedBaseline small = study::aggregate_baseline_folder({.folder = arguments.folder,
                                                                           .regions = arguments.regions,
                                                                           .sectors = arguments.sectors,
                                                                           .name = arguments.out.filename().string()});
  data::write_baseline(small.data, arguments.out);
  fmt::print("{}", arguments.as_json ? report::aggregated_baseline_json(small, arguments.out.string())
                                     : report::aggregated_baseline_text(small, arguments.out));
}

using SharedArguments = std::shared_ptr<BaselineArguments>;

Command* add_baseline_command(Command& parent, const char* name, const char* what, const char* example,
                              const SharedArguments& arguments) {
  Command* command = parent.add_subcommand(name, what);
  command->footer(std::string("Example:  parley baseline ") + example);
  command->add_flag("--json", arguments->as_json, "Print JSON for machines");
  return command;
}

void add_sources_and_out(Command* command, const SharedArguments& arguments) {
  command->add_option("--sources", arguments->sources,
                      "Folder of the source tables [$PARLEY_SHARED/data or ../shared/data]");
  command->add_option("--out", arguments->out, "Baseline folder to write")->required();
}

void add_baseline_build(Command& parent, int& exit_code) {
  const auto arguments = std::make_shared<BaselineArguments>();
  Command* command = add_baseline_command(
      parent, "build", "Make a baseline folder from source tables, as a recipe says",
      "build data/world-2017.recipe.toml --sources ../shared/data --out data/world-2017", arguments);
  command->add_option("recipe", arguments->recipe, "Recipe file (TOML)")->required();
  add_sources_and_out(command, arguments);
  command->callback([arguments, &exit_code] {
    make_baseline(arguments->recipe, *arguments);
    exit_code = done;
  });
}

void add_baseline_convert(Command& parent, int& exit_code) {
  const auto arguments = std::make_shared<BaselineArguments>();
  Command* command = add_baseline_command(parent, "convert", "Make a baseline folder from a known set of source tables",
                                          "convert wiod-2014 --sources ../shared/data --out out/wiod-2014", arguments);
  command->add_option("name", arguments->name, "Name of data/NAME.recipe.toml, or a recipe file")->required();
  add_sources_and_out(command, arguments);
  command->callback([arguments, &exit_code] {
    make_baseline(find_recipe(arguments->name), *arguments);
    exit_code = done;
  });
}

void add_baseline_aggregate(Command& parent, int& exit_code) {
  const auto arguments = std::make_shared<BaselineArguments>();
  Command* command = add_baseline_command(
      parent, "aggregate", "Make a smaller baseline by adding regions and sectors up",
      "aggregate --regions regions-map.csv --sectors sectors-map.csv data/world-2017 --out out/small\n"
      "Maps:     CSV with columns code,group and optionally name; every code once",
      arguments);
  command->add_option("baseline", arguments->folder, "Baseline folder to read")->required();
  command->add_option("--regions", arguments->regions, "Map of regions to groups [each its own]");
  command->add_option("--sectors", arguments->sectors, "Map of sectors to groups [each its own]");
  command->add_option("--out", arguments->out, "Baseline folder to write")->required();
  command->callback([arguments, &exit_code] {
    make_smaller_baseline(*arguments);
    exit_code = done;
  });
}

bool answer_baseline_check(const BaselineArguments& arguments) {
  const study::BaselineAccounts accounts = study::check_baseline_folder(arguments.folder);
  fmt::print("{}",
             arguments.as_json ? report::baseline_accounts_json(accounts) : report::baseline_accounts_text(accounts));
  return accounts.hold();
}

void answer_baseline_describe(const BaselineArguments& arguments) {
  const study::BaselineDescription description = study::describe_baseline_folder(arguments.folder);
  fmt::print("{}", arguments.as_json ? report::baseline_description_json(description)
                                     : report::baseline_description_text(description));
}

void add_baseline_readers(Command& parent, int& exit_code) {
  const auto arguments = std::make_shared<BaselineArguments>();
  Command* checks =
      add_baseline_command(parent, "check", "Check a baseline folder: accounts, identities, tariffs, deficits",
                           "check data/world-2017", arguments);
  checks->add_option("baseline", arguments->folder, "Baseline folder")->required();
  checks->callback([arguments, &exit_code] { exit_code = answer_baseline_check(*arguments) ? done : claim_failed; });
  Command* table = add_baseline_command(parent, "describe", "Print the country and sector tables of a baseline folder",
                                        "describe data/world-2017", arguments);
  table->add_option("baseline", arguments->folder, "Baseline folder")->required();
  table->callback([arguments, &exit_code] {
    answer_baseline_describe(*arguments);
    exit_code = done;
  });
}

}  // namespace

void add_baseline_commands(Command& app, int& exit_code) {
  Command* baseline = app.add_subcommand("baseline", "Check, describe, make and aggregate baseline folders");
  baseline->require_subcommand(1);
  baseline->footer("Example:  parley baseline check data/world-2017");
  add_baseline_readers(*baseline, exit_code);
  add_baseline_build(*baseline, exit_code);
  add_baseline_convert(*baseline, exit_code);
  add_baseline_aggregate(*baseline, exit_code);
}

}  // namespace parley::cli
