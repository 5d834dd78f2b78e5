#include "parley/report/tables/tariff_war_files.hpp"
#include "parley/report/words/tariff_war_text.hpp"
#include "strategy_arguments.hpp"

namespace parley::cli {
namespace {

void answer_nash(StrategyQuestion<study::TariffWarOptions>& question) {
  std::vector<std::string>& players = question.options.players;
  if (players == std::vector<std::string>{"all"}) players.clear();
  question.answer(study::answer_tariff_war, report::tariff_war_text, report::tariff_war_json, report::tariff_war_csv);
}

}  // namespace

void add_nash_command(Command& app) {
  auto [command, question] =
      add_command(app, answer_nash, "nash", "Find where a tariff war ends, and prove that nobody gains by moving",
                  "Example:  parley nash world-2017 --players USA,CHN\n"
                  "          parley nash world-2017 --players all --mfn --csv");
  question.shared.add_to(command);
  question.shared.standing.add_to(command);
  study::TariffWarOptions& options = question.options;
  command.add_option("--players", options.players, "Governments that choose, or all")->required()->delimiter(',');
  command.add_flag("--on-everybody", options.on_everybody, "Tariffs on all partners, not only on each other");
  command.add_setting("--starts", options.starts, "Status quo, no tariffs, then random starts")
      ->check(positive_number());
}

}  // namespace parley::cli
