#include <fmt/format.h>

#include "commands.hpp"
#include "parley/report/tables/deal_files.hpp"
#include "parley/report/words/deal_text.hpp"
#include "parley/study/deal.hpp"
#include "shipped_files.hpp"
#include "standing_arguments.hpp"
#include "terminal.hpp"

namespace parley::cli {
namespace {

struct DealArguments {
  study::RunOptions options{.assets = shipped::assets()};
  std::size_t threads = 0;
  bool as_json = false;
  bool as_csv = false;
  StandingArguments standing;
};

void show_deal(const DealArguments& arguments) {
  const study::DealResult result = observed(study::answer_deal, arguments.options, arguments.threads);
  auto* write = arguments.as_csv ? report::packages_csv : report::deal_text;
  if (arguments.as_json) write = report::deal_json;
  show("{}", write(result.desk, result.baseline));
}

void answer_deal(const DealArguments& arguments) {
  StandingArguments standing = arguments.standing;
  standing.options.threads = arguments.threads;
  standing.answer([&] { return study::standing_question(arguments.options); }, arguments.as_json, arguments.as_csv,
                  [&] { show_deal(arguments); });
}

}  // namespace

void add_deal_command(Command& app) {
  auto [command, arguments] = add_command(
      app, answer_deal, "deal", "Value every package of a scenario's deal and find those that both would sign",
      "Example:  parley deal scenarios/us-china-march-2018.toml");
  command.add_option("scenario", arguments.options.scenario, "Scenario file with a [deal] (TOML)")->required();
  command.add_option("--baseline", arguments.options.baseline, "Baseline folder instead of the scenario's");
  command.add_option("--elasticities", arguments.options.elasticities, "A named set of trade elasticities");
  command.add_option("--threads", arguments.threads, "Threads [as many as the machine has]; they change no digit")
      ->check(range(1, 1024));
  arguments.standing.add_to(command, true);
  command.add_flag("--json", arguments.as_json, "Print everything as JSON");
  command.add_flag("--csv", arguments.as_csv, "Print one row for each package as CSV");
}

}  // namespace parley::cli
