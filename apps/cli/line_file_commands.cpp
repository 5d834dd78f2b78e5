#include "line_file_commands.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "commands.hpp"
#include "files.hpp"
#include "parley/data/asset_folders.hpp"
#include "parley/nomenclature/read_vintage.hpp"
#include "parley/report/tables/line_files_json.hpp"
#include "parley/report/tables/whole_file.hpp"
#include "parley/report/words/line_files_text.hpp"
#include "parley/text/csv.hpp"
#include "terminal.hpp"

namespace parley::cli {
namespace {

namespace fs = std::filesystem;

void print_written(const fs::path& out) {
  if (!out.empty()) fmt::print("written to {}\n", out.string());
}

struct LinesConvertArguments {
  study::LineConversionRequest request;
  fs::path out;
  fs::path table;
  std::string from;
  std::string to;
  std::string rule = "equal";
  bool as_json = false;
};

void answer_lines_convert(const LinesConvertArguments& arguments) {
  study::LineConversionRequest request = arguments.request;
  fs::path file = arguments.table;
  if (file.empty()) file = data::find_data_file("hs-editions.csv", request.lines, shipped_assets());
  const nomenclature::VintageTable table = nomenclature::read_vintages(file);
  request.from = nomenclature::parse_vintage(arguments.from, table, {"", 0, 0, "--from"});
  request.to = nomenclature::parse_vintage(arguments.to, table, {"", 0, 0, "--to"});
  if (arguments.rule == "same-code") request.rule = nomenclature::SplitRule::same_code;
  const study::LineConversion converted = study::convert_line_file(table, request);
  if (!arguments.out.empty()) {
    report::write_whole(arguments.out, nomenclature::conversion_csv(converted.conversion, converted.list, request.to,
                                                                    report::conversion_head(converted)));
  }
  if (arguments.as_json) {
    fmt::print("{}", report::conversion_json(converted, arguments.out.string()));
    return;
  }
  fmt::print("{}", report::conversion_text(converted));
  print_written(arguments.out);
}

void add_lines_convert_command(Command& group, int& exit_code) {
  Command* command =
      group.add_subcommand("convert", "Carry codes, with or without values, to another edition of the HS");
  LinesConvertArguments& arguments = answered_by(answer_lines_convert, *command, exit_code);
  study::LineConversionRequest& request = arguments.request;
  command->footer(
      "Example:  parley lines convert scenarios/wto/cn-128-lines.csv --code hs8 --hs6 --from 2017 --to 2012 --out "
      "hs2012.csv");
  command->add_option("lines", request.lines, "CSV file of lines")->required();
  command->add_option("--from", arguments.from, "Edition of the codes, such as 2017 or HS2017")->required();
  command->add_option("--to", arguments.to, "Edition wanted")->required();
  command->add_option("--code", request.code_column, "Column with the code")->capture_default_str();
  command->add_option("--value", request.value_column, "Column with values to carry along [none]");
  command->add_flag("--hs6", request.cut_to_six, "Cut longer codes to six digits and add their values up");
  command->add_option("--split", arguments.rule, "Where the value of a split code goes")
      ->capture_default_str()
      ->check(one_of({"equal", "same-code"}));
  command->add_option("--weights", request.weights, "CSV file of values by code of the edition wanted, to split by");
  command->add_option("--weight-code", request.weight_code_column, "Its column with the code")->capture_default_str();
  command->add_option("--weight-value", request.weight_value_column, "Its column with the value")
      ->capture_default_str();
  command->add_option("--table", arguments.table, "Correlation table [data/hs-editions.csv]");
  command->add_option("--out", arguments.out, "CSV file to write");
  command->add_flag("--json", arguments.as_json, "Print JSON for machines");
}

struct LinesEditionsArguments {
  fs::path table;
  fs::path out;
};

void answer_lines_editions(const LinesEditionsArguments& arguments) {
  const nomenclature::VintageTable table = nomenclature::read_vintages(arguments.table);
  report::write_whole(arguments.out, nomenclature::vintages_csv(table, report::editions_head()));
  fmt::print("{}", report::editions_text(table));
  print_written(arguments.out);
}

void add_lines_editions_command(Command& group, int& exit_code) {
  Command* command = group.add_subcommand("editions", "Rewrite a correlation table of the United Nations in our form");
  LinesEditionsArguments& arguments = answered_by(answer_lines_editions, *command, exit_code);
  command->footer("Example:  parley lines editions hs6_vintage_concordance_un.csv --out data/hs-editions.csv");
  command->add_option("table", arguments.table, "Correlation table (CSV)")->required();
  command->add_option("--out", arguments.out, "File to write")->required();
}

struct LinesCutArguments {
  fs::path lines;
  fs::path out;
  std::vector<std::string> formulas;
  std::string base = "bound";
  std::optional<double> mark_up_pct;
  tariff::LineRateColumns columns;
  bool as_json = false;
};

void answer_lines_cut(const LinesCutArguments& arguments) {
  tariff::CutOptions options;
  if (arguments.base == "applied") options.base = tariff::CutBase::applied;
  if (arguments.mark_up_pct) options.unbound_mark_up = *arguments.mark_up_pct / 100;
  for (const std::string& formula : arguments.formulas) {
    options.formulas.push_back(tariff::parse_cut_formula(formula, {"", 0, 0, "--formula"}));
  }
  const text::CsvTable csv = text::read_csv(arguments.lines);
  const tariff::CutResult result = tariff::cut_lines(tariff::line_rates(csv, arguments.columns), options);
  if (!arguments.out.empty()) {
    report::write_whole(arguments.out, tariff::cut_csv(result, arguments.lines.filename().string()));
  }
  if (arguments.as_json) {
    fmt::print("{}", report::cut_json(result, options.base, arguments.out.string()));
    return;
  }
  fmt::print("{}", report::cut_text(result, options.base));
  print_written(arguments.out);
}

struct LinesImportArguments {
  fs::path file;
  fs::path out;
  fs::path countries;
  std::string format;
  customs::ImportOptions options;
  bool as_json = false;
};

void answer_lines_import(const LinesImportArguments& arguments) {
  customs::ImportOptions options = arguments.options;
  options.format = customs::parse_import_format(arguments.format, {"", 0, 0, "--format"});
  if (!arguments.countries.empty()) options.countries.add(text::read_csv(arguments.countries));
  TerminalObserver observer;
  const study::ImportedDownload result = study::import_download(arguments.file, arguments.format, options, observer);
  observer.finish();
  report::write_whole(arguments.out, customs::imported_csv(result.imported, result.head));
  if (arguments.as_json) {
    fmt::print("{}", report::imported_json(result.imported, arguments.format, arguments.out.string()));
    return;
  }
  for (const std::string& line : result.head) fmt::print("{}\n", line);
  print_written(arguments.out);
}

}  // namespace

Command& lines_group(Command& app) {
  if (Command* found = app.subcommand("lines")) return *found;
  Command* group = app.add_subcommand("lines", "Tariff lines: duties, lists, cuts, editions of the nomenclature");
  group->require_subcommand(1);
  return *group;
}

void add_lines_convert_commands(Command& app, int& exit_code) {
  add_lines_convert_command(lines_group(app), exit_code);
  add_lines_editions_command(lines_group(app), exit_code);
}

void add_lines_cut_command(Command& app, int& exit_code) {
  Command* command = lines_group(app).add_subcommand("cut", "Cut the rates of a list by a negotiators' formula");
  LinesCutArguments& arguments = answered_by(answer_lines_cut, *command, exit_code);
  command->footer(
      "Example:  parley lines cut scenarios/wto/rates-example.csv --formula \"swiss 8%\" --out after.csv\n"
      "Formulas: linear 36%, swiss 8%, girard 1, tiered 0%:50% 20%:57%, tiered doha-developed, cap 15%;\n"
      "          several are applied one after the other");
  command->add_option("lines", arguments.lines, "CSV file of lines with rates in percent")->required();
  command->add_option("--formula", arguments.formulas, "Cut formula")->required();
  command->add_option("--on", arguments.base, "Rates that the formula starts from")
      ->capture_default_str()
      ->check(one_of({"bound", "applied"}));
  command
      ->add_option("--mark-up", arguments.mark_up_pct, "Percentage points on top of the applied rate of unbound lines")
      ->check(range(0.0, 1000.0));
  command->add_option("--code", arguments.columns.code, "Column with the code")->capture_default_str();
  command->add_option("--applied", arguments.columns.applied, "Column with the applied rate")->capture_default_str();
  command->add_option("--bound", arguments.columns.bound, "Column with the bound rate")->capture_default_str();
  command->add_option("--value", arguments.columns.value, "Column with imports, for weighted means")
      ->capture_default_str();
  command->add_option("--out", arguments.out, "CSV file to write, rates before and after");
  command->add_flag("--json", arguments.as_json, "Print JSON for machines");
}

void add_lines_import_command(Command& app, int& exit_code) {
  Command* command =
      lines_group(app).add_subcommand("import", "Bring a download of trade or tariff statistics into our form");
  LinesImportArguments& arguments = answered_by(answer_lines_import, *command, exit_code);
  customs::ImportOptions& options = arguments.options;
  command->footer(
      "Example:  parley lines import --format comtrade TradeData.csv --out trade.csv\n"
      "Formats:  comtrade (UN Comtrade CSV, before and since 2022), baci (CEPII), dataweb (USITC), wits (TRAINS "
      "tariffs)");
  command->add_option("file", arguments.file, "File as downloaded (CSV)")->required();
  command->add_option("--format", arguments.format, "Where it comes from")
      ->required()
      ->check(one_of({"comtrade", "baci", "dataweb", "wits"}));
  command->add_option("--out", arguments.out, "CSV file to write")->required();
  command->add_option("--digits", options.digits, "Digits of the codes to keep")
      ->capture_default_str()
      ->check(range(2, 10));
  command->add_option("--flow", options.flow, "comtrade: the flow to take")->check(one_of({"import", "export"}));
  command->add_option("--measure", options.measure, "dataweb: the data type to take, such as \"Customs Value\"");
  command->add_option("--kind", options.kind, "wits: the kind of rate to take [all]")
      ->check(one_of({"mfn", "preferential", "applied", "bound"}));
  command->add_option("--nomenclature", options.nomenclature, "Edition of the codes where the file does not say");
  command->add_option("--year", options.years, "Years to keep [all]");
  command->add_option("--importer", options.importers, "Importers to keep [all]");
  command->add_option("--exporter", options.exporters, "Exporters to keep [all]");
  command->add_option(
      "--countries", arguments.countries,
      "CSV file country_code,country_name,country_iso2,country_iso3 (as CEPII's) that goes before our list");
  command->add_flag("--json", arguments.as_json, "Print JSON for machines");
}

}  // namespace parley::cli
