#include "parley/report/tables/ladder_files.hpp"
#include "parley/report/words/ladder_text.hpp"
#include "strategy_arguments.hpp"

namespace parley::cli {
namespace {

struct LadderArguments : StrategyQuestion<study::LadderOptions> {
  double points = 25;
};

void answer_ladder(LadderArguments& arguments) {
  arguments.options.first_points = arguments.points / 100;
  arguments.answer(study::answer_ladder, report::ladder_text, report::ladder_json, report::ladder_csv);
}

}  // namespace

void add_ladder_command(Command& app) {
  auto [command, arguments] =
      add_command(app, answer_ladder, "ladder", "Climb from an announced skirmish to the full tariff war",
                  "Example:  parley ladder scenarios/us-china-march-2018.toml --case all-out --players USA,CHN\n"
                  "          parley ladder world-2017 --players USA,CHN --points 10");
  arguments.shared.add_to(command);
  command.add_option("--players", arguments.options.players, "Who begins, who answers")->required()->delimiter(',');
  command
      .add_setting("--points", arguments.points, "First move where no case is named, percentage points on all goods")
      ->check(positive_number());
}

}  // namespace parley::cli
