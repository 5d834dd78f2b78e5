
#include <fmt/format.h>

#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>

#include "commands.hpp"
#include "files.hpp"
#include "parley/base/error.hpp"
#include "parley/report/tables/whole_file.hpp"
#include "parley/tariff/lists/coverage_build.hpp"

namespace parley::cli {
namespace {

namespace fs = std::filesystem;

struct CoverageArguments {
  fs::path recipe;
  fs::path sources;
  fs::path out;
  bool as_json = false;
};

void print_built(const tariff::BuiltCoverage& built, const fs::path& out) {
  for (const tariff::TradeTotal& total : built.trade) {
    fmt::print("trade {:<18} {:>12.1f} million USD", total.trade, total.total_musd);
    if (total.factor != 1) fmt::print(" (the file's own {:.1f} times {:.6f})", total.file_musd, total.factor);
    fmt::print("\n");
    for (const auto& [basis, dollars] : total.by_basis) {
      if (dollars.codes == 0) continue;
      fmt::print("  {:<34} {:>6} codes {:>12.1f}  {:>6.2f} %\n", in_words(basis), dollars.codes, dollars.musd,
                 100 * dollars.musd / total.total_musd);
    }
    if (!total.largest_unmapped.empty())
      fmt::print("  largest unmapped: {}\n", fmt::join(total.largest_unmapped, ", "));
  }
  for (const tariff::ListTotal& total : built.lists) {
    fmt::print("list  {:<18} {:>5} lines, {} not in the data; codes listed whole {:.1f}, split {:.1f} ({} codes);",
               total.list, total.lines, total.untraded_lines, total.whole.musd, total.split.musd, total.split.codes);
    for (const auto& [exporter, covered] : total.covered_musd) fmt::print("  {} {:.1f}", exporter, covered);
    fmt::print("\n");
  }
  fmt::print("{} shares written to {}\n", built.table.rows.size(), out.string());
}

void print_json(const tariff::BuiltCoverage& built, const fs::path& out) {
  nlohmann::ordered_json value{{"out", out.string()}, {"rows", built.table.rows.size()}};
  for (const tariff::TradeTotal& total : built.trade) {
    nlohmann::ordered_json trade{{"id", total.trade},
                                 {"total_musd", total.total_musd},
                                 {"file_musd", total.file_musd},
                                 {"factor", total.factor},
                                 {"unmapped_musd", total.unmapped_musd}};
    for (const auto& [basis, dollars] : total.by_basis) {
      trade["by_basis"][std::string(in_words(basis))] = {{"codes", dollars.codes}, {"musd", dollars.musd}};
    }
    value["trade"].push_back(std::move(trade));
  }
  for (const tariff::ListTotal& total : built.lists) {
    nlohmann::ordered_json list{{"id", total.list},
                                {"fingerprint", total.fingerprint},
                                {"lines", total.lines},
                                {"untraded_lines", total.untraded_lines},
                                {"whole_musd", total.whole.musd},
                                {"split_musd", total.split.musd}};
    for (const auto& [exporter, covered] : total.covered_musd) list["covered_musd"][exporter] = covered;
    value["lists"].push_back(std::move(list));
  }
  fmt::print("{}\n", value.dump(2));
}

void build(const CoverageArguments& arguments) {
  fs::path recipe = arguments.recipe;
  if (recipe.empty()) recipe = fs::path(arguments.out).replace_extension(".recipe.toml");
  const tariff::CoverageRecipe read = tariff::read_coverage_recipe(recipe);
  const tariff::BuiltCoverage built = tariff::build_coverage(read, sources_folder(arguments.sources));
  report::write_whole(arguments.out, tariff::coverage_csv(read, built));
  arguments.as_json ? print_json(built, arguments.out) : print_built(built, arguments.out);
}

}  // namespace

void add_coverage_commands(Command& app, int& exit_code) {
  Command* group = app.add_subcommand("coverage", "Shares of sector imports that lists of tariff lines hit");
  group->require_subcommand(1);
  auto arguments = std::make_shared<CoverageArguments>();
  Command* command = group->add_subcommand("build", "Compute the shares from lists and imports by line");
  command->footer("Example:  parley coverage build --sources DIR --out scenarios/coverage/us-china-2018.csv");
  command->add_option("--out", arguments->out, "Coverage file to write (CSV)")->required();
  command->add_option("--recipe", arguments->recipe, "Recipe (TOML) [the --out file's name with .recipe.toml]");
  command->add_option("--sources", arguments->sources, "Folder with the source tables [$PARLEY_SHARED/data]");
  command->add_flag("--json", arguments->as_json, "Print JSON for machines");
  command->callback([arguments, &exit_code] {
    build(*arguments);
    exit_code = done;
  });
}

}  // namespace parley::cli
