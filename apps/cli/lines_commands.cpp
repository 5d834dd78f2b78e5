#include <fmt/format.h>
#include <sys/resource.h>

#include <algorithm>
#include <cctype>
#include <map>

#include "commands.hpp"
#include "parley/base/error.hpp"
#include "parley/base/whole_output.hpp"
#include "parley/report/tables/lines_tables.hpp"
#include "parley/report/words/line_files_text.hpp"
#include "parley/report/words/lines_text.hpp"
#include "parley/study/parse_request.hpp"
#include "parley/tariff/law/measure_read.hpp"
#include "parley/tariff/lists/shipped_lists.hpp"
#include "shipped_files.hpp"
#include "terminal.hpp"

namespace parley::cli {
namespace {

namespace fs = std::filesystem;

/// What every command on a book of measures asks for, beside the importer.
struct BookArguments {
  fs::path measures;
  std::vector<fs::path> data;
};

void add_book_options(Command& command, std::string& importer, BookArguments& arguments) {
  command.add_option("--importer", importer, "The country that sets the duties, as USA")->required();
  command.add_option("--measures", arguments.measures, "Book of measures (TOML) [the shipped one of the importer]");
  command.add_option("--data", arguments.data, "Folders with lists that are not shipped [$PARLEY_SHARED/data]");
}

/// Reads the book that is named, else the shipped one of the importer.
tariff::MeasureBook open_book(std::string importer, BookArguments arguments) {
  if (arguments.measures.empty()) {
    std::ranges::transform(importer, importer.begin(), [](unsigned char each) { return std::tolower(each); });
    arguments.measures = shipped::scenario_file(fmt::format("lines/{}-2018.toml", importer));
  }
  if (arguments.data.empty()) {
    if (const std::optional<fs::path> shared = shipped::shared_folder()) arguments.data.push_back(*shared / "data");
  }
  return tariff::read_measures(arguments.measures, arguments.data);
}

struct LinesAtArguments {
  BookArguments book;
  study::LineDutyRequest request;
  std::string when;
  std::vector<std::string> unit_values;
  std::vector<std::string> quantities;
  bool as_json = false;
};

void answer_lines_at(LinesAtArguments& arguments) {
  const study::DaySpan days = study::parse_days(arguments.when);
  if (days.until && *days.until <= days.from)
    throw InputError({}, fmt::format("'{}' ends before it begins", arguments.when));
  study::LineDutyRequest& request = arguments.request;
  request.from = days.from;
  request.until = days.until;
  const tariff::MeasureBook book = open_book(request.importer, arguments.book);
  request.entry.quantity = study::parse_quantities(arguments.quantities);
  for (const auto& [unit, value] : study::parse_quantities(arguments.unit_values)) request.unit_values[unit] = value;
  const study::LineDuties duties = study::line_duties(book, request);
  show("{}", arguments.as_json ? report::line_duties_json(book, duties) : report::line_duties_text(book, duties));
}

void add_lines_at_command(Command& group) {
  auto [command, arguments] =
      add_command(group, answer_lines_at, "at", "The duty on lines at a day, as the sum of its parts with their laws",
                  "Examples:  parley lines at 2018-09-24 --importer USA --origin CHN 8541.40\n"
                  "           parley lines at 2018-01-01..2019-12-31 --importer USA --origin CHN 8541.40.20\n"
                  "           parley lines at 2019-06-01 --importer USA --origin CHN 7326.90.8688 --value 14172");
  study::LineDutyRequest& request = arguments.request;
  command.add_option("when", arguments.when, "A day, 2018-09-24, or the changes of a span, 2018-01-01..2018-12-31")
      ->required();
  command.add_option("codes", request.codes, "Tariff codes of any length, with or without dots")->required();
  add_book_options(command, request.importer, arguments.book);
  command.add_option("--origin", request.origin, "The country where the goods are from, as CHN")->required();
  command.add_option("--value", request.entry.value, "Customs value of an entry: prints amounts to the cent")
      ->check(positive_number());
  command.add_option("--quantity", arguments.quantities, "Quantities of the entry, as kg=120, for specific duties");
  command.add_option("--unit-value", arguments.unit_values, "Value of one unit, as kg=2.5, for ad valorem equivalents");
  command.add_flag("--json", arguments.as_json, "Print JSON for machines");
}

struct LinesPanelArguments {
  BookArguments book;
  std::string span = "2018-01-01..2019-12-31";
  study::LinePanelRequest request;
  fs::path out;
  bool as_json = false;
};

double peak_megabytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024;
}

void answer_lines_panel(LinesPanelArguments& arguments) {
  study::LinePanelRequest& request = arguments.request;
  const tariff::MeasureBook book = open_book(request.importer, arguments.book);
  const study::DaySpan days = study::parse_days(arguments.span);
  if (!days.until) throw InputError({}, "expected a first and a last day, found one day", "as 2018-01-01..2019-12-31");
  request.from = days.from;
  request.until = *days.until;
  const study::LinePanel panel = study::line_panel(book, request);
  if (!arguments.out.empty()) write_whole(arguments.out, report::line_panel_csv(panel));
  const double peak_mb = peak_megabytes();
  show("{}", arguments.as_json ? report::line_panel_json(panel, peak_mb) : report::line_panel_text(panel, peak_mb));
}

void add_lines_panel_command(Command& group) {
  auto [command, arguments] = add_command(
      group, answer_lines_panel, "panel", "The duty on every line from every origin on every day, and its mean by day",
      "Example:  parley lines panel --importer USA --days 2018-01-01..2019-12-31 --out means.csv");
  study::LinePanelRequest& request = arguments.request;
  add_book_options(command, request.importer, arguments.book);
  command.add_setting("--days", arguments.span, "The span of days, both ends included");
  command.add_option("--schedule", request.schedule, "CSV with the lines, every row one [the book's own schedule]");
  command.add_setting("--column", request.code_column, "Its column with the code");
  command.add_option("--origins", request.origins, "Only so many origins, in the order of the book [all]");
  command.add_option("--out", arguments.out, "CSV to write: date,mean_duty_pct,mean_duty_of_known_lines_pct");
  command.add_flag("--json", arguments.as_json, "Print JSON for machines");
}

struct LinesEffectiveArguments {
  BookArguments book;
  std::string importer;
  std::vector<std::string> days;
  fs::path recipe;
  fs::path sources;
  fs::path out;
  study::EffectiveBy by = study::EffectiveBy::partner;
  bool as_json = false;
};

void answer_lines_effective(const LinesEffectiveArguments& arguments) {
  std::vector<Date> days;
  for (const std::string& word : arguments.days) days.push_back(study::parse_day(word));
  const tariff::MeasureBook book = open_book(arguments.importer, arguments.book);
  fs::path recipe = arguments.recipe;
  if (recipe.empty()) recipe = shipped::scenario_file("coverage/us-china-2018.recipe.toml");
  const study::EffectiveDuties duties =
      observed(study::effective_duties, book, arguments.importer, tariff::read_coverage_recipe(recipe),
               shipped::sources_folder(arguments.sources, "--sources"), days);
  if (!arguments.out.empty()) write_whole(arguments.out, report::effective_duties_csv(duties));
  show("{}",
       arguments.as_json ? report::effective_duties_json(duties) : report::effective_duties_text(duties, arguments.by));
}

void add_lines_effective_command(Command& group) {
  auto [command, arguments] =
      add_command(group, answer_lines_effective, "effective",
                  "Duty over imports by partner, sector and authority, at the law of several days",
                  "Example:  parley lines effective 2018-01-01 2018-10-01 --importer USA --sources DIR --by sector");
  command.add_option("days", arguments.days, "Days whose law counts, as 2018-01-01 2018-10-01")->required();
  add_book_options(command, arguments.importer, arguments.book);
  using By = study::EffectiveBy;
  command.add_choice<By>("--by", arguments.by, {{"partner", By::partner}, {"sector", By::sector}}, "partner or sector");
  command.add_option("--recipe", arguments.recipe, "Trade, sectors and schedules (TOML) [the shipped one]");
  command.add_option("--sources", arguments.sources, "Folder with the source tables [$PARLEY_SHARED/data]");
  command.add_option("--out", arguments.out, "CSV to write: every exporter, sector and authority");
  command.add_flag("--json", arguments.as_json, "Print JSON for machines");
}

struct LinesBuildArguments {
  fs::path recipe;
  fs::path sources;
  fs::path out;
  bool as_json = false;
};

void answer_lines_build(const LinesBuildArguments& arguments) {
  fs::path recipe = arguments.recipe;
  if (recipe.empty()) recipe = arguments.out / "lists.recipe.toml";
  const std::vector<tariff::BuiltList> lists = tariff::build_shipped_lists(
      tariff::read_shipped_recipe(recipe), shipped::sources_folder(arguments.sources, "--sources"));
  std::map<std::string, std::string> texts;
  for (const tariff::BuiltList& each : lists) texts[each.file] = each.text;
  write_whole_files(arguments.out, texts);
  show("{}", arguments.as_json ? report::built_lists_json(lists) : report::built_lists_text(lists));
}

void add_lines_build_command(Command& group) {
  auto [command, arguments] = add_command(group, answer_lines_build, "build",
                                          "Build the shipped lists of tariff lines from their source tables",
                                          "Example:  parley lines build --sources DIR --out scenarios/lines");
  command.add_option("--out", arguments.out, "Folder to write the lists to")->required();
  command.add_option("--recipe", arguments.recipe, "Recipe (TOML) [lists.recipe.toml in the --out folder]");
  command.add_option("--sources", arguments.sources, "Folder with the source tables [$PARLEY_SHARED/data]");
  command.add_flag("--json", arguments.as_json, "Print JSON for machines");
}

}  // namespace

void add_lines_commands(Command& app) {
  Command& group = add_group(app, "lines", "Tariff lines: duties, lists, cuts, editions of the nomenclature");
  add_line_files(group);
  add_lines_at_command(group);
  add_lines_effective_command(group);
  add_lines_panel_command(group);
  add_lines_build_command(group);
}

}  // namespace parley::cli
