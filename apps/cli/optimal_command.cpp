#include <memory>

#include "commands.hpp"
#include "parley/report/tables/optimal_files.hpp"
#include "parley/report/words/optimal_text.hpp"
#include "strategy_arguments.hpp"
#include "terminal.hpp"

namespace parley::cli {
namespace {

struct OptimalArguments {
  StrategyArguments shared;
  study::OptimalOptions options;
};

void answer(OptimalArguments& arguments) {
  arguments.options.world = arguments.shared.world;
  arguments.options.choices = arguments.shared.choices();
  TerminalObserver observer;
  const study::OptimalAnswer found = study::answer_optimal(arguments.options, observer);
  observer.finish();
  arguments.shared.format.print(found, report::optimal_text, report::optimal_json, report::optimal_csv);
}

}  // namespace

void add_optimal_command(Command& app, int& exit_code) {
  auto arguments = std::make_shared<OptimalArguments>();
  Command* command = app.add_subcommand("optimal", "Find the tariffs that serve one government best, with the proof");
  command->footer(
      "Example:  parley optimal world-2017 --country USA --mfn\n"
      "          parley optimal world-2017 --country USA --partners CHN --weight USA:STL=1.5 --bounds 0:100");
  arguments->shared.add_to(*command);
  study::OptimalOptions& options = arguments->options;
  command->add_option("--country", options.country, "Whose tariffs")->required();
  command->add_option("--partners", options.partners, "On whose goods [everybody's]")->delimiter(',');
  command->add_option("--starts", options.random_starts, "Random starts beside the status quo and no tariffs")
      ->capture_default_str()
      ->check(non_negative_number());
  command->callback([arguments, &exit_code] {
    answer(*arguments);
    exit_code = done;
  });
}

}  // namespace parley::cli
