#include "parley/report/tables/optimal_files.hpp"
#include "parley/report/words/optimal_text.hpp"
#include "strategy_arguments.hpp"

namespace parley::cli {
namespace {

void answer_optimal(StrategyQuestion<study::OptimalOptions>& question) {
  question.answer(study::answer_optimal, report::optimal_text, report::optimal_json, report::optimal_csv);
}

}  // namespace

void add_optimal_command(Command& app) {
  auto [command, question] = add_command(
      app, answer_optimal, "optimal", "Find the tariffs that serve one government best, with the proof",
      "Example:  parley optimal world-2017 --country USA --mfn\n"
      "          parley optimal world-2017 --country USA --partners CHN --weight USA:STL=1.5 --bounds 0:100");
  question.shared.add_to(command);
  question.shared.standing.add_to(command);
  study::OptimalOptions& options = question.options;
  command.add_option("--country", options.country, "Whose tariffs")->required();
  command.add_option("--partners", options.partners, "On whose goods [everybody's]")->delimiter(',');
  command.add_setting("--starts", options.random_starts, "Random starts beside the status quo and no tariffs")
      ->check(non_negative_number());
}

}  // namespace parley::cli
