#include <memory>

#include "commands.hpp"
#include "parley/report/tables/lobbying_files.hpp"
#include "parley/report/words/lobbying_text.hpp"
#include "strategy_arguments.hpp"
#include "terminal.hpp"

namespace parley::cli {
namespace {

struct WeightsArguments {
  study::LobbyingOptions options;
  std::string observed;
  OutputFormat format;
};

void answer(WeightsArguments& arguments) {
  arguments.format.check();
  if (arguments.observed != "applied") arguments.options.observed = arguments.observed;
  TerminalObserver observer;
  const study::LobbyingAnswer found = study::answer_lobbying(arguments.options, observer);
  observer.finish();
  arguments.format.print(found, report::lobbying_text, report::lobbying_json, report::lobbying_csv);
}

}  // namespace

void add_weights_command(Command& app, int& exit_code) {
  auto arguments = std::make_shared<WeightsArguments>();
  Command* command = app.add_subcommand("weights", "Fit governments' lobbying weights to tariffs that they set");
  command->footer(
      "Example:  parley weights world-2017 --country USA,CHN --observed applied\n"
      "          parley weights world-2017 --country USA --observed noncooperative.csv --csv > weights.csv\n"
      "          parley nash world-2017 --players USA,CHN --lobbying weights.csv\n"
      "The file of observed tariffs has the columns country,sector,tariff_pct. Only the spread of tariffs around their "
      "mean is fitted (Ossa 2014).");
  add_world_options(*command, arguments->options.world);
  command->add_option("--country", arguments->options.countries, "Whose weights")->required()->delimiter(',');
  command
      ->add_option("--observed", arguments->observed,
                   "File of tariffs that they set without an agreement, or: applied, for their own in the status quo")
      ->required();
  arguments->format.add_to(*command, "Print the weights as the file that --lobbying reads");
  command->callback([arguments, &exit_code] {
    answer(*arguments);
    exit_code = done;
  });
}

}  // namespace parley::cli
