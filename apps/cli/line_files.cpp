#include <fmt/format.h>

#include "commands.hpp"
#include "parley/base/whole_output.hpp"
#include "parley/data/asset_folders.hpp"
#include "parley/nomenclature/read_vintage.hpp"
#include "parley/report/tables/line_files_json.hpp"
#include "parley/report/words/line_files_text.hpp"
#include "parley/text/csv.hpp"
#include "shipped_files.hpp"
#include "terminal.hpp"

namespace parley::cli {
namespace {

namespace fs = std::filesystem;

struct LinesConvertArguments {
  study::LineConversionRequest request;
  fs::path out;
  fs::path table;
  std::string from;
  std::string to;
  bool as_json = false;
};

void answer_lines_convert(LinesConvertArguments& arguments) {
  study::LineConversionRequest& request = arguments.request;
  fs::path file = arguments.table;
  if (file.empty()) file = data::find_data_file("hs-editions.csv", request.lines, shipped::assets());
  const nomenclature::VintageTable table = nomenclature::read_vintages(file);
  request.from = nomenclature::parse_vintage(arguments.from, table, {"", 0, 0, "--from"});
  request.to = nomenclature::parse_vintage(arguments.to, table, {"", 0, 0, "--to"});
  const study::LineConversion converted = study::convert_line_file(table, request);
  const std::string out = arguments.out.string();
  if (!out.empty()) {
    write_whole(out, nomenclature::conversion_csv(converted.conversion, converted.list, request.to,
                                                  report::conversion_head(converted)));
  }
  show("{}", arguments.as_json ? report::conversion_json(converted, out) : report::conversion_text(converted, out));
}

void add_lines_convert_command(Command& group) {
  auto [command, arguments] = add_command(
      group, answer_lines_convert, "convert", "Carry codes, with or without values, to another edition of the HS",
      "Example:  parley lines convert scenarios/wto/cn-128-lines.csv --code hs8 --hs6 --from 2017 --to 2012 --out "
      "hs2012.csv");
  study::LineConversionRequest& request = arguments.request;
  command.add_option("lines", request.lines, "CSV file of lines")->required();
  command.add_option("--from", arguments.from, "Edition of the codes, such as 2017 or HS2017")->required();
  command.add_option("--to", arguments.to, "Edition wanted")->required();
  command.add_setting("--code", request.code_column, "Column with the code");
  command.add_option("--value", request.value_column, "Column with values to carry along [none]");
  command.add_flag("--hs6", request.cut_to_six, "Cut longer codes to six digits and add their values up");
  using Rule = nomenclature::SplitRule;
  command.add_choice<Rule>("--split", request.rule, {{"equal", Rule::equal}, {"same-code", Rule::same_code}},
                           "Where the value of a split code goes");
  command.add_option("--weights", request.weights, "CSV file of values by code of the edition wanted, to split by");
  command.add_setting("--weight-code", request.weight_code_column, "Its column with the code");
  command.add_setting("--weight-value", request.weight_value_column, "Its column with the value");
  command.add_option("--table", arguments.table, "Correlation table [data/hs-editions.csv]");
  command.add_option("--out", arguments.out, "CSV file to write");
  command.add_flag("--json", arguments.as_json, "Print JSON for machines");
}

struct LinesEditionsArguments {
  fs::path table;
  fs::path out;
};

void answer_lines_editions(const LinesEditionsArguments& arguments) {
  const nomenclature::VintageTable table = nomenclature::read_vintages(arguments.table);
  write_whole(arguments.out, nomenclature::vintages_csv(table, report::editions_head()));
  show("{}", report::editions_text(table, arguments.out.string()));
}

void add_lines_editions_command(Command& group) {
  auto [command, arguments] = add_command(
      group, answer_lines_editions, "editions", "Rewrite a correlation table of the United Nations in our form",
      "Example:  parley lines editions hs6_vintage_concordance_un.csv --out data/hs-editions.csv");
  command.add_option("table", arguments.table, "Correlation table (CSV)")->required();
  command.add_option("--out", arguments.out, "File to write")->required();
}

struct LinesCutArguments {
  fs::path lines;
  fs::path out;
  std::vector<std::string> formulas;
  tariff::CutOptions options;
  std::optional<double> mark_up_pct;
  tariff::LineRateColumns columns;
  bool as_json = false;
};

void answer_lines_cut(LinesCutArguments& arguments) {
  tariff::CutOptions& options = arguments.options;
  if (arguments.mark_up_pct) options.unbound_mark_up = *arguments.mark_up_pct / 100;
  for (const std::string& formula : arguments.formulas)
    options.formulas.push_back(tariff::parse_cut_formula(formula, {"", 0, 0, "--formula"}));
  const text::CsvTable csv = text::read_csv(arguments.lines);
  const tariff::CutResult result = tariff::cut_lines(tariff::line_rates(csv, arguments.columns), options);
  const std::string out = arguments.out.string();
  if (!out.empty()) write_whole(out, tariff::cut_csv(result, arguments.lines.filename().string()));
  show("{}",
       arguments.as_json ? report::cut_json(result, options.base, out) : report::cut_text(result, options.base, out));
}

void add_lines_cut_command(Command& group) {
  auto [command, arguments] =
      add_command(group, answer_lines_cut, "cut", "Cut the rates of a list by a negotiators' formula",
                  "Example:  parley lines cut scenarios/wto/rates-example.csv --formula \"swiss 8%\" --out after.csv\n"
                  "Formulas: linear 36%, swiss 8%, girard 1, tiered 0%:50% 20%:57%, tiered doha-developed, cap 15%;\n"
                  "          several are applied one after the other");
  command.add_option("lines", arguments.lines, "CSV file of lines with rates in percent")->required();
  command.add_option("--formula", arguments.formulas, "Cut formula")->required();
  using Base = tariff::CutBase;
  command.add_choice<Base>("--on", arguments.options.base, {{"bound", Base::bound}, {"applied", Base::applied}},
                           "Rates that the formula starts from");
  command
      .add_option("--mark-up", arguments.mark_up_pct, "Percentage points on top of the applied rate of unbound lines")
      ->check(range(0.0, 1000.0));
  command.add_setting("--code", arguments.columns.code, "Column with the code");
  command.add_setting("--applied", arguments.columns.applied, "Column with the applied rate");
  command.add_setting("--bound", arguments.columns.bound, "Column with the bound rate");
  command.add_setting("--value", arguments.columns.value, "Column with imports, for weighted means");
  command.add_option("--out", arguments.out, "CSV file to write, rates before and after");
  command.add_flag("--json", arguments.as_json, "Print JSON for machines");
}

struct LinesImportArguments {
  fs::path file;
  fs::path out;
  fs::path countries;
  std::string format;
  customs::ImportOptions options;
  bool as_json = false;
};

void answer_lines_import(LinesImportArguments& arguments) {
  customs::ImportOptions& options = arguments.options;
  options.format = customs::parse_import_format(arguments.format, {"", 0, 0, "--format"});
  if (!arguments.countries.empty()) options.countries.add(text::read_csv(arguments.countries));
  const study::ImportedDownload result = observed(study::import_download, arguments.file, arguments.format, options);
  const std::string out = arguments.out.string();
  write_whole(out, customs::imported_csv(result.imported, result.head));
  show("{}", arguments.as_json ? report::imported_json(result.imported, arguments.format, out)
                               : report::imported_text(result, out));
}

void add_lines_import_command(Command& group) {
  auto [command, arguments] = add_command(
      group, answer_lines_import, "import", "Bring a download of trade or tariff statistics into our form",
      "Example:  parley lines import --format comtrade TradeData.csv --out trade.csv\n"
      "Formats:  comtrade (UN Comtrade CSV, before and since 2022), baci (CEPII), dataweb (USITC), wits (TRAINS "
      "tariffs)");
  customs::ImportOptions& options = arguments.options;
  command.add_option("file", arguments.file, "File as downloaded (CSV)")->required();
  command.add_option("--format", arguments.format, "Where it comes from")
      ->required()
      ->check(one_of({"comtrade", "baci", "dataweb", "wits"}));
  command.add_option("--out", arguments.out, "CSV file to write")->required();
  command.add_setting("--digits", options.digits, "Digits of the codes to keep")->check(range(2, 10));
  command.add_option("--flow", options.flow, "comtrade: the flow to take")->check(one_of({"import", "export"}));
  command.add_option("--measure", options.measure, "dataweb: the data type to take, such as \"Customs Value\"");
  command.add_option("--kind", options.kind, "wits: the kind of rate to take [all]")
      ->check(one_of({"mfn", "preferential", "applied", "bound"}));
  command.add_option("--nomenclature", options.nomenclature, "Edition of the codes where the file does not say");
  command.add_option("--year", options.years, "Years to keep [all]");
  command.add_option("--importer", options.importers, "Importers to keep [all]");
  command.add_option("--exporter", options.exporters, "Exporters to keep [all]");
  command.add_option(
      "--countries", arguments.countries,
      "CSV file country_code,country_name,country_iso2,country_iso3 (as CEPII's) that goes before our list");
  command.add_flag("--json", arguments.as_json, "Print JSON for machines");
}

}  // namespace

void add_line_files(Command& group) {
  add_lines_cut_command(group);
  add_lines_convert_command(group);
  add_lines_editions_command(group);
  add_lines_import_command(group);
}

}  // namespace parley::cli
