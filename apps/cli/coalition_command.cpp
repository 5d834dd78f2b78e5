#include <memory>
#include <optional>

#include "commands.hpp"
#include "parley/report/tables/coalition_files.hpp"
#include "parley/report/words/coalition_text.hpp"
#include "strategy_arguments.hpp"
#include "terminal.hpp"

namespace parley::cli {
namespace {

struct CoalitionArguments {
  StrategyArguments shared;
  study::CoalitionOptions options;
  std::string mode = "retaliation";
  std::optional<double> opening;
  double points = 25;
};

study::CoalitionAct act_of(const std::string& mode) {
  if (mode == "war") return study::CoalitionAct::war;
  return mode == "opening" ? study::CoalitionAct::none : study::CoalitionAct::retaliation;
}

void answer(CoalitionArguments& arguments) {
  study::CoalitionOptions& options = arguments.options;
  options.world = arguments.shared.world;
  options.choices = arguments.shared.choices();
  options.act = act_of(arguments.mode);
  options.opening = arguments.opening.value_or(options.act == study::CoalitionAct::none ? 100 : 0) / 100;
  options.attack_points = arguments.points / 100;
  TerminalObserver observer;
  const study::CoalitionAnswer found = study::answer_coalition(options, observer);
  observer.finish();
  arguments.shared.format.print(found, report::coalition_text, report::coalition_json, report::coalition_csv);
}

void add_options(Command& command, CoalitionArguments& arguments) {
  arguments.shared.add_to(command);
  command.add_option("--candidates", arguments.options.candidates, "Countries that may unite, two to ten")
      ->required()
      ->delimiter(',');
  command.add_option("--against", arguments.options.against, "The country that they face");
  command
      .add_option("--mode", arguments.mode,
                  "Members set tariffs together on the country they face (retaliation), while it answers (war), or "
                  "not (opening)")
      ->capture_default_str()
      ->check(one_of({"retaliation", "war", "opening"}));
  command
      .add_option("--open", arguments.opening,
                  "Per cent that members take off their tariffs on each other [0; 100 with --mode opening]")
      ->check(range(0.0, 100.0));
  command.add_flag("--open-to-all", arguments.options.opens_to_all, "The same cut for everybody: most favoured nation");
  command
      .add_option("--points", arguments.points,
                  "The attack where no case is named, percentage points on all goods of the candidates")
      ->capture_default_str()
      ->check(positive_number());
}

}  // namespace

void add_coalition_command(Command& app, int& exit_code) {
  auto arguments = std::make_shared<CoalitionArguments>();
  Command* command =
      app.add_subcommand("coalition", "Unite countries: what each coalition is worth, and who would leave");
  command->footer(
      "Example:  parley coalition world-2017 --candidates JPN,KOR,IND --against USA --points 10\n"
      "          parley coalition scenarios/us-china-march-2018.toml --case steel-and-aluminium "
      "--candidates CHN,JPN,IND --against USA\n"
      "          parley coalition world-2017 --candidates AUS,JPN,KOR --mode opening --open-to-all\n"
      "A coalition is worth what its members gain together while everybody else stands alone");
  add_options(*command, *arguments);
  command->callback([arguments, &exit_code] {
    answer(*arguments);
    exit_code = done;
  });
}

}  // namespace parley::cli
