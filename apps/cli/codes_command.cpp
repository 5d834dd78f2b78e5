#include "commands.hpp"
#include "parley/report/words/codes_text.hpp"
#include "parley/study/baseline_folder.hpp"
#include "shipped_files.hpp"
#include "terminal.hpp"

namespace parley::cli {
namespace {

struct CodesArguments {
  std::string target = "world-2017";
  bool as_json = false;
};

void answer_codes(const CodesArguments& arguments) {
  const Economy economy = study::codes_of(arguments.target, shipped::assets());
  show("{}", arguments.as_json ? report::codes_json(economy) : report::codes_text(economy));
}

}  // namespace

void add_codes_command(Command& app) {
  auto [command, arguments] =
      add_command(app, answer_codes, "codes", "Print the countries, groups and sectors that a baseline knows",
                  "Example:  parley codes world-2017");
  command.add_setting("target", arguments.target, "Baseline (name or folder) or scenario file (.toml)");
  command.add_flag("--json", arguments.as_json, "Print JSON for machines");
}

}  // namespace parley::cli
