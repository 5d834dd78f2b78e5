// Advice names options that exist: every --option of a message is one that the command which shows it knows.
#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <regex>
#include <set>

#include "support/files.hpp"

namespace parley::test {
namespace {

namespace fs = std::filesystem;

/// All of the pattern's first groups in the sources below a folder.
std::set<std::string> found_in(const fs::path& folder, const std::regex& pattern) {
  std::set<std::string> found;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.path().extension() != ".cpp") continue;
    const std::string text = read_file(entry.path());
    for (std::sregex_iterator at(text.begin(), text.end(), pattern), end; at != end; ++at) found.insert((*at)[1]);
  }
  return found;
}

const std::regex defined(R"re(add_[a-z_]+(?:<[^>]*>)?\(\s*"(?:[^"]*,)?(--[a-z][a-z0-9-]+))re");
const std::regex alias(R"re(add_[a-z_]+(?:<[^>]*>)?\(\s*"(--[a-z][a-z0-9-]+),)re");
// In words: after a blank, a bracket or the quote that begins the text.
const std::regex named(R"re("(?:[^"\n]*[ (])?(--[a-z][a-z0-9-]+)[^"\n]*")re");

std::set<std::string> matches(const std::string& text, const std::regex& pattern) {
  std::set<std::string> found;
  for (std::sregex_iterator at(text.begin(), text.end(), pattern), end; at != end; ++at) found.insert((*at)[1]);
  return found;
}

/// The options that a front end's source defines, with those of the sources that it shares with others.
std::set<std::string> options_of(const std::string& source) {
  const std::string text = read_file(project() / "apps" / "cli" / source);
  std::set<std::string> known = matches(text, defined);
  known.merge(matches(text, alias));
  for (const char* shared : {"case_arguments", "strategy_arguments"}) {
    if (source != shared + std::string(".cpp") && text.find(shared + std::string(".hpp")) != std::string::npos)
      known.merge(options_of(shared + std::string(".cpp")));
  }
  known.insert({"--help", "--version"});
  return known;
}

TEST(Options, EveryOptionThatAMessageNamesExists) {
  std::set<std::string> known = found_in(project() / "apps", defined);
  known.merge(found_in(project() / "apps", alias));
  known.insert({"--help", "--version"});
  ASSERT_GT(known.size(), 50U);
  for (const char* folder : {"src/parley", "apps"}) {
    for (const std::string& option : found_in(project() / folder, named))
      EXPECT_TRUE(known.contains(option)) << option << " is named in " << folder;
  }
}

TEST(Options, ACommandNamesItsOwn) {
  for (const auto& entry : fs::directory_iterator(project() / "apps" / "cli")) {
    if (entry.path().extension() != ".cpp") continue;
    const std::string source = entry.path().filename().string();
    const std::set<std::string> known = options_of(source);
    for (const std::string& option : matches(read_file(entry.path()), named))
      EXPECT_TRUE(known.contains(option)) << source << " names " << option << ", which its commands do not have";
  }
}

/// Below the front ends: which commands a message reaches. Each of them has the options that it names.
TEST(Options, AnAdviceBelongsToTheCommandsThatItReaches) {
  const std::map<std::string, std::vector<std::string>> reached_by{
      {"base/whole_output.cpp",
       {"run_command.cpp", "sensitivity_command.cpp", "event_command.cpp", "models_command.cpp",
        "baseline_commands.cpp", "lines_commands.cpp", "line_files.cpp", "coverage_commands.cpp",
        "partial_commands.cpp", "list_commands.cpp"}},
      {"customs/baci.cpp", {"line_files.cpp"}},
      {"customs/collect.cpp", {"line_files.cpp"}},
      {"customs/comtrade.cpp", {"line_files.cpp"}},
      {"customs/dataweb.cpp", {"line_files.cpp"}},
      {"customs/wits.cpp", {"line_files.cpp"}},
      {"nomenclature/convert.cpp", {"line_files.cpp"}},
      {"nomenclature/convert_file.cpp", {"line_files.cpp"}},
      {"partial/smart_file.cpp", {"partial_commands.cpp"}},
      {"replicate/replication_cases.cpp", {"replicate_command.cpp"}},
      {"report/words/explain_text.cpp", {"explain_command.cpp"}},
      {"report/words/line_files_text.cpp", {"line_files.cpp"}},
      {"report/words/lines_text.cpp", {"lines_commands.cpp"}},
      {"report/words/partial_text.cpp", {"partial_commands.cpp", "list_commands.cpp"}},
      {"report/words/rules_text.cpp", {"wto_command.cpp"}},
      {"report/words/tariff_war_text.cpp", {"nash_command.cpp"}},
      {"rules/case_data.cpp", {"wto_command.cpp"}},
      {"rules/run_checks.cpp", {"wto_command.cpp"}},
      {"study/cases/compute.cpp", {"sensitivity_command.cpp"}},
      {"study/cases/horizon.cpp", {"run_command.cpp", "explain_command.cpp", "gradient_command.cpp"}},
      {"study/coalition.cpp", {"coalition_command.cpp"}},
      {"study/parse_request.cpp", {"gradient_command.cpp"}},
      {"study/strategy_problem.cpp",
       {"optimal_command.cpp", "nash_command.cpp", "ladder_command.cpp", "talks_command.cpp"}},
      {"tariff/law/line_list.cpp", {"lines_commands.cpp"}},
      {"uncertainty/optional/draw_store.cpp", {"sensitivity_command.cpp"}},
      {"uncertainty/optional/draw_store_absent.cpp", {"sensitivity_command.cpp"}},
      {"uncertainty/central.cpp", {"sensitivity_command.cpp"}},
      {"uncertainty/collect_draws.cpp", {"sensitivity_command.cpp", "standing_arguments.cpp"}},
      {"uncertainty/sensitivity.cpp", {"sensitivity_command.cpp"}}};
  const fs::path rooms = project() / "src" / "parley";
  for (const auto& entry : fs::recursive_directory_iterator(rooms)) {
    if (entry.path().extension() != ".cpp") continue;
    const std::set<std::string> options = matches(read_file(entry.path()), named);
    if (options.empty()) continue;
    const std::string source = entry.path().lexically_relative(rooms).generic_string();
    const auto commands = reached_by.find(source);
    ASSERT_NE(commands, reached_by.end()) << source << " names an option: say above which commands show it";
    for (const std::string& command : commands->second) {
      const std::set<std::string> known = options_of(command);
      for (const std::string& option : options)
        EXPECT_TRUE(known.contains(option))
            << source << " names " << option << ", which " << command << " does not have";
    }
  }
}

}  // namespace
}  // namespace parley::test
