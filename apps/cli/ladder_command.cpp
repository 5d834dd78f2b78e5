#include <memory>

#include "commands.hpp"
#include "parley/report/tables/ladder_files.hpp"
#include "parley/report/words/ladder_text.hpp"
#include "strategy_arguments.hpp"
#include "terminal.hpp"

namespace parley::cli {
namespace {

struct LadderArguments {
  StrategyArguments shared;
  study::LadderOptions options;
  double points = 25;
};

void answer(LadderArguments& arguments) {
  arguments.options.world = arguments.shared.world;
  arguments.options.choices = arguments.shared.choices();
  arguments.options.first_points = arguments.points / 100;
  TerminalObserver observer;
  const study::LadderAnswer found = study::answer_ladder(arguments.options, observer);
  observer.finish();
  arguments.shared.format.print(found, report::ladder_text, report::ladder_json, report::ladder_csv);
}

}  // namespace

void add_ladder_command(Command& app, int& exit_code) {
  auto arguments = std::make_shared<LadderArguments>();
  Command* command = app.add_subcommand("ladder", "Climb from an announced skirmish to the full tariff war");
  command->footer(
      "Example:  parley ladder scenarios/us-china-march-2018.toml --case all-out --players USA,CHN\n"
      "          parley ladder world-2017 --players USA,CHN --points 10");
  arguments->shared.add_to(*command);
  command->add_option("--players", arguments->options.players, "Who begins, who answers")->required()->delimiter(',');
  command
      ->add_option("--points", arguments->points, "First move where no case is named, percentage points on all goods")
      ->capture_default_str()
      ->check(positive_number());
  command->callback([arguments, &exit_code] {
    answer(*arguments);
    exit_code = done;
  });
}

}  // namespace parley::cli
