#include <fmt/format.h>

#include <memory>

#include "commands.hpp"
#include "parley/base/error.hpp"
#include "parley/report/tables/pairwise_talks_files.hpp"
#include "parley/report/tables/talks_files.hpp"
#include "parley/report/words/pairwise_talks_text.hpp"
#include "parley/report/words/talks_text.hpp"
#include "strategy_arguments.hpp"
#include "terminal.hpp"

namespace parley::cli {
namespace {

struct TalksArguments {
  StrategyArguments shared;
  study::TariffTalksOptions together;
  std::string threat = "war";
  std::vector<std::string> pairs;
  bool cuts_only = false;
};

study::WithoutTreaty threat_of(const std::string& name) {
  if (name == "war") return study::WithoutTreaty::war;
  if (name == "autarky") return study::WithoutTreaty::autarky;
  return study::WithoutTreaty::status_quo;
}

/// "USA:CHN" or, with the first one's power, "USA:CHN=0.6".
study::NamedPair parse_pair(const std::string& text) {
  const std::size_t equals = std::min(text.find('='), text.size());
  const std::size_t colon = text.find(':');
  if (colon == std::string::npos || colon == 0 || colon + 1 >= equals)
    throw InputError(Place{.key = "--pairs"}, fmt::format("cannot read '{}'", text),
                     "write USA:CHN, or USA:CHN=0.6 with the first's power");
  study::NamedPair pair{.first = text.substr(0, colon), .second = text.substr(colon + 1, equals - colon - 1)};
  if (equals < text.size()) pair.first_power = number_of(std::string_view(text).substr(equals + 1), "--pairs");
  return pair;
}

void answer_together(TalksArguments& arguments) {
  arguments.together.world = arguments.shared.world;
  arguments.together.choices = arguments.shared.choices();
  arguments.together.threat = threat_of(arguments.threat);
  TerminalObserver observer;
  const study::TariffTalksAnswer found = study::answer_talks(arguments.together, observer);
  observer.finish();
  arguments.shared.format.print(found, report::talks_text, report::talks_json, report::talks_csv);
}

void answer_in_pairs(const TalksArguments& arguments) {
  study::PairwiseTalksOptions options{
      .world = arguments.shared.world, .choices = arguments.shared.choices(), .cuts_only = arguments.cuts_only};
  for (const std::string& text : arguments.pairs) options.pairs.push_back(parse_pair(text));
  TerminalObserver observer;
  const study::PairwiseTalksAnswer found = study::answer_pairwise_talks(options, observer);
  observer.finish();
  arguments.shared.format.print(found, report::pairwise_talks_text, report::pairwise_talks_json,
                                report::pairwise_talks_csv);
}

void add_options(Command& command, TalksArguments& arguments) {
  arguments.shared.add_to(command);
  study::TariffTalksOptions& together = arguments.together;
  Option* players = command.add_option("--players", together.players, "Who talks, all together")->delimiter(',');
  Option* threat = command.add_option("--threat", arguments.threat, "What happens without agreement")
                       ->capture_default_str()
                       ->check(one_of({"war", "status-quo", "autarky"}));
  Option* power =
      command.add_option("--power", together.power, "Bargaining power of each player in the Nash product [equal]")
          ->delimiter(',')
          ->check(positive_number());
  Option* frontier =
      command
          .add_option("--frontier", together.frontier_points, "Points of the Pareto frontier to print (two players)")
          ->check(range(2, 1000));
  Option* pairs =
      command
          .add_option(
              "--pairs", arguments.pairs,
              "Who talks two by two, every pair given the others' treaties; USA:CHN=0.6 gives the first's power")
          ->delimiter(',');
  for (Option* one : {players, threat, power, frontier}) pairs->excludes(one);
  command.add_flag("--cuts-only", arguments.cuts_only, "In pairs: no tariff above its status quo, as bound rates")
      ->needs(pairs);
}

}  // namespace

void add_talks_command(Command& app, int& exit_code) {
  auto arguments = std::make_shared<TalksArguments>();
  Command* command = app.add_subcommand("talks", "Find the agreements that governments would sign, by every rule");
  command->footer(
      "Example:  parley talks world-2017 --players USA,CHN --bounds=-30:100\n"
      "          parley talks world-2017 --players USA,CHN --threat status-quo --bounds -30:100 --frontier 11\n"
      "          parley talks world-2017 --pairs USA:CHN,USA:DEU,CHN:DEU --mfn --cuts-only\n"
      "Import volumes are at base prices, against the status quo: a reciprocal treaty changes them by equal amounts");
  add_options(*command, *arguments);
  command->callback([arguments, &exit_code] {
    if (arguments->together.players.empty() && arguments->pairs.empty())
      throw InputError(Place{}, "does not say who talks", "give --players or --pairs");
    if (arguments->pairs.empty())
      answer_together(*arguments);
    else
      answer_in_pairs(*arguments);
    exit_code = done;
  });
}

}  // namespace parley::cli
