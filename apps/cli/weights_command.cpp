#include "parley/report/tables/lobbying_files.hpp"
#include "parley/report/words/lobbying_text.hpp"
#include "strategy_arguments.hpp"

namespace parley::cli {
namespace {

struct WeightsArguments {
  study::LobbyingOptions options;
  std::string observed;
  OutputFormat format;
};

void answer_weights(WeightsArguments& arguments) {
  arguments.format.check();
  if (arguments.observed != "applied") arguments.options.observed = arguments.observed;
  arguments.format.print(observed(study::answer_lobbying, arguments.options), report::lobbying_text,
                         report::lobbying_json, report::lobbying_csv);
}

}  // namespace

void add_weights_command(Command& app) {
  auto [command, arguments] = add_command(
      app, answer_weights, "weights", "Fit governments' lobbying weights to tariffs that they set",
      "Example:  parley weights world-2017 --country USA,CHN --observed applied\n"
      "          parley weights world-2017 --country USA --observed noncooperative.csv --csv > weights.csv\n"
      "          parley nash world-2017 --players USA,CHN --lobbying weights.csv\n"
      "The file of observed tariffs has the columns country,sector,tariff_pct. Only the spread of tariffs around their "
      "mean is fitted (Ossa 2014).");
  add_world_options(command, arguments.options.world);
  command.add_option("--country", arguments.options.countries, "Whose weights")->required()->delimiter(',');
  command
      .add_option("--observed", arguments.observed,
                  "File of tariffs that they set without an agreement, or: applied, for their own in the status quo")
      ->required();
  arguments.format.add_to(command, "Print the weights as the file that --lobbying reads");
}

}  // namespace parley::cli
