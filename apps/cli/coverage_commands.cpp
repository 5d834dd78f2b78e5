#include <fmt/format.h>

#include "commands.hpp"
#include "parley/base/whole_output.hpp"
#include "parley/report/tables/coverage_json.hpp"
#include "parley/report/words/coverage_text.hpp"
#include "shipped_files.hpp"
#include "terminal.hpp"

namespace parley::cli {
namespace {

namespace fs = std::filesystem;

struct CoverageArguments {
  fs::path recipe;
  fs::path sources;
  fs::path out;
  bool as_json = false;
};

void answer_coverage_build(const CoverageArguments& arguments) {
  fs::path recipe = arguments.recipe;
  if (recipe.empty()) recipe = fs::path(arguments.out).replace_extension(".recipe.toml");
  const tariff::CoverageRecipe read = tariff::read_coverage_recipe(recipe);
  const tariff::BuiltCoverage built =
      tariff::build_coverage(read, shipped::sources_folder(arguments.sources, "--sources"));
  write_whole(arguments.out, tariff::coverage_csv(read, built));
  const std::string out = arguments.out.string();
  show("{}", arguments.as_json ? report::coverage_json(built, out) : report::coverage_text(built, out));
}

}  // namespace

void add_coverage_commands(Command& app) {
  Command& group = add_group(app, "coverage", "Shares of sector imports that lists of tariff lines hit");
  auto [command, arguments] =
      add_command(group, answer_coverage_build, "build", "Compute the shares from lists and imports by line",
                  "Example:  parley coverage build --sources DIR --out scenarios/coverage/us-china-2018.csv");
  command.add_option("--out", arguments.out, "Coverage file to write (CSV)")->required();
  command.add_option("--recipe", arguments.recipe, "Recipe (TOML) [the --out file's name with .recipe.toml]");
  command.add_option("--sources", arguments.sources, "Folder with the source tables [$PARLEY_SHARED/data]");
  command.add_flag("--json", arguments.as_json, "Print JSON for machines");
}

}  // namespace parley::cli
