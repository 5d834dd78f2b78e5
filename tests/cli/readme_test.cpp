// Every `parley ...` line in a shell block of the README and of docs/ runs as it stands.
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

TEST(Documentation, EveryCommandRuns) {
  const std::vector<DocumentedCommand> commands = documented_commands();
  ASSERT_GE(commands.size(), 5U) << "the README shows too few commands to be the README";
  const TemporaryFolder folder;
  for (const char* link : {"scenarios", "data"}) fs::create_symlink(project() / link, folder / link);
  for (const DocumentedCommand& documented : commands) {
    const bool needs_shared =
        documented.command.find("parley replicate") == 0 || documented.command.find("parley baseline build") == 0 ||
        documented.command.find("parley baseline convert") == 0 ||
        documented.command.find("parley coverage build") == 0 || documented.command.find("parley list design") == 0 ||
        documented.command.find("parley event scenarios/events/march-2018-firms") == 0;
    if (needs_shared && !shared()) continue;
    std::string arguments = documented.command.substr(std::string("parley ").size());
    arguments = arguments.substr(0, arguments.find("  #"));
    const ShellResult result = parley(arguments, folder.path().string());
    EXPECT_EQ(result.exit_code, 0) << documented.file << ":" << documented.line << ": " << documented.command << "\n"
                                   << result.output;
  }
}

}  // namespace
}  // namespace parley::test
