#include "parley/base/error.hpp"
#include "parley/report/tables/pairwise_talks_files.hpp"
#include "parley/report/tables/talks_files.hpp"
#include "parley/report/words/pairwise_talks_text.hpp"
#include "parley/report/words/talks_text.hpp"
#include "parley/study/parse_request.hpp"
#include "strategy_arguments.hpp"

namespace parley::cli {
namespace {

struct TalksArguments {
  StrategyQuestion<study::TariffTalksOptions> together;
  study::PairwiseTalksOptions in_pairs;
  std::vector<std::string> pairs;
};

void answer_talks(TalksArguments& arguments) {
  if (arguments.together.options.players.empty() && arguments.pairs.empty())
    throw InputError(Place{}, "does not say who talks", "give --players or --pairs");
  if (arguments.pairs.empty())
    return arguments.together.answer(study::answer_talks, report::talks_text, report::talks_json, report::talks_csv);
  if (arguments.together.shared.standing.are_given())
    throw InputError(Place{.key = "--pairs"}, "cannot be asked again under other elasticities", "--players can");
  StrategyQuestion<study::PairwiseTalksOptions> in_pairs{arguments.together.shared, arguments.in_pairs};
  for (const std::string& text : arguments.pairs)
    in_pairs.options.pairs.push_back(study::parse_pair(text, {.key = "--pairs"}));
  in_pairs.answer(study::answer_pairwise_talks, report::pairwise_talks_text, report::pairwise_talks_json,
                  report::pairwise_talks_csv);
}

void add_talks_options(Command& command, TalksArguments& arguments) {
  using Without = study::WithoutTreaty;
  arguments.together.shared.add_to(command);
  arguments.together.shared.standing.add_to(command);
  study::TariffTalksOptions& together = arguments.together.options;
  Option* players = command.add_option("--players", together.players, "Who talks, all together")->delimiter(',');
  Option* threat = command.add_choice<Without>(
      "--threat", together.threat,
      {{"war", Without::war}, {"status-quo", Without::status_quo}, {"autarky", Without::autarky}},
      "What happens without agreement");
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
  command
      .add_flag("--cuts-only", arguments.in_pairs.cuts_only, "In pairs: no tariff above its status quo, as bound rates")
      ->needs(pairs);
}

}  // namespace

void add_talks_command(Command& app) {
  auto [command, arguments] = add_command(
      app, answer_talks, "talks", "Find the agreements that governments would sign, by every rule",
      "Example:  parley talks world-2017 --players USA,CHN --bounds=-30:100\n"
      "          parley talks world-2017 --players USA,CHN --threat status-quo --bounds -30:100 --frontier 11\n"
      "          parley talks world-2017 --pairs USA:CHN,USA:DEU,CHN:DEU --mfn --cuts-only\n"
      "Import volumes are at base prices, against the status quo: a reciprocal treaty changes them by equal amounts");
  add_talks_options(command, arguments);
}

}  // namespace parley::cli
