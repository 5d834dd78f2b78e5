#include <fmt/format.h>

#include <algorithm>

#include "commands.hpp"
#include "parley/report/tables/rules_json.hpp"
#include "parley/report/words/rules_text.hpp"
#include "parley/rules/read_case.hpp"
#include "parley/rules/run_checks.hpp"
#include "terminal.hpp"

namespace parley::cli {
namespace {

struct WtoArguments {
  std::filesystem::path rule_case;
  std::filesystem::path data;
  std::vector<std::string> only;
  std::size_t lines = 5;
  bool as_json = false;
};

int answer_wto(const WtoArguments& arguments) {
  const rules::RuleCase rule_case = rules::read_case(arguments.rule_case);
  const std::vector<rules::CheckResult> results = rules::run_checks(rule_case, arguments.data, arguments.only);
  show("{}", arguments.as_json ? report::rules_json(rule_case, results)
                               : report::rules_text(rule_case, results, arguments.lines));
  const bool fails = std::any_of(results.begin(), results.end(),
                                 [](const rules::CheckResult& each) { return each.verdict == rules::Verdict::fails; });
  return fails ? claim_failed : done;
}

}  // namespace

void add_wto_command(Command& app) {
  auto [command, arguments] =
      add_command(app, answer_wto, "wto", "Hold tariffs and deals against the rules of the World Trade Organization",
                  "Example:  parley wto scenarios/wto/march-2018.toml --data DIR\n"
                  "Exit status:  0 no check fails, 1 a check fails, 2 wrong input");
  command.add_option("case", arguments.rule_case, "Case file (TOML)")->required();
  command.add_option("--data", arguments.data, "Folder with the statistics that the case names [its own totals]");
  command.add_option("--only", arguments.only, "Checks to run [all]");
  command.add_setting("--lines", arguments.lines, "Failing lines to name for each check");
  command.add_flag("--json", arguments.as_json, "Print JSON for machines, every failing line in it");
}

}  // namespace parley::cli
