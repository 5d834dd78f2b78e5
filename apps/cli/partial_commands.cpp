
#include <fmt/format.h>

#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>

#include "commands.hpp"
#include "parley/base/error.hpp"
#include "parley/partial/gsim_file.hpp"
#include "parley/partial/smart_file.hpp"
#include "parley/report/tables/whole_file.hpp"
#include "parley/text/csv.hpp"

namespace parley::cli {
namespace {

namespace fs = std::filesystem;
using nlohmann::ordered_json;

struct SmartArguments {
  fs::path lines;
  fs::path elasticities;
  fs::path out;
  std::optional<double> import_demand;
  std::optional<double> substitution;
  std::optional<double> export_supply;
  bool linear = false;
  bool as_json = false;
};

partial::SmartInput read_smart(const SmartArguments& arguments) {
  partial::SmartElasticityTable table;
  if (!arguments.elasticities.empty()) {
    table =
        partial::parse_smart_elasticities(text::read_bytes(arguments.elasticities), arguments.elasticities.string());
  }
  if (arguments.import_demand) table.otherwise.import_demand = arguments.import_demand;
  if (arguments.substitution) table.otherwise.substitution = arguments.substitution;
  if (arguments.export_supply) table.otherwise.export_supply = arguments.export_supply;
  return partial::parse_smart(text::read_bytes(arguments.lines), arguments.lines.string(), table);
}

struct SmartSums {
  partial::SmartTotal all;
  std::vector<partial::SmartTotal> of_product;
};

SmartSums sums(const partial::SmartInput& input, partial::SmartDiversion form) {
  SmartSums result;
  std::vector<partial::SmartEffect> effects;
  for (const partial::SmartProduct& product : input.products) {
    partial::smart_effects(product, form, effects);
    result.of_product.push_back(partial::smart_total(product, effects));
    result.all += result.of_product.back();
  }
  return result;
}

ordered_json to_json(const partial::SmartTotal& total) {
  return {{"imports_before", total.imports_before},
          {"imports_after", total.imports_after},
          {"trade_creation", total.trade_creation},
          {"gross_diversion", total.gross_diversion},
          {"revenue_before", total.revenue_before},
          {"revenue_after", total.revenue_after},
          {"consumer_surplus_on_change", total.consumer_surplus},
          {"revenue_on_change", total.revenue_on_change},
          {"welfare", total.welfare},
          {"clipped_rows", total.clipped}};
}

void print_smart(const partial::SmartInput& input, const SmartSums& sum) {
  const partial::SmartTotal& all = sum.all;
  const std::pair<const char*, double> lines[] = {
      {"imports before", all.imports_before},
      {"imports after", all.imports_after},
      {"trade creation", all.trade_creation},
      {"trade diverted between partners", all.gross_diversion},
      {"tariff revenue before", all.revenue_before},
      {"tariff revenue after", all.revenue_after},
      {"consumer surplus on the change of imports (triangle)", all.consumer_surplus},
      {"tariff revenue on the change of imports (rectangle)", all.revenue_on_change},
      {"welfare, the sum of the two", all.welfare}};
  for (const auto& [label, value] : lines) fmt::print("{:<54} {:>18.6f}\n", label, value);
  fmt::print("{} products; {} rows were clipped{}\n", input.products.size(), all.clipped,
             all.clipped > 0 ? " (column clip of the --out file says how)" : "");
  for (const std::string& each : input.notes) fmt::print("note: {}\n", each);
  fmt::print("Not in it: income effects, domestic producers, links between products; linear in prices.\n");
}

void run_smart(const SmartArguments& arguments) {
  const partial::SmartInput input = read_smart(arguments);
  const partial::SmartDiversion form =
      arguments.linear ? partial::SmartDiversion::linear : partial::SmartDiversion::exact;
  const SmartSums sum = sums(input, form);
  if (!arguments.out.empty()) report::write_whole(arguments.out, partial::smart_csv(input, form));
  if (!arguments.as_json) return print_smart(input, sum);
  ordered_json value{{"total", to_json(sum.all)}, {"notes", input.notes}};
  for (std::size_t at = 0; at < sum.of_product.size(); ++at) {
    ordered_json product{{"product", input.products[at].code}};
    product.update(to_json(sum.of_product[at]));
    value["products"].push_back(std::move(product));
  }
  fmt::print("{}\n", value.dump(2));
}

struct GsimArguments {
  fs::path trade;
  fs::path elasticities;
  fs::path out;
  bool francois_hall = false;
  bool as_json = false;
};

ordered_json to_json(const partial::GsimMarket& market, const partial::GsimEffects& effects) {
  ordered_json value{{"status", to_string(effects.status)}};
  if (effects.status != partial::GsimStatus::solved) return value;
  value["clipped_flows"] = effects.clipped_flows;
  value["clipped_trade"] = effects.clipped_trade;
  for (const Country n : all<Country>(market.countries.size())) {
    value["countries"].push_back({{"country", market.countries[n.value()]},
                                  {"world_price_pct", 100 * effects.world_price_change(exporter(n))},
                                  {"composite_price_pct", 100 * effects.composite_price_change(importer(n))},
                                  {"producer_surplus", effects.producer_surplus(n)},
                                  {"consumer_surplus", effects.consumer_surplus(n)},
                                  {"tariff_revenue_change", effects.tariff_revenue(n)},
                                  {"welfare", effects.welfare(n)}});
  }
  return value;
}

void print_gsim(const partial::GsimInput& input, const partial::GsimEffects& effects) {
  fmt::print("{:<10}{:>14}{:>14}{:>18}{:>18}{:>18}{:>18}\n", "", "world price", "import price", "producers",
             "consumers", "tariff revenue", "welfare");
  for (const Country n : all<Country>(input.market.countries.size())) {
    fmt::print("{:<10}{:>13.4f}%{:>13.4f}%{:>18.6f}{:>18.6f}{:>18.6f}{:>18.6f}\n", input.market.countries[n.value()],
               100 * effects.world_price_change(exporter(n)), 100 * effects.composite_price_change(importer(n)),
               effects.producer_surplus(n), effects.consumer_surplus(n), effects.tariff_revenue(n), effects.welfare(n));
  }
  for (const std::string& each : input.notes) fmt::print("note: {}\n", each);
  if (effects.clipped_flows > 0) {
    fmt::print(
        "note: {} flows, {:.3f} of base trade, would fall by over 100 %: set to zero; too large a change for a "
        "linear model\n",
        effects.clipped_flows, effects.clipped_trade);
  }
}

int run_gsim(const GsimArguments& arguments) {
  partial::GsimInput input = partial::parse_gsim(text::read_bytes(arguments.trade), arguments.trade.string());
  if (arguments.elasticities.empty()) {
    input.notes.emplace_back("elasticities of all countries: import demand -1.25, export supply 1.5, substitution 5");
  } else {
    partial::set_gsim_elasticities(input, text::read_bytes(arguments.elasticities), arguments.elasticities.string());
  }
  const partial::GsimEffects effects =
      partial::gsim_effects(input.market, arguments.francois_hall ? partial::ConsumerSurplus::francois_hall
                                                                  : partial::ConsumerSurplus::second_order);
  const bool solved = effects.status == partial::GsimStatus::solved;
  if (arguments.as_json) fmt::print("{}\n", to_json(input.market, effects).dump(2));
  if (!solved) {
    fmt::print(stderr, "no solution: {}\n", to_string(effects.status));
    return no_convergence;
  }
  if (!arguments.as_json) print_gsim(input, effects);
  if (!arguments.out.empty()) {
    report::write_whole(arguments.out, partial::gsim_pair_csv(input.market, effects));
  }
  return done;
}

void add_smart(Command& app, int& exit_code) {
  auto arguments = std::make_shared<SmartArguments>();
  Command* command = app.add_subcommand("smart", "Trade creation, diversion, revenue, welfare of tariffs line by line");
  command->footer(
      "Example:  parley smart scenarios/partial/smart-examples.csv --elasticities "
      "scenarios/partial/smart-elasticities.csv\n"
      "The file has columns product,partner,imports,tariff_before_pct,tariff_after_pct; docs/partial-equilibrium.md.");
  command->add_option("lines", arguments->lines, "Imports by product and partner (CSV)")->required();
  command->add_option("--elasticities", arguments->elasticities, "Elasticities by product (CSV)");
  command->add_option("--import-demand", arguments->import_demand, "Import demand elasticity where the file has none")
      ->check(range(-1e6, 0.0));
  command
      ->add_option("--substitution", arguments->substitution, "Substitution elasticity where the file has none [1.5]")
      ->check(range(0.0, 1e6));
  command
      ->add_option("--export-supply", arguments->export_supply,
                   "Export supply elasticity where the file has none [infinite]")
      ->check(range(1e-6, 1e6));
  command->add_flag("--linear", arguments->linear, "Linear diversion in place of the exact form");
  command->add_option("--out", arguments->out, "Effects by product and partner (CSV)");
  command->add_flag("--json", arguments->as_json, "Print JSON for machines");
  command->callback([arguments, &exit_code] {
    run_smart(*arguments);
    exit_code = done;
  });
}

void add_gsim(Command& app, int& exit_code) {
  auto arguments = std::make_shared<GsimArguments>();
  Command* command = app.add_subcommand("gsim", "World prices and welfare when duties on one product change anywhere");
  command->footer(
      "Example:  parley gsim scenarios/partial/gsim-4x4/trade.csv --elasticities "
      "scenarios/partial/gsim-4x4/elasticities.csv\n"
      "The file has columns exporter,importer,trade,tariff_before_pct,tariff_after_pct; docs/partial-equilibrium.md.");
  command->add_option("trade", arguments->trade, "Trade and duties by exporter and importer (CSV)")->required();
  command->add_option("--elasticities", arguments->elasticities, "Elasticities by country (CSV)");
  command->add_flag("--francois-hall", arguments->francois_hall,
                    "Consumer surplus as first published, for replication");
  command->add_option("--out", arguments->out, "Effects by exporter and importer (CSV)");
  command->add_flag("--json", arguments->as_json, "Print JSON for machines");
  command->callback([arguments, &exit_code] { exit_code = run_gsim(*arguments); });
}

}  // namespace

void add_partial_commands(Command& app, int& exit_code) {
  add_smart(app, exit_code);
  add_gsim(app, exit_code);
}

}  // namespace parley::cli
