#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>

#include "commands.hpp"
#include "files.hpp"
#include "lines_commands.hpp"
#include "parley/report/tables/whole_file.hpp"
#include "parley/tariff/lists/effective.hpp"
#include "terminal.hpp"

namespace parley::cli {
namespace {

struct EffectiveArguments {
  BookArguments book;
  std::vector<std::string> days;
  std::filesystem::path recipe;
  std::filesystem::path sources;
  std::filesystem::path out;
  std::string by = "partner";
  bool as_json = false;
};

/// One line of a table: a partner or a sector, its imports, and its duty by authority on each day.
struct Line {
  double value_musd = 0;
  std::vector<std::vector<double>> duty_musd;
};

std::map<std::string, Line> lines_by(const std::vector<tariff::EffectiveRates>& rates, const std::string& by,
                                     std::size_t authorities) {
  std::map<std::string, Line> lines;
  for (std::size_t day = 0; day < rates.size(); ++day) {
    for (const tariff::EffectiveRow& row : rates[day].rows) {
      for (const std::string& name : {by == "partner" ? row.exporter : row.sector, std::string("total")}) {
        Line& line = lines[name];
        line.duty_musd.resize(rates.size(), std::vector<double>(authorities));
        if (day == 0) line.value_musd += row.value_musd;
        for (std::size_t a = 0; a < authorities; ++a) line.duty_musd[day][a] += row.duty_musd[a];
      }
    }
  }
  return lines;
}

double percent(double part, double whole) { return whole > 0 ? 100 * part / whole : 0; }

void print_table(const EffectiveArguments& arguments, const tariff::MeasureBook& book,
                 const std::vector<tariff::EffectiveRates>& rates) {
  const std::vector<std::string>& order = book.stack.order;
  const std::map<std::string, Line> lines = lines_by(rates, arguments.by, order.size());
  for (std::size_t day = 0; day < rates.size(); ++day) {
    fmt::print("{}, effective rates of {} in percent\n{:<10}{:>14}{:>10}", to_string(rates[day].day),
               arguments.book.importer, arguments.by, "imports $m", "rate");
    for (const std::string& authority : order) fmt::print("{:>13}", authority);
    fmt::print("\n");
    for (const auto& [name, line] : lines) {
      double duty = 0;
      for (const double each : line.duty_musd[day]) duty += each;
      fmt::print("{:<10}{:>14.1f}{:>10.3f}", name, line.value_musd, percent(duty, line.value_musd));
      for (const double each : line.duty_musd[day]) fmt::print("{:>13.3f}", percent(each, line.value_musd));
      fmt::print("\n");
    }
    const tariff::MatchedDollars& matched = rates[day].matched;
    fmt::print(
        "  of these dollars (million): {:.1f} in codes with one line, {:.1f} split evenly over the lines of their "
        "code,\n"
        "  {:.1f} on lines one of whose parts has no ad valorem equivalent (the others count), {:.1f} outside the "
        "schedule (no duty)\n",
        matched.exact_musd, matched.split_musd, matched.partial_musd, matched.missing_musd);
  }
}

std::string csv(const tariff::MeasureBook& book, const std::vector<tariff::EffectiveRates>& rates) {
  std::string text = "date,exporter,sector,authority,imports_musd,duty_musd,rate_pct\n";
  for (const tariff::EffectiveRates& day : rates) {
    for (const tariff::EffectiveRow& row : day.rows) {
      for (std::size_t a = 0; a < book.stack.order.size(); ++a) {
        text += fmt::format("{},{},{},{},{:.3f},{:.4f},{:.5f}\n", to_string(day.day), row.exporter, row.sector,
                            book.stack.order[a], row.value_musd, row.duty_musd[a],
                            percent(row.duty_musd[a], row.value_musd));
      }
    }
  }
  return text;
}

void print_json(const tariff::MeasureBook& book, const std::vector<tariff::EffectiveRates>& rates) {
  nlohmann::ordered_json json = nlohmann::ordered_json::array();
  for (const tariff::EffectiveRates& day : rates) {
    nlohmann::ordered_json entry{{"date", to_string(day.day)},
                                 {"exact_musd", day.matched.exact_musd},
                                 {"split_musd", day.matched.split_musd},
                                 {"partial_musd", day.matched.partial_musd},
                                 {"missing_musd", day.matched.missing_musd}};
    for (const tariff::EffectiveRow& row : day.rows) {
      nlohmann::ordered_json cell{{"exporter", row.exporter}, {"sector", row.sector}, {"imports_musd", row.value_musd}};
      for (std::size_t a = 0; a < book.stack.order.size(); ++a)
        cell["duty_musd"][book.stack.order[a]] = row.duty_musd[a];
      cell["rate_pct"] = percent(row.duty(), row.value_musd);
      entry["rows"].push_back(std::move(cell));
    }
    json.push_back(std::move(entry));
  }
  fmt::print("{}\n", json.dump(2));
}

void show(const EffectiveArguments& arguments) {
  std::vector<Date> days;
  for (const std::string& word : arguments.days) days.push_back(day_argument(word));
  const tariff::MeasureBook book = open_book(arguments.book);
  const std::filesystem::path recipe =
      arguments.recipe.empty() ? shipped_scenario_file("coverage/us-china-2018.recipe.toml") : arguments.recipe;
  TerminalObserver observer;
  const std::vector<tariff::EffectiveRates> rates =
      tariff::effective_rates(book, arguments.book.importer, tariff::read_coverage_recipe(recipe),
                              sources_folder(arguments.sources), days, observer);
  observer.finish();
  if (!arguments.out.empty()) report::write_whole(arguments.out, csv(book, rates));
  arguments.as_json ? print_json(book, rates) : print_table(arguments, book, rates);
}

}  // namespace

void add_lines_effective_command(Command& group, int& exit_code) {
  auto arguments = std::make_shared<EffectiveArguments>();
  Command* command = group.add_subcommand(
      "effective", "Duty over imports by partner, sector and authority, at the law of several days");
  command->footer("Example:  parley lines effective 2018-01-01 2018-10-01 --importer USA --sources DIR --by sector");
  command->add_option("days", arguments->days, "Days whose law counts, as 2018-01-01 2018-10-01")->required();
  add_book_options(*command, arguments->book);
  command->add_option("--by", arguments->by, "partner or sector")
      ->check(one_of({"partner", "sector"}))
      ->capture_default_str();
  command->add_option("--recipe", arguments->recipe, "Trade, sectors and schedules (TOML) [the shipped one]");
  command->add_option("--sources", arguments->sources, "Folder with the source tables [$PARLEY_SHARED/data]");
  command->add_option("--out", arguments->out, "CSV to write: every exporter, sector and authority");
  command->add_flag("--json", arguments->as_json, "Print JSON for machines");
  command->callback([arguments, &exit_code] {
    show(*arguments);
    exit_code = done;
  });
}

}  // namespace parley::cli
