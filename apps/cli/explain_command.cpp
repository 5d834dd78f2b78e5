#include <fmt/format.h>

#include "case_arguments.hpp"
#include "parley/base/not_solved.hpp"
#include "parley/report/words/explain_text.hpp"
#include "parley/study/cases/explain_case.hpp"
#include "terminal.hpp"

namespace parley::cli {
namespace {

struct ExplainArguments {
  CaseArguments chosen;
  std::vector<std::string> countries;
  study::NamedMeasure measure;
  std::size_t most_terms = 10;
};

void answer_explain(const ExplainArguments& arguments) {
  TerminalObserver observer;
  const study::RunResult result = solve_chosen_case(arguments.chosen, observer);
  const study::CaseResult& solved = result.cases.front();
  const std::vector<Measure> measures = study::measures_of(arguments.measure, arguments.countries, result);
  std::vector<study::ExplainedChange> changes = study::explain_case(result, solved, measures, observer);
  observer.finish();
  std::string failure;
  for (const study::ExplainedChange& each : changes) failure = failure.empty() ? each.failure : failure;
  std::erase_if(changes, [](const study::ExplainedChange& each) { return !each.failure.empty(); });
  show("{}", arguments.chosen.as_json ? report::explanations_json(result, solved, changes)
                                      : report::explanations_text(result, solved, changes, arguments.most_terms));
  // What could be split is shown first: one country's path says nothing against another's.
  if (failure.empty()) return;
  SolveReport report = solved.equilibrium.report;
  report.status = SolveStatus::stalled;
  report.message = "the case itself is solved and certified";
  throw NotSolved(failure, std::move(report));
}

}  // namespace

void add_explain_command(Command& app) {
  auto [command, arguments] = add_command(
      app, answer_explain, "explain", "Split a country's exact change by entry, channel, partner, sector",
      "Example:  parley explain scenarios/us-china-march-2018.toml --case all-out --country USA\n"
      "          parley explain scenarios/starter.toml --country USA --measure employment --sector MCH\n"
      "The split is exact: its parts add up to the change, whatever the order of the entries. Channels are those of\n"
      "real income.");
  arguments.chosen.add_to(command);
  arguments.chosen.add_horizon_to(command);
  command.add_option("--country", arguments.countries, "Country codes [the scenario's parties]");
  study::NamedMeasure& measure = arguments.measure;
  command.add_setting("--measure", measure.measure, "What is split")->check(one_of(study::measure_names()));
  command.add_option("--sector", measure.sector, "Sector of employment, output or exports");
  command.add_option("--partner", measure.partner, "Destination of exports [all others]");
  command.add_setting("--top", arguments.most_terms, "Terms to show, largest first");
}

}  // namespace parley::cli
