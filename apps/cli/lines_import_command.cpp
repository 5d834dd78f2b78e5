#include <fmt/format.h>

#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>

#include "commands.hpp"
#include "line_file_commands.hpp"
#include "parley/customs/imported.hpp"
#include "parley/report/tables/whole_file.hpp"
#include "parley/text/csv_head.hpp"
#include "parley/text/sha256.hpp"
#include "terminal.hpp"

namespace parley::cli {
namespace {

namespace fs = std::filesystem;

struct ImportArguments {
  fs::path file;
  fs::path out;
  fs::path countries;
  std::string format;
  customs::ImportOptions options;
  bool as_json = false;
};

/// Large files of the formats read here have some ten million rows.
constexpr std::size_t file_limit = std::size_t{1} << 30;

void print_json(const ImportArguments& arguments, const customs::Imported& imported) {
  nlohmann::ordered_json value{
      {"format", arguments.format},      {"rows_read", imported.rows_read},
      {"rows_kept", imported.rows_kept}, {"rows_written", imported.trade.size() + imported.tariffs.size()},
      {"value_usd", imported.value_usd}, {"left_out", nlohmann::ordered_json::array()},
      {"notes", imported.notes}};
  for (const customs::LeftOut& entry : imported.left_out) {
    value["left_out"].push_back({{"cause", entry.cause}, {"rows", entry.rows}, {"value_usd", entry.value_usd}});
  }
  value["out"] = arguments.out.string();
  fmt::print("{}\n", value.dump(2));
}

void import_one(ImportArguments& arguments) {
  arguments.options.format = customs::parse_import_format(arguments.format, {"", 0, 0, "--format"});
  if (!arguments.countries.empty()) arguments.options.countries.add(text::read_csv_with_head(arguments.countries));
  std::string bytes = text::read_bytes(arguments.file, file_limit);
  const std::string source = fmt::format("{} download {}, sha256 {}", arguments.format,
                                         arguments.file.filename().string(), text::sha256(bytes));
  TerminalObserver observer;
  const customs::Imported imported =
      customs::import_file(std::move(bytes), arguments.file.string(), arguments.options, observer);
  observer.finish();
  const std::vector<std::string> head = customs::imported_head(imported, source);
  report::write_whole(arguments.out, customs::imported_csv(imported, head));
  if (arguments.as_json) return print_json(arguments, imported);
  for (const std::string& line : head) fmt::print("{}\n", line);
  fmt::print("written to {}\n", arguments.out.string());
}

}  // namespace

void add_lines_import_command(Command& app, int& exit_code) {
  auto arguments = std::make_shared<ImportArguments>();
  customs::ImportOptions& options = arguments->options;
  Command* command =
      lines_group(app).add_subcommand("import", "Bring a download of trade or tariff statistics into our form");
  command->footer(
      "Example:  parley lines import --format comtrade TradeData.csv --out trade.csv\n"
      "Formats:  comtrade (UN Comtrade CSV, before and since 2022), baci (CEPII), dataweb (USITC), wits (TRAINS "
      "tariffs)");
  command->add_option("file", arguments->file, "File as downloaded (CSV)")->required();
  command->add_option("--format", arguments->format, "Where it comes from")
      ->required()
      ->check(one_of({"comtrade", "baci", "dataweb", "wits"}));
  command->add_option("--out", arguments->out, "CSV file to write")->required();
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
      "--countries", arguments->countries,
      "CSV file country_code,country_name,country_iso2,country_iso3 (as CEPII's) that goes before our list");
  command->add_flag("--json", arguments->as_json, "Print JSON for machines");
  command->callback([arguments, &exit_code] {
    import_one(*arguments);
    exit_code = done;
  });
}

}  // namespace parley::cli
