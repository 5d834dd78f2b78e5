#include "parley/report/tables/ladder_files.hpp"
#include "parley/report/words/ladder_text.hpp"
#include "strategy_arguments.hpp"

namespace parley::cli {
namespace {

struct LadderArguments : StrategyQuestion<study::LadderOptions> {
  double points = 25;
  bool no_withdrawal = false;
};

void answer_ladder(LadderArguments& arguments) {
  arguments.options.first_points = arguments.points / 100;
  arguments.options.allows_withdrawal = !arguments.no_withdrawal;
  arguments.answer(study::answer_ladder, report::ladder_text, report::ladder_json, report::ladder_csv);
}

}  // namespace

void add_ladder_command(Command& app) {
  auto [command, arguments] =
      add_command(app, answer_ladder, "ladder", "Play an escalation from an announced skirmish to the full tariff war",
                  "Example:  parley ladder scenarios/us-china-march-2018.toml\n"
                  "          parley ladder scenarios/us-china-march-2018.toml --case all-out --players USA,CHN\n"
                  "          parley ladder world-2017 --players USA,CHN --points 10 --sets");
  arguments.shared.add_to(command);
  arguments.shared.standing.add_to(command, false, true);
  command.add_option("--players", arguments.options.players, "Who begins, who answers [the scenario's [strategy]]")
      ->delimiter(',');
  command
      .add_setting("--points", arguments.points, "First move where no case is named, percentage points on all goods")
      ->check(positive_number());
  command.add_setting("--moves", arguments.options.play.moves, "Moves of both sides together, at most")
      ->check(range(1, 1000));
  command
      .add_setting("--discount", arguments.options.play.discount,
                   "Discount factor of one move; 1: the end alone counts")
      ->check(range(0.0, 1.0));
  command
      .add_setting("--stopping", arguments.options.play.stopping_chance,
                   "Chance that after a move nobody moves any more")
      ->check(range(0.0, 1.0));
  command.add_flag("--no-withdrawal", arguments.no_withdrawal,
                   "A side that has raised its tariffs cannot take them back");
  command.add_flag("--sets", arguments.options.over_sets,
                   "Also where it ends under every named set of elasticities that differs");
}

}  // namespace parley::cli
