#include <memory>

#include "commands.hpp"
#include "parley/report/tables/tariff_war_files.hpp"
#include "parley/report/words/tariff_war_text.hpp"
#include "strategy_arguments.hpp"
#include "terminal.hpp"

namespace parley::cli {
namespace {

struct NashArguments {
  StrategyArguments shared;
  study::TariffWarOptions options;
};

void answer(NashArguments& arguments) {
  study::TariffWarOptions& options = arguments.options;
  options.world = arguments.shared.world;
  options.choices = arguments.shared.choices();
  if (options.players == std::vector<std::string>{"all"}) options.players.clear();
  TerminalObserver observer;
  const study::TariffWarAnswer found = study::answer_tariff_war(options, observer);
  observer.finish();
  arguments.shared.format.print(found, report::tariff_war_text, report::tariff_war_json, report::tariff_war_csv);
}

}  // namespace

void add_nash_command(Command& app, int& exit_code) {
  auto arguments = std::make_shared<NashArguments>();
  Command* command = app.add_subcommand("nash", "Find where a tariff war ends, and prove that nobody gains by moving");
  command->footer(
      "Example:  parley nash world-2017 --players USA,CHN\n"
      "          parley nash world-2017 --players all --mfn --csv");
  arguments->shared.add_to(*command);
  study::TariffWarOptions& options = arguments->options;
  command->add_option("--players", options.players, "Governments that choose, or all")->required()->delimiter(',');
  command->add_flag("--on-everybody", options.on_everybody, "Tariffs on all partners, not only on each other");
  command->add_option("--starts", options.starts, "Status quo, no tariffs, then random starts")
      ->capture_default_str()
      ->check(positive_number());
  command->callback([arguments, &exit_code] {
    answer(*arguments);
    exit_code = done;
  });
}

}  // namespace parley::cli
