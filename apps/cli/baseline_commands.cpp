#include <fmt/format.h>

#include "commands.hpp"
#include "parley/base/whole_output.hpp"
#include "parley/data/build/build_baseline.hpp"
#include "parley/data/build/recipe.hpp"
#include "parley/data/read_baseline.hpp"
#include "parley/report/tables/baseline_json.hpp"
#include "parley/report/words/baseline_text.hpp"
#include "parley/tariff/lists/line_tariffs.hpp"
#include "shipped_files.hpp"
#include "terminal.hpp"

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
  fs::path official;      ///< figures to lay beside the baseline's
  std::string valuation;  ///< empty: the recipe's own
  bool as_json = false;
};

void make_baseline(const fs::path& recipe, const BaselineArguments& arguments) {
  refuse_foreign(arguments.out, data::baseline_folder_kind());
  std::optional<data::Valuation> valuation;
  if (!arguments.valuation.empty()) {
    valuation = data::parse_valuation(arguments.valuation, {"--valuation", 0, 0, ""});
  }
  const data::BuiltBaseline built =
      data::build_baseline(recipe, shipped::sources_folder(arguments.sources, "--sources"), valuation);
  data::write_baseline(built.data, arguments.out);
  show("{}", arguments.as_json ? report::built_baseline_json(built, arguments.out.string())
                               : report::built_baseline_text(built, arguments.out));
}

void answer_baseline_build(const BaselineArguments& arguments) { make_baseline(arguments.recipe, arguments); }

void answer_baseline_convert(const BaselineArguments& arguments) {
  make_baseline(data::find_recipe(arguments.name), arguments);
}

void answer_baseline_tariffs(const BaselineArguments& arguments) {
  const tariff::LineTariffRecipe recipe = tariff::read_line_tariff_recipe(arguments.recipe);
  const std::vector<tariff::SectorTariff> tariffs =
      tariff::line_tariffs(recipe, shipped::sources_folder(arguments.sources, "--sources"));
  write_whole(arguments.out, tariff::line_tariffs_csv(recipe, tariffs));
  show("{}", arguments.as_json ? report::line_tariffs_json(tariffs, arguments.out.string())
                               : report::line_tariffs_text(tariffs, arguments.out));
}

void answer_baseline_aggregate(const BaselineArguments& arguments) {
  refuse_foreign(arguments.out, data::baseline_folder_kind());
  const fs::path named = arguments.out.has_filename() ? arguments.out : arguments.out.parent_path();
  const data::AggregatedBaseline small = study::aggregate_baseline_folder({.folder = arguments.folder,
                                                                           .regions = arguments.regions,
                                                                           .sectors = arguments.sectors,
                                                                           .name = named.filename().string()});
  data::write_baseline(small.data, arguments.out);
  show("{}", arguments.as_json ? report::aggregated_baseline_json(small, arguments.out.string())
                               : report::aggregated_baseline_text(small, arguments.out));
}

int answer_baseline_check(const BaselineArguments& arguments) {
  const study::BaselineAccounts accounts = study::check_baseline_folder(arguments.folder);
  show("{}", arguments.as_json ? report::baseline_accounts_json(accounts) : report::baseline_accounts_text(accounts));
  return accounts.hold() ? done : claim_failed;
}

void answer_baseline_describe(const BaselineArguments& arguments) {
  const study::BaselineDescription description = study::describe_baseline_folder(arguments.folder, arguments.official);
  show("{}", arguments.as_json ? report::baseline_description_json(description)
                               : report::baseline_description_text(description));
}

/// What all have: an example, --json.
template <class Status>
AddedCommand<BaselineArguments> add_baseline_command(Command& group, Status (*answer)(const BaselineArguments&),
                                                     const std::string& name, const std::string& what,
                                                     const std::string& example) {
  const AddedCommand<BaselineArguments> added =
      add_command(group, answer, name, what, "Example:  parley baseline " + example);
  added.command.add_flag("--json", added.arguments.as_json, "Print JSON for machines");
  return added;
}

