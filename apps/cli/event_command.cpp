#include <fmt/format.h>

#include "commands.hpp"
#include "parley/base/whole_output.hpp"
#include "parley/report/tables/event_files.hpp"
#include "parley/report/words/event_report.hpp"
#include "terminal.hpp"

namespace parley::cli {
namespace {

struct EventArguments {
  std::filesystem::path plan;
  std::filesystem::path data;
  std::filesystem::path out;
  std::filesystem::path portfolios;
  bool as_json = false;
};

void write_portfolios(const EventArguments& arguments, const market::EventPlan& plan, TerminalObserver& observer) {
  std::vector<std::string> notes;
  write_whole(arguments.portfolios, market::returns_csv(market::portfolio_table(plan, arguments.data, notes)));
  observer.finish();
  for (const std::string& note : notes) observer.note(note);
}

void answer_event(const EventArguments& arguments) {
  TerminalObserver observer;
  if (!arguments.out.empty()) refuse_foreign(arguments.out, report::event_folder());
  const market::EventPlan plan = market::read_plan(arguments.plan);
  observer.progress("event study", 0);
  if (!arguments.portfolios.empty()) return write_portfolios(arguments, plan, observer);
  const market::EventStudyResult result = market::carry_out(plan, arguments.data);
  observer.finish();
  if (!arguments.out.empty()) report::write_event(result, arguments.out);
  show("{}", arguments.as_json ? report::to_json(result) : report::to_text(result));
}

}  // namespace

void add_event_command(Command& app) {
  auto [command, arguments] =
      add_command(app, answer_event, "event", "Study what prices did around events, with every usual test",
                  "Example:  parley event scenarios/events/march-2018.toml\n"
                  "          parley event scenarios/events/march-2018-firms.toml --data ../shared/data/market\n"
                  "The plan names prices, market or factors, groups, events and other news: docs/events.md.\n"
                  "The headline test allows for all members meeting the event on one day.");
  command.add_option("plan", arguments.plan, "Plan file")->required();
  command.add_option("--data", arguments.data, "Folder of the plan's files [the plan's own]");
  command.add_option("--out", arguments.out, "Folder for tests.csv, members.csv, excluded.csv, event.json [none]");
  command.add_option("--portfolios", arguments.portfolios,
                     "Instead of the study: write the daily returns of market and groups to this file");
  command.add_flag("--json", arguments.as_json, "Print as JSON");
}

}  // namespace parley::cli
