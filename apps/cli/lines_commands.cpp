
#include <fmt/format.h>
#include <sys/resource.h>

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <map>
#include <optional>
#include <string_view>

#include "commands.hpp"
#include "files.hpp"
#include "line_file_commands.hpp"
#include "parley/base/error.hpp"
#include "parley/report/tables/lines_tables.hpp"
#include "parley/report/tables/whole_file.hpp"
#include "parley/report/words/line_files_text.hpp"
#include "parley/report/words/lines_text.hpp"
#include "parley/tariff/law/measure_read.hpp"
#include "parley/tariff/lists/shipped_lists.hpp"
#include "parley/text/number.hpp"
#include "terminal.hpp"

namespace parley::cli {
namespace {

namespace fs = std::filesystem;

/// What every command on a book of measures asks for.
struct BookArguments {
  fs::path measures;
  std::vector<fs::path> data;
  std::string importer;
};

void add_book_options(Command& command, BookArguments& arguments) {
  command.add_option("--importer", arguments.importer, "The country that sets the duties, as USA")->required();
  command.add_option("--measures", arguments.measures, "Book of measures (TOML) [the shipped one of the importer]");
  command.add_option("--data", arguments.data, "Folders with lists that are not shipped [$PARLEY_SHARED/data]");
}

/// Reads the book that is named, else the shipped one of the importer.
tariff::MeasureBook open_book(const BookArguments& arguments) {
  fs::path file = arguments.measures;
  if (file.empty()) {
    std::string name = arguments.importer;
    std::transform(name.begin(), name.end(), name.begin(), [](unsigned char each) { return std::tolower(each); });
    file = shipped_scenario_file(fmt::format("lines/{}-2018.toml", name));
  }
  std::vector<fs::path> folders = arguments.data;
  if (folders.empty()) {
    if (const std::optional<fs::path> shared = shared_folder()) folders.push_back(*shared / "data");
  }
  return tariff::read_measures(file, folders);
}

Date day_argument(const std::string& text) {
  const std::optional<Date> day = parse_date(text);
  if (!day) throw InputError({}, fmt::format("'{}' is not a day of the calendar", text), "as 2018-09-24");
  return *day;
}

/// "2018-01-01..2018-12-31": the first day and the one after the last; one day has no second.
struct Span {
  Date from;
  std::optional<Date> until;
};

Span span_argument(const std::string& text) {
  const std::size_t dots = text.find("..");
  Span span{.from = day_argument(text.substr(0, dots))};
  if (dots != std::string::npos) span.until = date_of(day_number(day_argument(text.substr(dots + 2))) + 1);
  return span;
}

/// "kg=2.5" as unit and number.
std::map<std::string, double> by_unit(const std::vector<std::string>& words) {
  std::map<std::string, double> values;
  for (const std::string& word : words) {
    const std::size_t equals = word.find('=');
    const std::optional<double> value =
        equals == std::string::npos ? std::nullopt : text::read_number(std::string_view(word).substr(equals + 1));
    if (!value || *value <= 0) throw InputError({}, fmt::format("'{}' is not a quantity", word), "as kg=2.5");
    values[word.substr(0, equals)] = *value;
  }
  return values;
}

struct LinesAtArguments {
  BookArguments book;
  std::string when;
  std::string origin;
  std::vector<std::string> codes;
  std::vector<std::string> unit_values;
  std::vector<std::string> quantities;
  double value = 0;
  bool as_json = false;
};

void answer_lines_at(const LinesAtArguments& arguments) {
  const Span span = span_argument(arguments.when);
  if (span.until && *span.until <= span.from) {
    throw InputError({}, fmt::format("'{}' ends before it begins", arguments.when));
  }
  const tariff::MeasureBook book = open_book(arguments.book);
  study::LineDutyRequest request{.importer = arguments.book.importer,
                                 .origin = arguments.origin,
                                 .codes = arguments.codes,
                                 .from = span.from,
                                 .until = span.until,
                                 .entry = {arguments.value, by_unit(arguments.quantities)}};
  for (const auto& [unit, value] : by_unit(arguments.unit_values)) request.unit_values[unit] = value;
  const study::LineDuties duties = study::line_duties(book, request);
  fmt::print("{}", arguments.as_json ? report::line_duties_json(book, duties) : report::line_duties_text(book, duties));
}

void add_lines_at_command(Command& group, int& exit_code) {
  Command* command = group.add_subcommand("at", "The duty on lines at a day, as the sum of its parts with their laws");
  LinesAtArguments& arguments = answered_by(answer_lines_at, *command, exit_code);
  command->footer(
      "Examples:  parley lines at 2018-09-24 --importer USA --origin CHN 8541.40\n"
      "           parley lines at 2018-01-01..2019-12-31 --importer USA --origin CHN 8541.40.20\n"
      "           parley lines at 2019-06-01 --importer USA --origin CHN 7326.90.8688 --value 14172");
  command->add_option("when", arguments.when, "A day, 2018-09-24, or the changes of a span, 2018-01-01..2018-12-31")
      ->required();
  command->add_option("codes", arguments.codes, "Tariff codes of any length, with or without dots")->required();
  add_book_options(*command, arguments.book);
  command->add_option("--origin", arguments.origin, "The country where the goods are from, as CHN")->required();
  command->add_option("--value", arguments.value, "Customs value of an entry: prints amounts to the cent")
      ->check(positive_number());
  command->add_option("--quantity", arguments.quantities, "Quantities of the entry, as kg=120, for specific duties");
  command->add_option("--unit-value", arguments.unit_values,
                      "Value of one unit, as kg=2.5, for ad valorem equivalents");
  command->add_flag("--json", arguments.as_json, "Print JSON for machines");
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

void answer_lines_panel(const LinesPanelArguments& arguments) {
  const tariff::MeasureBook book = open_book(arguments.book);
  const Span span = span_argument(arguments.span);
  if (!span.until) throw InputError({}, "expected a first and a last day, found one day", "as 2018-01-01..2019-12-31");
  study::LinePanelRequest request = arguments.request;
  request.importer = arguments.book.importer;
  request.from = span.from;
  request.until = *span.until;
  const study::LinePanel panel = study::line_panel(book, request);
  if (!arguments.out.empty()) report::write_whole(arguments.out, report::line_panel_csv(panel));
  const double peak_mb = peak_megabytes();
  fmt::print("{}",
             arguments.as_json ? report::line_panel_json(panel, peak_mb) : report::line_panel_text(panel, peak_mb));
}

void add_lines_panel_command(Command& group, int& exit_code) {
  Command* command =
      group.add_subcommand("panel", "The duty on every line from every origin on every day, and its mean by day");
  LinesPanelArguments& arguments = answered_by(answer_lines_panel, *command, exit_code);
  study::LinePanelRequest& request = arguments.request;
  command->footer("Example:  parley lines panel --importer USA --days 2018-01-01..2019-12-31 --out means.csv");
  add_book_options(*command, arguments.book);
  command->add_option("--days", arguments.span, "The span of days, both ends included")->capture_default_str();
  command->add_option("--schedule", request.schedule, "CSV with the lines, every row one [the book's own schedule]");
  command->add_option("--column", request.code_column, "Its column with the code")->capture_default_str();
  command->add_option("--origins", request.origins, "Only so many origins, in the order of the book [all]");
  command->add_option("--out", arguments.out, "CSV to write: date,mean_duty_pct");
  command->add_flag("--json", arguments.as_json, "Print JSON for machines");
}

struct LinesEffectiveArguments {
  BookArguments book;
  std::vector<std::string> days;
  fs::path recipe;
  fs::path sources;
  fs::path out;
  std::string by = "partner";
  bool as_json = false;
};

void answer_lines_effective(const LinesEffectiveArguments& arguments) {
  std::vector<Date> days;
  for (const std::string& word : arguments.days) days.push_back(day_argument(word));
  const tariff::MeasureBook book = open_book(arguments.book);
  fs::path recipe = arguments.recipe;
  if (recipe.empty()) recipe = shipped_scenario_file("coverage/us-china-2018.recipe.toml");
  TerminalObserver observer;
  const study::EffectiveDuties duties =
      study::effective_duties(book, arguments.book.importer, tariff::read_coverage_recipe(recipe),
                              sources_folder(arguments.sources, "--sources"), days, observer);
  observer.finish();
  if (!arguments.out.empty()) report::write_whole(arguments.out, report::effective_duties_csv(duties));
  if (arguments.as_json) {
    fmt::print("{}", report::effective_duties_json(duties));
    return;
  }
  const bool is_by_partner = arguments.by == "partner";
  fmt::print("{}", report::effective_duties_text(
                       duties, is_by_partner ? study::EffectiveBy::partner : study::EffectiveBy::sector));
}

void add_lines_effective_command(Command& group, int& exit_code) {
  Command* command = group.add_subcommand(
      "effective", "Duty over imports by partner, sector and authority, at the law of several days");
  LinesEffectiveArguments& arguments = answered_by(answer_lines_effective, *command, exit_code);
  command->footer("Example:  parley lines effective 2018-01-01 2018-10-01 --importer USA --sources DIR --by sector");
  command->add_option("days", arguments.days, "Days whose law counts, as 2018-01-01 2018-10-01")->required();
  add_book_options(*command, arguments.book);
  command->add_option("--by", arguments.by, "partner or sector")
      ->check(one_of({"partner", "sector"}))
      ->capture_default_str();
  command->add_option("--recipe", arguments.recipe, "Trade, sectors and schedules (TOML) [the shipped one]");
  command->add_option("--sources", arguments.sources, "Folder with the source tables [$PARLEY_SHARED/data]");
  command->add_option("--out", arguments.out, "CSV to write: every exporter, sector and authority");
  command->add_flag("--json", arguments.as_json, "Print JSON for machines");
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
  const std::vector<tariff::BuiltList> lists =
      tariff::build_shipped_lists(tariff::read_shipped_recipe(recipe), sources_folder(arguments.sources, "--sources"));
  for (const tariff::BuiltList& each : lists) report::write_whole(arguments.out / each.file, each.text);
  fmt::print("{}", arguments.as_json ? report::built_lists_json(lists) : report::built_lists_text(lists));
}

void add_lines_build_command(Command& group, int& exit_code) {
  Command* command = group.add_subcommand("build", "Build the shipped lists of tariff lines from their source tables");
  LinesBuildArguments& arguments = answered_by(answer_lines_build, *command, exit_code);
  command->footer("Example:  parley lines build --sources DIR --out scenarios/lines");
  command->add_option("--out", arguments.out, "Folder to write the lists to")->required();
  command->add_option("--recipe", arguments.recipe, "Recipe (TOML) [lists.recipe.toml in the --out folder]");
  command->add_option("--sources", arguments.sources, "Folder with the source tables [$PARLEY_SHARED/data]");
  command->add_flag("--json", arguments.as_json, "Print JSON for machines");
}

}  // namespace

void add_lines_commands(Command& app, int& exit_code) {
  Command& group = lines_group(app);
  add_lines_at_command(group, exit_code);
  add_lines_effective_command(group, exit_code);
  add_lines_panel_command(group, exit_code);
  add_lines_build_command(group, exit_code);
}

}  // namespace parley::cli
