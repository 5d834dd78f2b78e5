
#include <fmt/format.h>

#include <cstdlib>
#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "commands.hpp"
#include "parley/base/error.hpp"
#include "parley/data/build/aggregate.hpp"
#include "parley/data/build/build_baseline.hpp"
#include "parley/data/check_baseline.hpp"
#include "parley/data/describe.hpp"
#include "parley/data/read_baseline.hpp"

namespace parley::cli {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

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

/// The folder with the source tables: as given, else $PARLEY_SHARED/data, else ../shared/data.
fs::path sources_folder(const fs::path& given) {
  if (!given.empty()) return given;
  if (const char* shared = std::getenv("PARLEY_SHARED"); shared != nullptr && *shared != '\0') {
    return fs::path(shared) / "data";
  }
  const fs::path beside = fs::path("..") / "shared" / "data";
  if (fs::is_directory(beside)) return beside;
  throw InputError({}, "no folder of source tables", "name it with --sources DIR or in the variable PARLEY_SHARED");
}

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

Json json_of(const data::BuildReport& report) {
  Json value;
  value["remarks"] = report.remarks;
  value["rounding"] = {{"flows_moved_musd", report.rounding.flow_moved_musd},
                       {"uses_moved_musd", report.rounding.use_moved_musd},
                       {"flows_zeroed", report.rounding.flows_zeroed},
                       {"zeroed_musd", report.rounding.zeroed_musd}};
  value["split_gap"] = report.split_gap;
  value["final_use_repairs"] = Json::array();
  for (const data::FinalUseRepair& each : report.final_use) {
    value["final_use_repairs"].push_back(
        {{"region", each.region}, {"sector", each.sector}, {"moved_musd", each.moved_musd}});
  }
  value["value_added_repairs"] = Json::array();
  for (const data::ValueAddedCell& each : report.value_added) {
    value["value_added_repairs"].push_back({{"region", each.region},
                                            {"sector", each.sector},
                                            {"gross_output_musd", each.gross_output_musd},
                                            {"inputs_musd", each.inputs_musd},
                                            {"tariffs_musd", each.tariffs_musd},
                                            {"value_added_share", each.share_after},
                                            {"moved_musd", each.moved_musd}});
  }
  return value;
}

void print_made(const BaselineData& data, const fs::path& out) {
  fmt::print("{}: {} regions, {} sectors, year {}, written to {}\n", data.info.name, data.economy.country_count(),
             data.economy.sector_count(), data.info.year, out.string());
}

void print_remarks(const std::vector<std::string>& remarks) {
  for (const std::string& remark : remarks) fmt::print("  {}\n", remark);
}

void print_json(const Json& value) { fmt::print("{}\n", value.dump(2)); }

void make(const fs::path& recipe, const BaselineArguments& arguments) {
  const data::BuiltBaseline built = data::build_baseline(recipe, sources_folder(arguments.sources));
  data::write_baseline(built.data, arguments.out);
  if (arguments.as_json) {
    Json value = json_of(built.report);
    value["name"] = built.data.info.name;
    value["out"] = arguments.out.string();
    return print_json(value);
  }
  print_made(built.data, arguments.out);
  print_remarks(built.report.remarks);
}

void make_smaller(const BaselineArguments& arguments) {
  const BaselineData data = data::read_baseline_data(arguments.folder);
  const data::GroupMap regions = arguments.regions.empty()
                                     ? data::keep_regions(data.economy)
                                     : data::read_group_map(arguments.regions, data.economy.country_codes());
  const data::GroupMap sectors = arguments.sectors.empty()
                                     ? data::keep_sectors(data.economy)
                                     : data::read_group_map(arguments.sectors, data.economy.sector_codes());
  data::AggregatedBaseline small = data::aggregate(data, regions, sectors);
  small.data.info.name = arguments.out.filename().string();
  data::write_baseline(small.data, arguments.out);
  if (arguments.as_json) {
    Json value{{"name", small.data.info.name}, {"out", arguments.out.string()}, {"remarks", small.remarks}};
    value["totals"] = Json::array();
    for (const data::AggregationTotal& total : small.totals) {
      value["totals"].push_back({{"what", total.what}, {"before", total.before}, {"after", total.after}});
    }
    return print_json(value);
  }
  print_made(small.data, arguments.out);
  fmt::print("  {:<24} {:>18} {:>18} {:>12}\n", "world, million", "before", "after", "change");
  for (const data::AggregationTotal& total : small.totals) {
    const double change = total.before == 0 ? 0.0 : 100 * (total.after / total.before - 1);
    fmt::print("  {:<24} {:>18.1f} {:>18.1f} {:>10.4f} %\n", total.what, total.before, total.after, change);
  }
  print_remarks(small.remarks);
}

using Arguments = std::shared_ptr<BaselineArguments>;

Command* add_command(Command& parent, const char* name, const char* what, const char* example,
                     const Arguments& arguments) {
  Command* command = parent.add_subcommand(name, what);
  command->footer(std::string("Example:  parley baseline ") + example);
  command->add_flag("--json", arguments->as_json, "Print JSON for machines");
  return command;
}

void add_sources_and_out(Command* command, const Arguments& arguments) {
  command->add_option("--sources", arguments->sources,
                      "Folder of the source tables [$PARLEY_SHARED/data or ../shared/data]");
  command->add_option("--out", arguments->out, "Baseline folder to write")->required();
}

void add_build(Command& parent, int& exit_code) {
  const auto arguments = std::make_shared<BaselineArguments>();
  Command* command =
      add_command(parent, "build", "Make a baseline folder from source tables, as a recipe says",
                  "build data/world-2017.recipe.toml --sources ../shared/data --out data/world-2017", arguments);
  command->add_option("recipe", arguments->recipe, "Recipe file (TOML)")->required();
  add_sources_and_out(command, arguments);
  command->callback([arguments, &exit_code] {
    make(arguments->recipe, *arguments);
    exit_code = done;
  });
}

void add_convert(Command& parent, int& exit_code) {
  const auto arguments = std::make_shared<BaselineArguments>();
  Command* command = add_command(parent, "convert", "Make a baseline folder from a known set of source tables",
                                 "convert wiod-2014 --sources ../shared/data --out out/wiod-2014", arguments);
  command->add_option("name", arguments->name, "Name of data/NAME.recipe.toml, or a recipe file")->required();
  add_sources_and_out(command, arguments);
  command->callback([arguments, &exit_code] {
    make(find_recipe(arguments->name), *arguments);
    exit_code = done;
  });
}

void add_aggregate(Command& parent, int& exit_code) {
  const auto arguments = std::make_shared<BaselineArguments>();
  Command* command =
      add_command(parent, "aggregate", "Make a smaller baseline by adding regions and sectors up",
                  "aggregate --regions regions-map.csv --sectors sectors-map.csv data/world-2017 --out out/small\n"
                  "Maps:     CSV with columns code,group and optionally name; every code once",
                  arguments);
  command->add_option("baseline", arguments->folder, "Baseline folder to read")->required();
  command->add_option("--regions", arguments->regions, "Map of regions to groups [each its own]");
  command->add_option("--sectors", arguments->sectors, "Map of sectors to groups [each its own]");
  command->add_option("--out", arguments->out, "Baseline folder to write")->required();
  command->callback([arguments, &exit_code] {
    make_smaller(*arguments);
    exit_code = done;
  });
}

bool check(const BaselineArguments& arguments) {
  const Baseline baseline = data::read_baseline(arguments.folder);
  Json rows = Json::array();
  bool all_hold = true;
  for (const data::BaselineCheck& each : data::check_baseline(baseline)) {
    all_hold = all_hold && each.holds();
    rows.push_back({{"check", each.name},
                    {"value", each.value},
                    {"tolerance", each.tolerance},
                    {"where", each.where},
                    {"holds", each.holds()}});
    if (!arguments.as_json) {
      fmt::print("{:<45} worst {:9.2e}  allowed {:7.0e}  {}  {}\n", each.name, each.value, each.tolerance,
                 each.holds() ? "holds" : "FAILS", each.where);
    }
  }
  if (arguments.as_json) {
    print_json({{"name", baseline.info.name}, {"holds", all_hold}, {"checks", rows}});
  } else {
    fmt::print("{}: {}\n", baseline.info.name, all_hold ? "every check holds" : "a check FAILS");
  }
  return all_hold;
}

void describe(const BaselineArguments& arguments) {
  const Baseline baseline = data::read_baseline(arguments.folder);
  const auto countries = data::describe_countries(baseline);
  const auto sectors = data::describe_sectors(baseline);
  if (arguments.as_json) {
    Json value{{"name", baseline.info.name}, {"year", baseline.info.year}, {"currency", baseline.info.currency}};
    for (const auto& row : countries) {
      value["countries"].push_back({{"code", row.code},
                                    {"name", row.name},
                                    {"gdp_musd", row.gdp},
                                    {"imports_musd", row.imports},
                                    {"exports_musd", row.exports},
                                    {"deficit_musd", row.deficit},
                                    {"tariff_revenue_musd", row.tariff_revenue},
                                    {"mean_tariff_pct", 100 * row.mean_tariff}});
    }
    for (const auto& row : sectors) {
      value["sectors"].push_back({{"code", row.code},
                                  {"name", row.name},
                                  {"goods", row.is_goods},
                                  {"output_musd", row.output},
                                  {"trade_musd", row.trade},
                                  {"trade_elasticity", row.trade_elasticity},
                                  {"mean_tariff_pct", 100 * row.mean_tariff}});
    }
    return print_json(value);
  }
  fmt::print("{}, {}, billion {}\n\n{:<5} {:<28} {:>9} {:>9} {:>9} {:>9} {:>8} {:>8}\n", baseline.info.name,
             baseline.info.year, baseline.info.currency, "code", "region", "GDP", "imports", "exports", "deficit",
             "revenue", "tariff %");
  for (const auto& row : countries) {
    fmt::print("{:<5} {:<28.28} {:>9.1f} {:>9.1f} {:>9.1f} {:>9.1f} {:>8.1f} {:>8.2f}\n", row.code, row.name,
               row.gdp / 1e3, row.imports / 1e3, row.exports / 1e3, row.deficit / 1e3, row.tariff_revenue / 1e3,
               100 * row.mean_tariff);
  }
  fmt::print("\n{:<5} {:<40} {:>10} {:>9} {:>7} {:>8}\n", "code", "sector", "output", "trade", "theta", "tariff %");
  for (const auto& row : sectors) {
    fmt::print("{:<5} {:<40.40} {:>10.1f} {:>9.1f} {:>7.2f} {:>8.2f}\n", row.code, row.name, row.output / 1e3,
               row.trade / 1e3, row.trade_elasticity, 100 * row.mean_tariff);
  }
}

void add_readers(Command& parent, int& exit_code) {
  const auto arguments = std::make_shared<BaselineArguments>();
  Command* checks = add_command(parent, "check", "Check a baseline folder: accounts, identities, tariffs, deficits",
                                "check data/world-2017", arguments);
  checks->add_option("baseline", arguments->folder, "Baseline folder")->required();
  checks->callback([arguments, &exit_code] { exit_code = check(*arguments) ? done : claim_failed; });
  Command* table = add_command(parent, "describe", "Print the country and sector tables of a baseline folder",
                               "describe data/world-2017", arguments);
  table->add_option("baseline", arguments->folder, "Baseline folder")->required();
  table->callback([arguments, &exit_code] {
    describe(*arguments);
    exit_code = done;
  });
}

}  // namespace

void add_baseline_commands(Command& app, int& exit_code) {
  Command* baseline = app.add_subcommand("baseline", "Check, describe, make and aggregate baseline folders");
  baseline->require_subcommand(1);
  baseline->footer("Example:  parley baseline check data/world-2017");
  add_readers(*baseline, exit_code);
  add_build(*baseline, exit_code);
  add_convert(*baseline, exit_code);
  add_aggregate(*baseline, exit_code);
}

}  // namespace parley::cli
