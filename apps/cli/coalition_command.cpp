#include "parley/report/tables/coalition_files.hpp"
#include "parley/report/words/coalition_text.hpp"
#include "strategy_arguments.hpp"

namespace parley::cli {
namespace {

using study::CoalitionAct;

struct CoalitionArguments : StrategyQuestion<study::CoalitionOptions> {
  std::optional<double> opening;
  double points = 25;
};

void answer_coalition(CoalitionArguments& arguments) {
  study::CoalitionOptions& options = arguments.options;
  options.opening = arguments.opening.value_or(options.act == CoalitionAct::none ? 100 : 0) / 100;
  options.attack_points = arguments.points / 100;
  arguments.answer(study::answer_coalition, report::coalition_text, report::coalition_json, report::coalition_csv);
}

}  // namespace

void add_coalition_command(Command& app) {
  auto [command, arguments] = add_command(
      app, answer_coalition, "coalition", "Unite countries: what each coalition is worth, and who would leave",
      "Example:  parley coalition world-2017 --candidates JPN,KOR,IND --against USA --points 10\n"
      "          parley coalition scenarios/us-china-march-2018.toml --case steel-and-aluminium "
      "--candidates CHN,JPN,IND --against USA\n"
      "          parley coalition world-2017 --candidates AUS,JPN,KOR --mode opening --open-to-all\n"
      "A coalition is worth what its members gain together while everybody else stands alone");
  arguments.shared.add_to(command);
  arguments.shared.standing.add_to(command);
  study::CoalitionOptions& options = arguments.options;
  command.add_option("--candidates", options.candidates, "Countries that may unite, two to ten")
      ->required()
      ->delimiter(',');
  command.add_option("--against", options.against, "The country that they face");
  command.add_choice<CoalitionAct>(
      "--mode", options.act,
      {{"retaliation", CoalitionAct::retaliation}, {"war", CoalitionAct::war}, {"opening", CoalitionAct::none}},
      "Members set tariffs together on the country they face (retaliation), while it answers (war), or not (opening)");
  command
      .add_option("--open", arguments.opening,
                  "Per cent that members take off their tariffs on each other [0; 100 with --mode opening]")
      ->check(range(0.0, 100.0));
  command.add_flag("--open-to-all", options.opens_to_all, "The same cut for everybody: most favoured nation");
  command
      .add_setting("--points", arguments.points,
                   "The attack where no case is named, percentage points on all goods of the candidates")
      ->check(positive_number());
}

}  // namespace parley::cli
