// Every `parley ...` line in a shell block of the README and of docs/ runs as it stands, and so does every example in --help.
#include <algorithm>
#include <regex>
#include <set>
#include <sstream>

#include "shell.hpp"
#include "support/files.hpp"

namespace parley::test {
namespace {

namespace fs = std::filesystem;

struct DocumentedCommand {
  std::string file;
  int line = 0;
  std::string command;
};

std::vector<DocumentedCommand> documented_commands() {
  std::vector<fs::path> files{project() / "README.md"};
  for (const auto& entry : fs::recursive_directory_iterator(project() / "docs")) {
    if (entry.path().extension() == ".md") files.push_back(entry.path());
  }
  std::vector<DocumentedCommand> commands;
  for (const fs::path& file : files) {
    std::istringstream lines(read_file(file));
    std::string line;
    bool in_shell = false;
    for (int number = 1; std::getline(lines, line); ++number) {
      if (line.starts_with("```")) {
        in_shell = !in_shell && (line == "```sh" || line == "```console");
        continue;
      }
      if (!in_shell) continue;
      if (line.starts_with("$ ")) line = line.substr(2);
      if (line.starts_with("parley ")) commands.push_back({fs::relative(file, project()).string(), number, line});
    }
  }
  return commands;
}

/// The commands that --help lists, and those of their groups, each with what it says.
void add_help(const std::string& command, std::vector<std::pair<std::string, std::string>>& helps) {
  const std::string text = parley(command + " --help").output;
  helps.emplace_back(command, text);
  const std::size_t list = text.find("Subcommands:\n");
  if (list == std::string::npos) return;
  std::istringstream lines(text.substr(list));
  std::string line;
  std::getline(lines, line);
  const std::regex subcommand("^  ([a-z]+) .*");
  std::smatch found;
  while (std::getline(lines, line) && !line.empty()) {
    if (std::regex_match(line, found, subcommand)) add_help(command + " " + found[1].str(), helps);
  }
}

/// "parley ..." after "Example:" and below it; a line that begins with an option goes on with the one before.
std::vector<std::string> examples_of(const std::string& help) {
  std::vector<std::string> examples;
  std::istringstream lines(help.substr(std::min(help.find("\nExample"), help.size())));
  const std::regex example("^(?:Examples?:)? +parley (.*)$"), rest("^ +(--.*)$");
  std::smatch found;
  for (std::string line; std::getline(lines, line);) {
    if (std::regex_match(line, found, example)) {
      examples.push_back(found[1]);
    } else if (!examples.empty() && std::regex_match(line, found, rest)) {
      examples.back() += " " + found[1].str();
    }
  }
  return examples;
}

/// Whether an example reads nothing but what ships, and writes nothing there.
bool can_run(const std::string& example, const fs::path& folder) {
  std::istringstream words(example);
  std::string before;
  for (std::string word; words >> word; before = word) {
    if (before == "--out") {
      if (word.starts_with("data/") || word.starts_with("scenarios/")) return false;
      continue;
    }
    const std::string extension = fs::path(word).extension().string();
    const bool is_file = extension == ".csv" || extension == ".toml" || word.find('/') != std::string::npos;
    if (word == "DIR" || (is_file && !fs::exists(folder / word))) return false;
  }
  return true;
}

bool needs_reference_data(const std::string& command) {
  const std::vector<std::string> such{"parley replicate",        "parley baseline build",
                                      "parley baseline convert", "parley coverage build",
                                      "parley list design",      "parley event scenarios/events/march-2018-firms"};
  return std::ranges::any_of(such, [&](const std::string& begin) { return command.starts_with(begin); });
}

/// Runs commands in their order in one folder; what stands on several pages runs once.
void expect_to_run(const std::vector<DocumentedCommand>& commands, std::set<std::string> known) {
  const TemporaryFolder folder;
  for (const char* link : {"scenarios", "data"}) fs::create_symlink(project() / link, folder / link);
  for (const DocumentedCommand& documented : commands) {
    if (needs_reference_data(documented.command) && !shared()) continue;
    if (!known.insert(documented.command).second) continue;
    std::string arguments = documented.command.substr(std::string("parley ").size());
    arguments = arguments.substr(0, arguments.find("  #"));
    const ShellResult result = parley(arguments, folder.path().string());
    EXPECT_EQ(result.exit_code, 0) << documented.file << ":" << documented.line << ": " << documented.command << "\n"
                                   << result.output;
  }
}

/// The commands of the README, and those of the pages: two tests, which share the machine.
std::pair<std::vector<DocumentedCommand>, std::vector<DocumentedCommand>> readme_and_pages() {
  std::vector<DocumentedCommand> readme = documented_commands();
  const auto pages =
      std::ranges::stable_partition(readme, [](const DocumentedCommand& each) { return each.file == "README.md"; });
  std::vector<DocumentedCommand> others(pages.begin(), pages.end());
  readme.erase(pages.begin(), pages.end());
  return {std::move(readme), std::move(others)};
}

TEST(Documentation, EveryCommandOfTheReadmeRuns) {
  const auto [readme, pages] = readme_and_pages();
  ASSERT_GE(readme.size(), 5U) << "the README shows too few commands to be the README";
  expect_to_run(readme, {});
}

TEST(Documentation, EveryCommandOfThePagesRuns) {
  const auto [readme, pages] = readme_and_pages();
  std::set<std::string> known;
  for (const DocumentedCommand& each : readme) known.insert(each.command);
  expect_to_run(pages, std::move(known));
}

/// A command needs no page for its example to be tried.
TEST(Documentation, EveryExampleOfHelpRuns) {
  std::set<std::string> documented;
  for (const DocumentedCommand& each : documented_commands())
    documented.insert(each.command.substr(std::string("parley ").size()));
  const TemporaryFolder folder;
  for (const char* link : {"scenarios", "data"}) fs::create_symlink(project() / link, folder / link);
  std::vector<std::pair<std::string, std::string>> helps;
  add_help("", helps);
  std::size_t run = 0;
  for (const auto& [command, help] : helps) {
    const std::vector<std::string> examples = examples_of(help);
    const bool is_group = help.find("Subcommands:\n") != std::string::npos;
    EXPECT_TRUE(is_group || !examples.empty()) << "parley" << command << " --help has no example";
    for (const std::string& example : examples) {
      if (documented.contains(example) || !can_run(example, folder.path())) continue;
      ++run;
      const ShellResult result = parley(example, folder.path().string());
      EXPECT_EQ(result.exit_code, 0) << "parley" << command << " --help: parley " << example << "\n" << result.output;
    }
  }
  EXPECT_GT(run, 10U);
}

}  // namespace
}  // namespace parley::test
