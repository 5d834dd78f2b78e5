#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "case_arguments.hpp"
#include "commands.hpp"
#include "parley/base/error.hpp"
#include "parley/report/tables/slopes_files.hpp"
#include "parley/report/words/slopes_text.hpp"
#include "parley/study/cases/ranked_slopes.hpp"
#include "parley/text/split.hpp"
#include "strategy_arguments.hpp"
#include "terminal.hpp"

namespace parley::cli {
namespace {

struct GradientArguments {
  CaseArguments chosen;
  study::NamedMeasure measure;
  std::vector<std::string> terms;
  std::string instrument = "tariff";
  std::size_t top = 10;
};

[[noreturn]] void refuse_term(const std::string& text, const std::string& why) {
  throw InputError(Place{.key = "--term"}, fmt::format("'{}' {}", text, why),
                   "write WEIGHT:MEASURE:COUNTRY[:SECTOR[:PARTNER]], as 0.7:real_income:USA or 0.3:employment:USA:STL");
}

/// "0.3:employment:USA:STL": weight, measure, country, and where the measure has them sector and partner.
study::NamedTerm parse_term(const std::string& text) {
  std::vector<std::string> parts = text::split(text, ':');
  if (parts.size() < 3 || parts.size() > 5) refuse_term(text, "needs three to five parts between colons");
  parts.resize(5);
  const double weight = number_of(parts[0], "--term");
  if (weight == 0) refuse_term(text, "has a weight of zero");
  return {weight, {.measure = parts[1], .country = parts[2], .sector = parts[3], .partner = parts[4]}};
}

/// The weighted terms, or the one measure that was named.
std::vector<study::NamedTerm> terms_of(const GradientArguments& arguments) {
  std::vector<study::NamedTerm> terms;
  for (const std::string& text : arguments.terms) terms.push_back(parse_term(text));
  if (!terms.empty()) return terms;
  if (arguments.measure.country.empty()) {
    throw InputError(Place{.key = "--country"}, "is needed: whose outcome?",
                     "or give a weighted objective with --term");
  }
  return {{1, arguments.measure}};
}

std::vector<std::string> instrument_names() {
  std::vector<std::string> names;
  for (const PolicyInstrumentRow& row : policy_instruments) names.emplace_back(row.name);
  return names;
}

/// The option takes only names of the table.
PolicyInstrument instrument_of(const std::string& name) {
  return std::ranges::find(policy_instruments, name, &PolicyInstrumentRow::name)->instrument;
}

void answer(const GradientArguments& arguments) {
  const std::vector<study::NamedTerm> terms = terms_of(arguments);
  TerminalObserver observer;
  const study::RunResult result = solve_chosen_case(arguments.chosen, observer);
  const study::CaseResult& solved = result.cases.front();
  const study::RankedSlopes slopes =
      study::rank_slopes(result.baseline, solved, study::objective_of(terms, result.baseline.economy),
                         instrument_of(arguments.instrument), observer);
  observer.finish();
  const auto write = arguments.chosen.as_json ? report::slopes_json : report::slopes_text;
  fmt::print("{}", write(result, solved, slopes, !arguments.terms.empty(), arguments.top));
}

void add_options(Command& command, GradientArguments& arguments) {
  arguments.chosen.add_to(command);
  Option* country = command.add_option("--country", arguments.measure.country, "Whose outcome");
  Option* measure = command.add_option("--measure", arguments.measure.measure, "The outcome")
                        ->capture_default_str()
                        ->check(one_of(study::measure_names()));
  Option* sector = command.add_option("--sector", arguments.measure.sector, "Sector of employment, output or exports");
  Option* partner = command.add_option("--partner", arguments.measure.partner, "Destination of exports [all others]");
  Option* terms =
      command.add_option("--term", arguments.terms,
                         "Part of a weighted objective, WEIGHT:MEASURE:COUNTRY[:SECTOR[:PARTNER]]; may be repeated. "
                         "A weight is per 1 %, of tariff_revenue and exports per million");
  terms->allow_extra_args(false);
  for (Option* one : {country, measure, sector, partner}) terms->excludes(one);
  command.add_option("--instrument", arguments.instrument, "What is moved")
      ->capture_default_str()
      ->check(one_of(instrument_names()));
  command.add_option("--top", arguments.top, "Instruments to name")->capture_default_str();
}

}  // namespace

void add_gradient_command(Command& app, int& exit_code) {
  auto arguments = std::make_shared<GradientArguments>();
  Command* command = app.add_subcommand("gradient", "Name the tariffs that matter most for an outcome");
  command->footer(
      "Example:  parley gradient scenarios/us-china-march-2018.toml --case all-out --country USA\n"
      "          parley gradient scenarios/starter.toml --country USA --measure employment --sector STL\n"
      "          parley gradient scenarios/starter.toml --term 0.7:real_income:USA --term 0.3:employment:USA:STL");
  add_options(*command, *arguments);
  command->callback([arguments, &exit_code] {
    answer(*arguments);
    exit_code = done;
  });
}

}  // namespace parley::cli
