#include <fmt/format.h>

#include <memory>

#include "case_arguments.hpp"
#include "commands.hpp"
#include "parley/base/not_solved.hpp"
#include "parley/report/words/explain_text.hpp"
#include "parley/study/cases/explain_case.hpp"
#include "parley/study/cases/headline.hpp"
#include "parley/study/cases/named_measure.hpp"
#include "terminal.hpp"

namespace parley::cli {
namespace {

struct ExplainArguments {
  CaseArguments chosen;
  std::vector<std::string> countries;
  study::NamedMeasure measure;
  std::size_t most_terms = 10;
};

/// The measure of every country that was named, or of the scenario's parties.
std::vector<Measure> measures_of(const ExplainArguments& arguments, const study::RunResult& result) {
  const Economy& labels = result.baseline.economy;
  std::vector<std::string> countries = arguments.countries;
  if (countries.empty()) {
    for (const Country each : study::parties(result)) countries.push_back(labels.code(each));
  }
  study::NamedMeasure named = arguments.measure;
  std::vector<Measure> measures;
  for (const std::string& code : countries) {
    named.country = code;
    measures.push_back(study::measure_of(named, labels));
  }
  return measures;
}

void answer(const ExplainArguments& arguments) {
  TerminalObserver observer;
  const study::RunResult result = solve_chosen_case(arguments.chosen, observer);
  const study::CaseResult& solved = result.cases.front();
  std::vector<study::ExplainedChange> changes =
      study::explain_case(result, solved, measures_of(arguments, result), observer);
  observer.finish();
  std::string failure;
  for (const study::ExplainedChange& each : changes) failure = failure.empty() ? each.failure : failure;
  std::erase_if(changes, [](const study::ExplainedChange& each) { return !each.failure.empty(); });
  const bool as_json = arguments.chosen.as_json;
  if (as_json) fmt::print("[\n");
  for (std::size_t at = 0; at < changes.size(); ++at) {
    if (at > 0) fmt::print("{}", as_json ? ",\n" : "\n");
    fmt::print("{}", as_json ? report::explanation_json(result, solved, changes[at])
                             : report::explanation_text(result, solved, changes[at], arguments.most_terms));
  }
  if (as_json) fmt::print("]\n");
  // What could be split is shown first: one country's path says nothing against another's.
  if (failure.empty()) return;
  SolveReport report = solved.equilibrium.report;
  report.status = SolveStatus::stalled;
  report.message = "the case itself is solved and certified";
  throw NotSolved(failure, std::move(report));
}

}  // namespace

void add_explain_command(Command& app, int& exit_code) {
  auto arguments = std::make_shared<ExplainArguments>();
  Command* command = app.add_subcommand("explain", "Split a country's exact change by entry, channel, partner, sector");
  command->footer(
      "Example:  parley explain scenarios/us-china-march-2018.toml --case all-out --country USA\n"
      "          parley explain scenarios/starter.toml --country USA --measure employment --sector MCH\n"
      "The split is exact: its parts add up to the change, whatever the order of the entries. Channels are those of\n"
      "real income.");
  arguments->chosen.add_to(*command);
  command->add_option("--country", arguments->countries, "Country codes [the scenario's parties]");
  study::NamedMeasure& measure = arguments->measure;
  command->add_option("--measure", measure.measure, "What is split")
      ->capture_default_str()
      ->check(one_of(study::measure_names()));
  command->add_option("--sector", measure.sector, "Sector of employment, output or exports");
  command->add_option("--partner", measure.partner, "Destination of exports [all others]");
  command->add_option("--top", arguments->most_terms, "Terms to show, largest first")->capture_default_str();
  command->callback([arguments, &exit_code] {
    answer(*arguments);
    exit_code = done;
  });
}

}  // namespace parley::cli
