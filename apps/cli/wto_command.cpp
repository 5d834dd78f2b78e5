
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "commands.hpp"
#include "parley/rules/case_file.hpp"

namespace parley::cli {
namespace {

using rules::CheckResult;
using rules::Verdict;

struct WtoArguments {
  std::filesystem::path rule_case;
  std::filesystem::path data;
  std::vector<std::string> only;
  std::size_t lines = 5;
  bool as_json = false;
};

nlohmann::ordered_json json_of(const CheckResult& result) {
  nlohmann::ordered_json value{{"id", result.id},
                               {"title", result.title},
                               {"verdict", to_string(result.verdict)},
                               {"rule", result.rule},
                               {"rule_in_words", result.rule_in_words},
                               {"claims", nlohmann::ordered_json::array()},
                               {"figures", nlohmann::ordered_json::array()},
                               {"failing_lines", nlohmann::ordered_json::array()},
                               {"sources", result.sources},
                               {"notes", result.notes}};
  for (const rules::Claim& claim : result.claims) {
    value["claims"].push_back({{"verdict", to_string(claim.verdict)}, {"text", claim.text}});
  }
  for (const rules::Figure& figure : result.figures) {
    value["figures"].push_back({{"name", figure.name}, {"value", figure.value}, {"unit", figure.unit}});
  }
  for (const rules::FailingLine& line : result.failing) {
    nlohmann::ordered_json entry{
        {"list", line.list}, {"code", line.code}, {"what", line.what}, {"excess_pct", 100 * line.excess}};
    if (line.trade_musd) entry["trade_musd"] = *line.trade_musd;
    value["failing_lines"].push_back(std::move(entry));
  }
  return value;
}

std::string upper(std::string word) {
  std::transform(word.begin(), word.end(), word.begin(),
                 [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  return word;
}

void print(const CheckResult& result, std::size_t most_lines) {
  fmt::print("\n{:<6} {} ({}), {}\n", upper(to_string(result.verdict)), result.title, result.id, result.rule);
  fmt::print("       {}\n", result.rule_in_words);
  for (const rules::Claim& claim : result.claims) fmt::print("  {:<5}  {}\n", to_string(claim.verdict), claim.text);
  for (const rules::Figure& figure : result.figures) {
    fmt::print("       {:>14.6g} {:<17} {}\n", figure.value, figure.unit, figure.name);
  }
  for (std::size_t at = 0; at < std::min(most_lines, result.failing.size()); ++at) {
    const rules::FailingLine& line = result.failing[at];
    fmt::print("       {:<12} {}", line.code, line.what);
    if (line.trade_musd) fmt::print(", {:.1f} million USD", *line.trade_musd);
    fmt::print("\n");
  }
  if (result.failing.size() > most_lines) {
    fmt::print("       and {} more (--lines)\n", result.failing.size() - most_lines);
  }
  for (const std::string& source : result.sources) fmt::print("       source: {}\n", source);
  for (const std::string& note : result.notes) fmt::print("       note: {}\n", note);
}

void print_all(const rules::RuleCase& rule_case, const std::vector<CheckResult>& results,
               const WtoArguments& arguments) {
  if (arguments.as_json) {
    nlohmann::ordered_json value{{"title", rule_case.title}, {"checks", nlohmann::ordered_json::array()}};
    for (const CheckResult& result : results) value["checks"].push_back(json_of(result));
    fmt::print("{}\n", value.dump(2));
    return;
  }
  fmt::print("{}\n", rule_case.title);
  for (const CheckResult& result : results) print(result, arguments.lines);
}

}  // namespace

void add_wto_command(Command& app, int& exit_code) {
  auto arguments = std::make_shared<WtoArguments>();
  Command* command =
      app.add_subcommand("wto", "Hold tariffs and deals against the rules of the World Trade Organization");
  command->footer(
      "Example:  parley wto scenarios/wto/march-2018.toml --data DIR\n"
      "Exit status:  0 no check fails, 1 a check fails, 2 wrong input");
  command->add_option("case", arguments->rule_case, "Case file (TOML)")->required();
  command->add_option("--data", arguments->data, "Folder with the statistics that the case names [its own totals]");
  command->add_option("--only", arguments->only, "Checks to run [all]");
  command->add_option("--lines", arguments->lines, "Failing lines to name for each check")->capture_default_str();
  command->add_flag("--json", arguments->as_json, "Print JSON for machines, every failing line in it");
  command->callback([arguments, &exit_code] {
    const rules::RuleCase rule_case = rules::read_case(arguments->rule_case);
    const std::vector<CheckResult> results = rules::run_checks(rule_case, arguments->data, arguments->only);
    print_all(rule_case, results, *arguments);
    const bool fails = std::any_of(results.begin(), results.end(),
                                   [](const CheckResult& each) { return each.verdict == Verdict::fails; });
    exit_code = fails ? claim_failed : done;
  });
}

}  // namespace parley::cli
