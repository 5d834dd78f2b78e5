#include <fmt/format.h>

#include "commands.hpp"
#include "parley/base/whole_output.hpp"
#include "parley/partial/list_csv.hpp"
#include "parley/report/tables/partial_json.hpp"
#include "parley/report/words/partial_text.hpp"
#include "shipped_files.hpp"
#include "terminal.hpp"

namespace parley::cli {
namespace {

namespace fs = std::filesystem;

struct ListArguments {
  study::ListDesignRequest request;
  fs::path data;
  fs::path out;
  fs::path frontier;
  std::optional<double> budget_musd;
  std::optional<double> rate_pct;
  bool as_json = false;
};

int answer_list_design(ListArguments& arguments) {
  study::ListDesignRequest& request = arguments.request;
  if (arguments.budget_musd) request.budget_usd = 1e6 * *arguments.budget_musd;
  if (arguments.rate_pct) request.rate = *arguments.rate_pct / 100;
  request.sources = shipped::sources_folder(arguments.data, "--data");
  const study::ListDesignStudy result = observed(study::design_line_list, request);
  const partial::DesignStatus status = result.design.status;
  if (status == partial::DesignStatus::band_not_met || status == partial::DesignStatus::cancelled) {
    say(fmt::format("no solution: {}\n", report::no_list_text(result.design)));
    return no_convergence;
  }
  if (!arguments.out.empty()) {
    write_whole(arguments.out, partial::design_csv(result.table, result.recipe, result.design));
  }
  if (!arguments.frontier.empty()) write_whole(arguments.frontier, partial::frontier_csv(result.design));
  show("{}", arguments.as_json ? report::list_design_json(result) : report::list_design_text(result));
  return done;
}

}  // namespace

void add_list_commands(Command& app) {
  Command& group = add_group(app, "list", "Lists of tariff lines");
  auto [command, arguments] = add_command(
      group, answer_list_design, "design", "Choose lines for a budget: most pressure on the partner per own cost",
      "Example:  parley list design scenarios/lists/china-3bn.toml --data DIR --out china-3bn.csv");
  command.add_option("recipe", arguments.request.recipe, "Recipe (TOML); docs/list-design.md")->required();
  command.add_option("--data", arguments.data, "Folder with the source tables [$PARLEY_SHARED/data]");
  command.add_option("--budget-musd", arguments.budget_musd, "Budget in place of the recipe's")
      ->check(range(1e-3, 1e8));
  command.add_option("--rate-pct", arguments.rate_pct, "Additional duty in place of the recipe's")
      ->check(range(1e-3, 1e3));
  command.add_option("--out", arguments.out, "Every line, its effect and why it is in or out (CSV)");
  command.add_option("--frontier", arguments.frontier, "Own cost against pressure (CSV)");
  command.add_flag("--json", arguments.as_json, "Print JSON for machines");
}

}  // namespace parley::cli
