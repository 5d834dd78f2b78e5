#include <fmt/format.h>

#include <memory>

#include "case_arguments.hpp"
#include "commands.hpp"
#include "parley/report/headline.hpp"
#include "parley/run/explain_case.hpp"
#include "terminal.hpp"

namespace parley::cli {
namespace {

struct ExplainArguments {
  CaseArguments chosen;
  std::vector<std::string> countries;
  std::string measure = "real_income";
  std::size_t most_terms = 10;
};

}  // namespace

void add_explain_command(CLI::App& app, int& exit_code) {
  auto arguments = std::make_shared<ExplainArguments>();
  CLI::App* command =
      app.add_subcommand("explain", "Split a country's exact change by entry, channel, partner, sector");
  command->footer(
      "Example:  parley explain scenarios/us-china-march-2018.toml --case all-out --country USA\n"
      "The split is exact: its parts add up to the change of real income, whatever the order of the entries.");
  arguments->chosen.add_to(*command);
  command->add_option("--country", arguments->countries, "Country codes [the scenario's parties]");
  command->add_option("--measure", arguments->measure, "What is split")
      ->capture_default_str()
      ->check(CLI::IsMember({"real_income"}));
  command->add_option("--top", arguments->most_terms, "Terms to show, largest first")->capture_default_str();
  command->callback([arguments, &exit_code] {
    TerminalObserver observer;
    const report::RunResult result = solve_cases(arguments->chosen, observer);
    const report::CaseResult& solved = chosen_case(result, arguments->chosen.case_name);
    std::vector<Country> countries;
    for (const std::string& code : arguments->countries)
      countries.push_back(chosen_country(result.baseline.economy, code, "--country"));
    if (countries.empty()) countries = report::parties(result);
    const auto changes = run::explain_case(result, solved, countries, observer);
    observer.finish();
    const bool as_json = arguments->chosen.as_json;
    if (as_json) fmt::print("[\n");
    for (std::size_t at = 0; at < changes.size(); ++at) {
      if (at > 0) fmt::print("{}", as_json ? ",\n" : "\n");
      fmt::print("{}", as_json ? run::explanation_json(result, solved, changes[at])
                               : run::explanation_text(result, solved, changes[at], arguments->most_terms));
    }
    if (as_json) fmt::print("]\n");
    exit_code = done;
  });
}

}  // namespace parley::cli
