
#include <fmt/format.h>

#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>

#include "commands.hpp"
#include "parley/base/error.hpp"
#include "parley/partial/list_design.hpp"
#include "parley/report/tables/whole_file.hpp"
#include "parley/text/csv.hpp"
#include "terminal.hpp"

namespace parley::cli {
namespace {

namespace fs = std::filesystem;
using nlohmann::ordered_json;

struct ListArguments {
  fs::path recipe;
  fs::path data;
  fs::path out;
  fs::path frontier;
  std::optional<double> budget_musd;
  std::optional<double> rate_pct;
  bool as_json = false;
};

/// The folder with the source tables: as given, else $PARLEY_SHARED/data.
fs::path data_folder(const fs::path& given) {
  const char* shared = std::getenv("PARLEY_SHARED");
  fs::path folder = given;
  if (folder.empty() && shared != nullptr && *shared != '\0') folder = fs::path(shared) / "data";
  if (folder.empty()) throw InputError({}, "no folder of source tables", "name it with --data DIR");
  if (!fs::is_directory(folder)) throw InputError({folder.string(), 0, 0, ""}, "no such folder", "--data DIR");
  return folder;
}

double millions(double usd) { return usd / 1e6; }

void print_totals(const std::string& label, const partial::ListTotals& totals) {
  const partial::LineEffect& effect = totals.effect;
  fmt::print("{:<34}{:>7}{:>12.1f}{:>12.1f}{:>12.1f}{:>12.1f}{:>12.1f}{:>10.4f}\n", label, totals.lines,
             millions(totals.imports), millions(effect.lost_sales), millions(effect.pressure), millions(effect.buyers),
             millions(effect.own_cost), totals.pressure_per_cost());
}

void print_head(const char* title) {
  fmt::print("\n{:<34}{:>7}{:>12}{:>12}{:>12}{:>12}{:>12}{:>10}\n", title, "lines", "imports", "lost sales", "pressure",
             "buyers", "own cost", "ratio");
}

void print_sources(const partial::ListRecipe& recipe, const partial::LineTable& table,
                   const partial::ListDesign& design) {
  fmt::print("{}\nmillion USD; {} lines, imports {:.1f}", recipe.title, table.lines.size(),
             millions(static_cast<double>(table.imports_usd)));
  if (table.scale != 1) fmt::print(" (the file's own values times {:.6f})", table.scale);
  fmt::print("\n{} lines can be listed, imports {:.1f}; of the others\n", design.candidates.size(),
             millions(design.candidate_imports));
  for (const partial::BarredTotal& each : table.barred) {
    fmt::print("  {:>5} lines {:>12.1f}  {}\n", each.lines, millions(static_cast<double>(each.imports_usd)),
               each.reason);
  }
  for (const partial::BarredTotal& each : table.doubtful) {
    fmt::print("doubtful but used: {} lines {:.1f}  {}\n", each.lines, millions(static_cast<double>(each.imports_usd)),
               each.reason);
  }
  for (std::size_t at = 0; at < partial::line_measure_count; ++at) {
    if (!recipe.measures[at]) fmt::print("not used, no source: {}\n", to_string(static_cast<partial::LineMeasure>(at)));
  }
  for (const std::string& note : recipe.notes) fmt::print("note: {}\n", note);
}

void print_design(const partial::ListRecipe& recipe, const partial::LineTable& table,
                  const partial::ListDesign& design) {
  print_sources(recipe, table, design);
  print_head("the list with the largest ratio");
  print_totals(fmt::format("designed, at {:g} %", 100 * recipe.rate), design.best.totals);
  fmt::print("{}: no list within the budget has a ratio above {:.6f}; proven gap {:.1e} ({} rounds)\n",
             to_string(design.status), design.ratio_bound, design.ratio_gap(), design.rounds);
  print_head("frontier, by price of own cost");
  for (const partial::DesignedList& each : design.frontier) {
    print_totals(std::isinf(each.cost_weight) ? "least own cost" : fmt::format("{:.4f}", each.cost_weight),
                 each.totals);
  }
  double worst = 0;
  for (const partial::DesignedList& each : design.frontier) worst = std::max(worst, each.gap());
  fmt::print("each point's proven gap is at most {:.1e}\n", worst);
  if (design.compared.empty()) return;
  print_head("beside what was done");
  for (const partial::ListComparison& each : design.compared) {
    print_totals(each.id, each.totals);
    print_totals("  designed, same dollars and rate", each.designed_same_budget);
    fmt::print("  {} lines are named, {} of them not in the trade; {} of the listed lines, {:.1f}, cannot be valued\n",
               each.named_lines, each.unmatched_lines, each.barred_lines, millions(each.barred_imports));
    fmt::print("  on the budget's list too: {} lines, {:.1f}; proven gap of the list beside it {:.1e}\n",
               each.shared_lines, millions(each.shared_imports), each.designed_same_budget_gap);
  }
}

ordered_json to_json(const partial::ListTotals& totals) {
  return {{"lines", totals.lines},
          {"imports_usd", totals.imports},
          {"lost_sales_usd", totals.effect.lost_sales},
          {"pressure_usd", totals.effect.pressure},
          {"buyers_usd", totals.effect.buyers},
          {"welfare_loss_usd", totals.effect.welfare_loss},
          {"own_cost_usd", totals.effect.own_cost},
          {"pressure_per_own_cost", totals.pressure_per_cost()}};
}

ordered_json to_json(const partial::LineTable& table, const partial::ListDesign& design) {
  ordered_json value{{"status", to_string(design.status)},
                     {"lines", table.lines.size()},
                     {"imports_usd", table.imports_usd},
                     {"candidates", design.candidates.size()},
                     {"candidate_imports_usd", design.candidate_imports},
                     {"designed", to_json(design.best.totals)},
                     {"ratio_bound", design.ratio_bound},
                     {"proven_gap", design.ratio_gap()}};
  for (const partial::BarredTotal& each : table.barred) {
    value["barred"].push_back({{"reason", each.reason}, {"lines", each.lines}, {"imports_usd", each.imports_usd}});
  }
  for (const partial::BarredTotal& each : table.doubtful) {
    value["doubtful"].push_back({{"reason", each.reason}, {"lines", each.lines}, {"imports_usd", each.imports_usd}});
  }
  for (const partial::DesignedList& each : design.frontier) {
    ordered_json point = to_json(each.totals);
    // JSON has no infinity: the point of least own cost has no price.
    point["cost_weight"] = std::isinf(each.cost_weight) ? ordered_json(nullptr) : ordered_json(each.cost_weight);
    point["proven_gap"] = each.gap();
    value["frontier"].push_back(std::move(point));
  }
  for (const partial::ListComparison& each : design.compared) {
    value["compared"].push_back({{"id", each.id},
                                 {"named_lines", each.named_lines},
                                 {"unmatched_lines", each.unmatched_lines},
                                 {"list", to_json(each.totals)},
                                 {"barred_lines", each.barred_lines},
                                 {"barred_imports_usd", each.barred_imports},
                                 {"shared_lines", each.shared_lines},
                                 {"shared_imports_usd", each.shared_imports},
                                 {"designed_same_dollars", to_json(each.designed_same_budget)},
                                 {"proven_gap", each.designed_same_budget_gap}});
  }
  return value;
}

int design(const ListArguments& arguments) {
  partial::ListRecipe recipe =
      partial::parse_list_recipe(text::read_bytes(arguments.recipe), arguments.recipe.string());
  if (arguments.budget_musd) recipe.budget_usd = 1e6 * *arguments.budget_musd;
  if (arguments.rate_pct) recipe.rate = *arguments.rate_pct / 100;
  TerminalObserver observer;
  const partial::LineTable table = partial::read_lines(recipe, data_folder(arguments.data));
  const partial::ListDesign result = partial::design_list(table, recipe, observer);
  observer.finish();
  if (result.status == partial::DesignStatus::band_not_met || result.status == partial::DesignStatus::cancelled) {
    fmt::print(stderr, "no solution: {} (lines that can be listed: {:.1f} million USD)\n", to_string(result.status),
               millions(result.candidate_imports));
    return no_convergence;
  }
  if (!arguments.out.empty()) report::write_whole(arguments.out, partial::design_csv(table, recipe, result));
  if (!arguments.frontier.empty()) report::write_whole(arguments.frontier, partial::frontier_csv(result));
  if (arguments.as_json) {
    fmt::print("{}\n", to_json(table, result).dump(2));
  } else {
    print_design(recipe, table, result);
  }
  return done;
}

}  // namespace

void add_list_commands(Command& app, int& exit_code) {
  Command* group = app.add_subcommand("list", "Lists of tariff lines");
  group->require_subcommand(1);
  auto arguments = std::make_shared<ListArguments>();
  Command* command =
      group->add_subcommand("design", "Choose lines for a budget: most pressure on the partner per own cost");
  command->footer("Example:  parley list design scenarios/lists/china-3bn.toml --data DIR --out china-3bn.csv");
  command->add_option("recipe", arguments->recipe, "Recipe (TOML); docs/list-design.md")->required();
  command->add_option("--data", arguments->data, "Folder with the source tables [$PARLEY_SHARED/data]");
  command->add_option("--budget-musd", arguments->budget_musd, "Budget in place of the recipe's")
      ->check(range(1e-3, 1e8));
  command->add_option("--rate-pct", arguments->rate_pct, "Additional duty in place of the recipe's")
      ->check(range(1e-3, 1e3));
  command->add_option("--out", arguments->out, "Every line, its effect and why it is in or out (CSV)");
  command->add_option("--frontier", arguments->frontier, "Own cost against pressure (CSV)");
  command->add_flag("--json", arguments->as_json, "Print JSON for machines");
  command->callback([arguments, &exit_code] { exit_code = design(*arguments); });
}

}  // namespace parley::cli