void add_sources_and_out(Command& command, BaselineArguments& arguments) {
  command.add_option("--sources", arguments.sources,
                     "Folder of the source tables [$PARLEY_SHARED/data or ../shared/data]");
  command.add_option("--valuation", arguments.valuation, "basic or customs: at what prices goods stand [the recipe's]");
  command.add_option("--out", arguments.out, "Baseline folder to write")->required();
}

void add_baseline_check(Command& group) {
  auto [command, arguments] =
      add_baseline_command(group, answer_baseline_check, "check",
                           "Check a baseline folder: accounts, identities, tariffs, deficits", "check data/world-2017");
  command.add_option("baseline", arguments.folder, "Baseline folder")->required();
}

void add_baseline_describe(Command& group) {
  auto [command, arguments] =
      add_baseline_command(group, answer_baseline_describe, "describe",
                           "Print the country and sector tables of a baseline folder, and what was judged in it",
                           "describe data/world-2017");
  command.add_option("baseline", arguments.folder, "Baseline folder")->required();
  command.add_option("--official", arguments.official, "Official figures (CSV) to print beside the baseline's");
}

void add_baseline_build(Command& group) {
  auto [command, arguments] = add_baseline_command(
      group, answer_baseline_build, "build", "Make a baseline folder from source tables, as a recipe says",
      "build data/world-2017.recipe.toml --sources ../shared/data --out data/world-2017");
  command.add_option("recipe", arguments.recipe, "Recipe file (TOML)")->required();
  add_sources_and_out(command, arguments);
}

void add_baseline_tariffs(Command& group) {
  auto [command, arguments] = add_baseline_command(
      group, answer_baseline_tariffs, "tariffs",
      "Compute base tariffs by sector from tariff lines, for a recipe to use",
      "tariffs data/world-2017.line-tariffs.recipe.toml --sources ../shared/data --out out/line-tariffs.csv");
  command.add_option("recipe", arguments.recipe, "Recipe file (TOML)")->required();
  command.add_option("--sources", arguments.sources,
                     "Folder of the source tables [$PARLEY_SHARED/data or ../shared/data]");
  command.add_option("--out", arguments.out, "File of base tariffs to write (CSV)")->required();
}

void add_baseline_convert(Command& group) {
  auto [command, arguments] = add_baseline_command(group, answer_baseline_convert, "convert",
                                                   "Make a baseline folder from a known set of source tables",
                                                   "convert wiod-2014 --sources ../shared/data --out out/wiod-2014");
  command.add_option("name", arguments.name, "Name of data/NAME.recipe.toml, or a recipe file")->required();
  add_sources_and_out(command, arguments);
}

void add_baseline_aggregate(Command& group) {
  auto [command, arguments] = add_baseline_command(
      group, answer_baseline_aggregate, "aggregate", "Make a smaller baseline by adding regions and sectors up",
      "aggregate --regions regions-map.csv --sectors sectors-map.csv data/world-2017 --out out/small\n"
      "Maps:     CSV with columns code,group and optionally name; every code once");
  command.add_option("baseline", arguments.folder, "Baseline folder to read")->required();
  command.add_option("--regions", arguments.regions, "Map of regions to groups [each its own]");
  command.add_option("--sectors", arguments.sectors, "Map of sectors to groups [each its own]");
  command.add_option("--out", arguments.out, "Baseline folder to write")->required();
}

}  // namespace

void add_baseline_commands(Command& app) {
  Command& group = add_group(app, "baseline", "Check, describe, make and aggregate baseline folders");
  group.footer("Example:  parley baseline check data/world-2017");
  add_baseline_check(group);
  add_baseline_describe(group);
  add_baseline_build(group);
  add_baseline_convert(group);
  add_baseline_tariffs(group);
  add_baseline_aggregate(group);
}

}  // namespace parley::cli
