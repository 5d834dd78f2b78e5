#include <fmt/format.h>

#include <filesystem>
#include <memory>

#include "commands.hpp"
#include "files.hpp"
#include "parley/base/error.hpp"
#include "parley/report/words/deal_text.hpp"
#include "parley/study/deal.hpp"
#include "terminal.hpp"

namespace parley::cli {

void add_deal_command(Command& app, int& exit_code) {
  struct Arguments {
    study::RunOptions options{.assets = shipped_assets()};
    std::size_t threads = 0;
    bool as_json = false;
    bool as_csv = false;
  };
  auto arguments = std::make_shared<Arguments>();
  Command* command =
      app.add_subcommand("deal", "Value every package of a scenario's deal and find those that both would sign");
  command->footer("Example:  parley deal scenarios/us-china-march-2018.toml");
  command->add_option("scenario", arguments->options.scenario, "Scenario file with a [deal] (TOML)")->required();
  command->add_option("--baseline", arguments->options.baseline, "Baseline folder instead of the scenario's");
  command->add_option("--elasticities", arguments->options.elasticities, "A named set of trade elasticities");
  command->add_option("--threads", arguments->threads, "Threads [as many as the machine has]; they change no digit")
      ->check(range(1, 1024));
  command->add_flag("--json", arguments->as_json, "Print everything as JSON");
  command->add_flag("--csv", arguments->as_csv, "Print one row for each package as CSV");
  command->callback([arguments, &exit_code] {
    TerminalObserver observer;
    const Interrupts interrupts;
    const study::DealResult result = study::answer_deal(arguments->options, arguments->threads, observer);
    observer.finish();
    if (arguments->as_json)
      fmt::print("{}", report::deal_json(result.desk, result.baseline));
    else if (arguments->as_csv)
      fmt::print("{}", report::packages_csv(result.desk, result.baseline));
    else
      fmt::print("{}", report::deal_text(result.desk, result.baseline));
    exit_code = done;
  });
}

}  // namespace parley::cli
