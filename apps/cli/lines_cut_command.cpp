#include <fmt/format.h>

#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "commands.hpp"
#include "line_file_commands.hpp"
#include "parley/report/tables/whole_file.hpp"
#include "parley/tariff/law/cut_lines.hpp"
#include "parley/text/csv_head.hpp"

namespace parley::cli {
namespace {

struct CutArguments {
  std::filesystem::path lines;
  std::filesystem::path out;
  std::vector<std::string> formulas;
  std::string base = "bound";
  std::optional<double> mark_up_pct;
  tariff::LineRateColumns columns;
  bool as_json = false;
};

tariff::CutResult cut(const CutArguments& arguments) {
  tariff::CutOptions options{.base = arguments.base == "bound" ? tariff::CutBase::bound : tariff::CutBase::applied};
  if (arguments.mark_up_pct) options.unbound_mark_up = *arguments.mark_up_pct / 100;
  for (const std::string& formula : arguments.formulas) {
    options.formulas.push_back(tariff::parse_cut_formula(formula, {"", 0, 0, "--formula"}));
  }
  const text::CsvTable csv = text::read_csv_with_head(arguments.lines);
  return tariff::cut_lines(tariff::line_rates(csv, arguments.columns), options);
}

nlohmann::ordered_json json_of(const tariff::RateMeans& means) {
  nlohmann::ordered_json value{{"simple_before_pct", means.simple_before * 100},
                               {"simple_after_pct", means.simple_after * 100}};
  if (means.weighted_before) value["weighted_before_pct"] = *means.weighted_before * 100;
  if (means.weighted_after) value["weighted_after_pct"] = *means.weighted_after * 100;
  return value;
}

void print_json(const CutArguments& arguments, const tariff::CutResult& result) {
  nlohmann::ordered_json value{{"lines", result.lines.size()}, {"base", arguments.base}};
  for (const tariff::CutFormula& formula : result.formulas) value["formulas"].push_back(in_words(formula));
  value["applied"] = json_of(result.applied);
  if (result.bound) value["bound"] = json_of(*result.bound);
  value["applied_reduced"] = result.applied_reduced;
  value["only_bound_falls"] = result.only_bound_falls;
  value["unbound_kept"] = result.unbound_kept;
  value["above_bound_before"] = result.above_bound;
  if (!arguments.out.empty()) value["out"] = arguments.out.string();
  fmt::print("{}\n", value.dump(2));
}

void print_means(const char* name, const tariff::RateMeans& means) {
  fmt::print("{:<8} simple mean {:>7.3f} % -> {:>7.3f} %", name, means.simple_before * 100, means.simple_after * 100);
  if (means.weighted_before && means.weighted_after) {
    fmt::print(", weighted by imports {:>7.3f} % -> {:>7.3f} %", *means.weighted_before * 100,
               *means.weighted_after * 100);
  }
  fmt::print("\n");
}

void print_text(const CutArguments& arguments, const tariff::CutResult& result) {
  for (const tariff::CutFormula& formula : result.formulas) {
    fmt::print("{} on {} rates\n", in_words(formula), arguments.base);
  }
  print_means("applied", result.applied);
  if (result.bound) print_means("bound", *result.bound);
  fmt::print("{} lines: {} applied rates fall; on {} only the bound rate falls, the applied rate is below it already\n",
             result.lines.size(), result.applied_reduced, result.only_bound_falls);
  if (result.unbound_kept > 0) {
    fmt::print(
        "{} lines have no bound rate and stay as they are (--mark-up counts them at the applied rate plus some)\n",
        result.unbound_kept);
  }
  if (result.above_bound > 0) {
    fmt::print("{} lines were applied above their bound rate before the cut\n", result.above_bound);
  }
  if (!arguments.out.empty()) fmt::print("written to {}\n", arguments.out.string());
}

}  // namespace

void add_lines_cut_command(Command& app, int& exit_code) {
  auto arguments = std::make_shared<CutArguments>();
  Command* command = lines_group(app).add_subcommand("cut", "Cut the rates of a list by a negotiators' formula");
  command->footer(
      "Example:  parley lines cut scenarios/wto/rates-example.csv --formula \"swiss 8%\" --out after.csv\n"
      "Formulas: linear 36%, swiss 8%, girard 1, tiered 0%:50% 20%:57%, tiered doha-developed, cap 15%;\n"
      "          several are applied one after the other");
  command->add_option("lines", arguments->lines, "CSV file of lines with rates in percent")->required();
  command->add_option("--formula", arguments->formulas, "Cut formula")->required();
  command->add_option("--on", arguments->base, "Rates that the formula starts from")
      ->capture_default_str()
      ->check(one_of({"bound", "applied"}));
  command
      ->add_option("--mark-up", arguments->mark_up_pct, "Percentage points on top of the applied rate of unbound lines")
      ->check(range(0.0, 1000.0));
  command->add_option("--code", arguments->columns.code, "Column with the code")->capture_default_str();
  command->add_option("--applied", arguments->columns.applied, "Column with the applied rate")->capture_default_str();
  command->add_option("--bound", arguments->columns.bound, "Column with the bound rate")->capture_default_str();
  command->add_option("--value", arguments->columns.value, "Column with imports, for weighted means")
      ->capture_default_str();
  command->add_option("--out", arguments->out, "CSV file to write, rates before and after");
  command->add_flag("--json", arguments->as_json, "Print JSON for machines");
  command->callback([arguments, &exit_code] {
    const tariff::CutResult result = cut(*arguments);
    if (!arguments->out.empty()) {
      report::write_whole(arguments->out, tariff::cut_csv(result, arguments->lines.filename().string()));
    }
    arguments->as_json ? print_json(*arguments, result) : print_text(*arguments, result);
    exit_code = done;
  });
}

}  // namespace parley::cli
