#include <fmt/format.h>

#include "case_arguments.hpp"
#include "parley/report/tables/slopes_files.hpp"
#include "parley/report/words/slopes_text.hpp"
#include "parley/study/cases/ranked_slopes.hpp"
#include "parley/study/parse_request.hpp"
#include "terminal.hpp"

namespace parley::cli {
namespace {

struct GradientArguments {
  CaseArguments chosen;
  study::NamedMeasure measure;
  std::vector<std::string> terms;
  PolicyInstrument instrument = PolicyInstrument::tariff;
  std::size_t top = 10;
};

void answer_gradient(const GradientArguments& arguments) {
  const std::vector<study::NamedTerm> terms = study::parse_terms(arguments.terms, arguments.measure);
  TerminalObserver observer;
  const study::RunResult result = solve_chosen_case(arguments.chosen, observer);
  const study::CaseResult& solved = result.cases.front();
  const study::RankedSlopes slopes = study::rank_slopes(
      result.baseline, solved, study::objective_of(terms, result.baseline.economy), arguments.instrument, observer);
  observer.finish();
  const auto write = arguments.chosen.as_json ? report::slopes_json : report::slopes_text;
  show("{}", write(result, solved, slopes, !arguments.terms.empty(), arguments.top));
}

void add_gradient_options(Command& command, GradientArguments& arguments) {
  arguments.chosen.add_to(command);
  arguments.chosen.add_horizon_to(command);
  Option* country = command.add_option("--country", arguments.measure.country, "Whose outcome");
  Option* measure =
      command.add_setting("--measure", arguments.measure.measure, "The outcome")->check(one_of(study::measure_names()));
  Option* sector = command.add_option("--sector", arguments.measure.sector, "Sector of employment, output or exports");
  Option* partner = command.add_option("--partner", arguments.measure.partner, "Destination of exports [all others]");
  Option* terms =
      command.add_option("--term", arguments.terms,
                         "Part of a weighted objective, WEIGHT:MEASURE:COUNTRY[:SECTOR[:PARTNER]]; may be repeated. "
                         "A weight is per 1 %, of tariff_revenue and exports per million");
  terms->allow_extra_args(false);
  for (Option* one : {country, measure, sector, partner}) terms->excludes(one);
  std::vector<std::pair<std::string, PolicyInstrument>> instruments;
  for (const PolicyInstrumentRow& row : policy_instruments) instruments.emplace_back(row.name, row.instrument);
  command.add_choice("--instrument", arguments.instrument, instruments, "What is moved");
  command.add_setting("--top", arguments.top, "Instruments to name");
}

}  // namespace

void add_gradient_command(Command& app) {
  auto [command, arguments] = add_command(
      app, answer_gradient, "gradient", "Name the tariffs that matter most for an outcome",
      "Example:  parley gradient scenarios/us-china-march-2018.toml --case all-out --country USA\n"
      "          parley gradient scenarios/starter.toml --country USA --measure employment --sector STL\n"
      "          parley gradient scenarios/starter.toml --term 0.7:real_income:USA --term 0.3:employment:USA:STL");
  add_gradient_options(command, arguments);
}

}  // namespace parley::cli
