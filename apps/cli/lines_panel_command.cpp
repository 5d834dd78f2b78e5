#include <fmt/format.h>
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <memory>
#include <nlohmann/json.hpp>

#include "commands.hpp"
#include "lines_commands.hpp"
#include "parley/base/error.hpp"
#include "parley/report/tables/whole_file.hpp"
#include "parley/tariff/law/duty_panel.hpp"
#include "parley/tariff/law/line_list.hpp"
#include "parley/text/csv.hpp"

namespace parley::cli {
namespace {

struct PanelArguments {
  BookArguments book;
  std::string span = "2018-01-01..2019-12-31";
  std::filesystem::path schedule;
  std::string column = "code";
  std::size_t origins = 0;
  std::filesystem::path out;
  bool as_json = false;
};

/// Every row of a schedule; a row without a code of its own has the code of the row above.
std::vector<std::string> schedule_rows(const std::filesystem::path& file, const std::string& column) {
  const text::CsvTable csv = text::read_csv(file);
  const std::size_t code = csv.column(column);
  std::vector<std::string> lines;
  for (std::size_t row = 0; row < csv.row_count(); ++row) {
    const std::string_view cell = csv.cell(row, code);
    if (cell.empty() && lines.empty()) throw InputError(csv.place(row, code), "the first row has no code");
    lines.push_back(cell.empty() ? lines.back() : std::string(cell));
  }
  return lines;
}

/// The lines of the book's own schedule, which are those of its base measures.
std::vector<std::string> book_lines(const tariff::MeasureBook& book, const std::string& importer) {
  std::vector<std::string> lines;
  for (const tariff::Measure& measure : book.measures) {
    const auto& base = book.stack.base;
    const bool is_base = std::find(base.begin(), base.end(), measure.authority) != base.end();
    if (measure.imposer != importer || !is_base) continue;
    for (const auto& [code, entries] : measure.lines.entries()) lines.push_back(code);
  }
  std::sort(lines.begin(), lines.end());
  lines.erase(std::unique(lines.begin(), lines.end()), lines.end());
  return lines;
}

tariff::PanelRequest request(const PanelArguments& arguments, const tariff::MeasureBook& book) {
  const std::size_t dots = arguments.span.find("..");
  if (dots == std::string::npos) throw InputError({}, "a span of days is due", "as 2018-01-01..2019-12-31");
  tariff::PanelRequest request{.importer = arguments.book.importer,
                               .lines = arguments.schedule.empty()
                                            ? book_lines(book, arguments.book.importer)
                                            : schedule_rows(arguments.schedule, arguments.column),
                               .origins = book.countries,
                               .from = day_argument(arguments.span.substr(0, dots)),
                               .until = date_of(day_number(day_argument(arguments.span.substr(dots + 2))) + 1)};
  std::erase(request.origins, arguments.book.importer);
  if (arguments.origins > 0) request.origins.resize(std::min(arguments.origins, request.origins.size()));
  return request;
}

double peak_megabytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024;
}

void show(const PanelArguments& arguments) {
  const tariff::MeasureBook book = open_book(arguments.book);
  const tariff::PanelRequest asked = request(arguments, book);
  const auto begun = std::chrono::steady_clock::now();
  const tariff::DutyPanel panel = tariff::duty_panel(book, asked);
  const std::vector<double> mean = panel.mean_by_day();
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begun;
  std::string csv = "date,mean_duty_pct\n";
  nlohmann::ordered_json changes = nlohmann::ordered_json::array();
  for (std::size_t day = 0; day < mean.size(); ++day) {
    const std::string date = to_string(date_of(day_number(asked.from) + static_cast<int>(day)));
    csv += fmt::format("{},{:.6f}\n", date, 100 * mean[day]);
    // Sums of the same cells in another order may differ in their last bits.
    constexpr double visible = 1e-9;
    if (day > 0 && std::abs(mean[day] - mean[day - 1]) < visible) continue;
    changes.push_back({{"from", date}, {"mean_duty_pct", 100 * mean[day]}});
    if (!arguments.as_json) fmt::print("{}  mean duty {:>9.4f} %\n", date, 100 * mean[day]);
  }
  if (!arguments.out.empty()) report::write_whole(arguments.out, csv);
  if (arguments.as_json) {
    fmt::print("{}\n", nlohmann::ordered_json{{"lines", panel.line_count()},
                                              {"origins", panel.origin_count()},
                                              {"days", panel.day_count()},
                                              {"cells", panel.cell_count()},
                                              {"origin_classes", panel.class_count()},
                                              {"lines_without_equivalent", panel.incomplete_lines()},
                                              {"seconds", took.count()},
                                              {"peak_mb", peak_megabytes()},
                                              {"changes", changes}}
                           .dump(2));
    return;
  }
  fmt::print("{} lines x {} origins x {} days = {} cells in {:.3f} s; {:.0f} MB at most\n", panel.line_count(),
             panel.origin_count(), panel.day_count(), panel.cell_count(), took.count(), peak_megabytes());
  fmt::print("{} kinds of origins; {} lines have a part without ad valorem equivalent, which counts as zero\n",
             panel.class_count(), panel.incomplete_lines());
}

}  // namespace

void add_lines_panel_command(Command& group, int& exit_code) {
  auto arguments = std::make_shared<PanelArguments>();
  Command* command =
      group.add_subcommand("panel", "The duty on every line from every origin on every day, and its mean by day");
  command->footer("Example:  parley lines panel --importer USA --days 2018-01-01..2019-12-31 --out means.csv");
  add_book_options(*command, arguments->book);
  command->add_option("--days", arguments->span, "The span of days, both ends included")->capture_default_str();
  command->add_option("--schedule", arguments->schedule, "CSV with the lines, every row one [the book's own schedule]");
  command->add_option("--column", arguments->column, "Its column with the code")->capture_default_str();
  command->add_option("--origins", arguments->origins, "Only so many origins, in the order of the book [all]");
  command->add_option("--out", arguments->out, "CSV to write: date,mean_duty_pct");
  command->add_flag("--json", arguments->as_json, "Print JSON for machines");
  command->callback([arguments, &exit_code] {
    show(*arguments);
    exit_code = done;
  });
}

}  // namespace parley::cli
