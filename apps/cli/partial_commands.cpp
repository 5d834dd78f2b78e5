#include <fmt/format.h>

#include "commands.hpp"
#include "parley/base/whole_output.hpp"
#include "parley/report/tables/partial_json.hpp"
#include "parley/report/words/partial_text.hpp"
#include "terminal.hpp"

namespace parley::cli {
namespace {

namespace fs = std::filesystem;

struct SmartArguments {
  study::SmartRequest request;
  fs::path out;
  bool is_linear = false;
  bool as_json = false;
};

void answer_smart(SmartArguments& arguments) {
  if (arguments.is_linear) arguments.request.diversion = partial::SmartDiversion::linear;
  const study::SmartStudy result = study::study_smart(arguments.request);
  if (!arguments.out.empty()) write_whole(arguments.out, partial::smart_csv(result.input, result.diversion));
  show("{}", arguments.as_json ? report::smart_json(result) : report::smart_text(result));
}

struct GsimArguments {
  study::GsimRequest request;
  fs::path out;
  bool is_francois_hall = false;
  bool as_json = false;
};

int answer_gsim(GsimArguments& arguments) {
  if (arguments.is_francois_hall) arguments.request.surplus = partial::ConsumerSurplus::francois_hall;
  const study::GsimStudy result = study::study_gsim(arguments.request);
  if (arguments.as_json) show("{}", report::gsim_json(result));
  if (result.effects.status != partial::GsimStatus::solved) {
    say(fmt::format("no solution: {}\n", to_string(result.effects.status)));
    return no_convergence;
  }
  if (!arguments.as_json) show("{}", report::gsim_text(result));
  if (!arguments.out.empty()) {
    write_whole(arguments.out, partial::gsim_pair_csv(result.input.market, result.effects));
  }
  return done;
}

void add_smart(Command& app) {
  auto [command, arguments] = add_command(
      app, answer_smart, "smart", "Trade creation, diversion, revenue, welfare of tariffs line by line",
      "Example:  parley smart scenarios/partial/smart-examples.csv --elasticities "
      "scenarios/partial/smart-elasticities.csv\n"
      "The file has columns product,partner,imports,tariff_before_pct,tariff_after_pct; docs/partial-equilibrium.md.");
  study::SmartRequest& request = arguments.request;
  command.add_option("lines", request.lines, "Imports by product and partner (CSV)")->required();
  command.add_option("--elasticities", request.elasticities, "Elasticities by product (CSV)");
  command
      .add_option("--import-demand", request.otherwise.import_demand,
                  "Import demand elasticity where the file has none")
      ->check(range(-1e6, 0.0));
  command
      .add_option("--substitution", request.otherwise.substitution,
                  "Substitution elasticity where the file has none [1.5]")
      ->check(range(0.0, 1e6));
  command
      .add_option("--export-supply", request.otherwise.export_supply,
                  "Export supply elasticity where the file has none [infinite]")
      ->check(range(1e-6, 1e6));
  command.add_flag("--linear", arguments.is_linear, "Linear diversion in place of the exact form");
  command.add_option("--out", arguments.out, "Effects by product and partner (CSV)");
  command.add_flag("--json", arguments.as_json, "Print JSON for machines");
}

void add_gsim(Command& app) {
  auto [command, arguments] = add_command(
      app, answer_gsim, "gsim", "World prices and welfare when duties on one product change anywhere",
      "Example:  parley gsim scenarios/partial/gsim-4x4/trade.csv --elasticities "
      "scenarios/partial/gsim-4x4/elasticities.csv\n"
      "The file has columns exporter,importer,trade,tariff_before_pct,tariff_after_pct; docs/partial-equilibrium.md.");
  study::GsimRequest& request = arguments.request;
  command.add_option("trade", request.trade, "Trade and duties by exporter and importer (CSV)")->required();
  command.add_option("--elasticities", request.elasticities, "Elasticities by country (CSV)");
  command.add_flag("--francois-hall", arguments.is_francois_hall,
                   "Consumer surplus as first published, for replication");
  command.add_option("--out", arguments.out, "Effects by exporter and importer (CSV)");
  command.add_flag("--json", arguments.as_json, "Print JSON for machines");
}

}  // namespace

void add_partial_commands(Command& app) {
  add_smart(app);
  add_gsim(app);
}

}  // namespace parley::cli
