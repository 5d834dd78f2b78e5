#include "lines_commands.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <memory>
#include <nlohmann/json.hpp>

#include "commands.hpp"
#include "files.hpp"
#include "line_file_commands.hpp"
#include "parley/base/error.hpp"
#include "parley/report/tables/whole_file.hpp"
#include "parley/tariff/law/measure_read.hpp"
#include "parley/tariff/lists/shipped_lists.hpp"

namespace parley::cli {
namespace {

namespace fs = std::filesystem;

struct BuildArguments {
  fs::path recipe;
  fs::path sources;
  fs::path out;
  bool as_json = false;
};

void build(const BuildArguments& arguments) {
  const fs::path recipe = arguments.recipe.empty() ? arguments.out / "lists.recipe.toml" : arguments.recipe;
  const std::vector<tariff::BuiltList> lists =
      tariff::build_shipped_lists(tariff::read_shipped_recipe(recipe), sources_folder(arguments.sources));
  for (const tariff::BuiltList& each : lists) report::write_whole(arguments.out / each.file, each.text);
  nlohmann::ordered_json json = nlohmann::ordered_json::array();
  for (const tariff::BuiltList& each : lists) {
    if (!arguments.as_json) fmt::print("{:<24} {:>6} lines {:>8} bytes\n", each.file, each.lines, each.text.size());
    json.push_back({{"file", each.file}, {"lines", each.lines}, {"bytes", each.text.size()}});
  }
  if (arguments.as_json) fmt::print("{}\n", json.dump(2));
}

void add_build_command(Command& group, int& exit_code) {
  auto arguments = std::make_shared<BuildArguments>();
  Command* command = group.add_subcommand("build", "Build the shipped lists of tariff lines from their source tables");
  command->footer("Example:  parley lines build --sources DIR --out scenarios/lines");
  command->add_option("--out", arguments->out, "Folder to write the lists to")->required();
  command->add_option("--recipe", arguments->recipe, "Recipe (TOML) [lists.recipe.toml in the --out folder]");
  command->add_option("--sources", arguments->sources, "Folder with the source tables [$PARLEY_SHARED/data]");
  command->add_flag("--json", arguments->as_json, "Print JSON for machines");
  command->callback([arguments, &exit_code] {
    build(*arguments);
    exit_code = done;
  });
}

}  // namespace

void add_book_options(Command& command, BookArguments& arguments) {
  command.add_option("--importer", arguments.importer, "The country that sets the duties, as USA")->required();
  command.add_option("--measures", arguments.measures, "Book of measures (TOML) [the shipped one of the importer]");
  command.add_option("--data", arguments.data, "Folders with lists that are not shipped [$PARLEY_SHARED/data]");
}

tariff::MeasureBook open_book(const BookArguments& arguments) {
  fs::path file = arguments.measures;
  if (file.empty()) {
    std::string name = arguments.importer;
    std::transform(name.begin(), name.end(), name.begin(), [](unsigned char each) { return std::tolower(each); });
    file = shipped_scenario_file(fmt::format("lines/{}-2018.toml", name));
  }
  std::vector<fs::path> folders = arguments.data;
  const char* shared = std::getenv("PARLEY_SHARED");
  if (folders.empty() && shared != nullptr && *shared != '\0') folders.push_back(fs::path(shared) / "data");
  return tariff::read_measures(file, folders);
}

Date day_argument(const std::string& text) {
  const std::optional<Date> day = parse_date(text);
  if (!day) throw InputError({}, fmt::format("'{}' is no day of the calendar", text), "as 2018-09-24");
  return *day;
}

void add_lines_commands(Command& app, int& exit_code) {
  Command& group = lines_group(app);
  add_lines_at_command(group, exit_code);
  add_lines_effective_command(group, exit_code);
  add_lines_panel_command(group, exit_code);
  add_build_command(group, exit_code);
}

}  // namespace parley::cli
