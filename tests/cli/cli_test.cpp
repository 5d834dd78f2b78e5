#include <gmock/gmock.h>

#include "shell.hpp"
#include "support/files.hpp"

namespace parley::test {
namespace {

namespace fs = std::filesystem;
using testing::AllOf;
using testing::HasSubstr;

constexpr const char* one_action = R"(format = 1
title = "A test"
baseline = "BASELINE"

[[action]]
id = "duty"
imposer = "USA"
origin = ["CHN"]
kind = "additional_duty"
sectors = ["STL"]
rate = "+25%"

[[compare]]
name = "duty"
actions = ["duty"]
)";

std::string scenario_text(const fs::path& baseline) {
  std::string text = one_action;
  return text.replace(text.find("BASELINE"), std::string("BASELINE").size(), baseline.string());
}

fs::path world() { return project() / "data" / "world-2017"; }

/// A copy of the default baseline with one file edited.
template <class Edit>
void copy_baseline(const fs::path& to, const std::string& file, Edit edit) {
  fs::copy(world(), to, fs::copy_options::recursive);
  write_file(to / file, edit(read_file(world() / file)));
}

std::string replaced(std::string text, const std::string& from, const std::string& by) {
  const std::size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return at == std::string::npos ? text : text.replace(at, from.size(), by);
}

std::size_t error_lines(const std::string& output) {
  std::size_t count = 0;
  for (std::size_t at = 0; (at = output.find("error: ", at)) != std::string::npos; ++at) ++count;
  return count;
}

class BadInput : public testing::Test {
 protected:
  TemporaryFolder folder;
  ShellResult run_with(const fs::path& baseline) {
    write_file(folder / "case.toml", scenario_text(baseline));
    ShellResult result = parley("run case.toml --out result", folder.path().string());
    EXPECT_FALSE(fs::exists(folder / "result")) << "half-written";
    EXPECT_EQ(result.exit_code, 2) << result.output;
    EXPECT_EQ(error_lines(result.output), 1U) << result.output;
    return result;
  }
};

TEST(Cli, HelpAndVersion) {
  EXPECT_EQ(parley("--help").exit_code, 0);
  EXPECT_THAT(parley("--version").output, HasSubstr("parley "));
  EXPECT_EQ(parley("").exit_code, 2);
  EXPECT_EQ(parley("rum").exit_code, 2);
  for (const char* command : {"run", "replicate", "baseline check", "baseline describe", "baseline build",
                              "baseline convert", "baseline aggregate", "coverage build", "models"}) {
    const ShellResult help = parley(std::string(command) + " --help");
    EXPECT_EQ(help.exit_code, 0) << command;
    EXPECT_THAT(help.output, HasSubstr("Example")) << command;
  }
}

TEST(Cli, RunsAScenarioFromAnyFolder) {
  const TemporaryFolder folder;
  write_file(folder / "case.toml", scenario_text("world-2017"));
  const ShellResult result = parley("run case.toml", folder.path().string());
  EXPECT_EQ(result.exit_code, 0) << result.output;
  EXPECT_TRUE(fs::is_regular_file(folder.path() / "out" / "case" / "report.html"));
  EXPECT_THAT(result.output, HasSubstr("report: out/case/report.html"));
}

TEST(Cli, NoSolutionIsStatusThree) {
  const TemporaryFolder folder;
  write_file(folder / "case.toml", scenario_text("world-2017"));
  const ShellResult result = parley("run case.toml --out result --iteration-limit 2", folder.path().string());
  EXPECT_EQ(result.exit_code, 3) << result.output;
  EXPECT_FALSE(fs::exists(folder / "result"));
}

TEST(Cli, ModelsRefusesWhatItCannotUse) {
  const TemporaryFolder folder;
  for (const char* wrong : {"--psi -1", "--psi many", "--country ATL", "--case none"}) {
    const ShellResult result =
        parley("models scenarios/starter.toml --out " + (folder / "models").string() + " " + wrong);
    EXPECT_EQ(result.exit_code, 2) << wrong << "\n" << result.output;
    EXPECT_FALSE(fs::exists(folder / "models")) << wrong;
  }
}

TEST_F(BadInput, MissingCell) {
  copy_baseline(folder / "base", "flows.csv",
                [](std::string text) { return text.erase(text.rfind('\n', text.size() - 2) + 1); });
  EXPECT_THAT(run_with("base").output, HasSubstr("flows.csv"));
}

TEST_F(BadInput, DuplicateCell) {
  copy_baseline(folder / "base", "flows.csv",
                [](const std::string& text) { return text + text.substr(text.rfind('\n', text.size() - 2) + 1); });
  EXPECT_THAT(run_with("base").output, HasSubstr("flows.csv"));
}

TEST_F(BadInput, NegativeFlow) {
  copy_baseline(folder / "base", "flows.csv", [](std::string text) {
    const std::size_t row = text.find('\n') + 1;
    const std::size_t comma = text.rfind(',', text.find('\n', row));
    return text.insert(comma + 1, "-");
  });
  EXPECT_THAT(run_with("base").output, HasSubstr("flows.csv:2"));
}

TEST_F(BadInput, NotANumber) {
  copy_baseline(folder / "base", "use.csv", [](std::string text) {
    const std::size_t row = text.find('\n') + 1;
    const std::size_t end = text.find('\n', row);
    return text.replace(text.rfind(',', end) + 1, end - text.rfind(',', end) - 1, "NaN");
  });
  EXPECT_THAT(run_with("base").output, HasSubstr("use.csv:2"));
}

TEST_F(BadInput, UnknownRegion) {
  copy_baseline(folder / "base", "tariffs.csv",
                [](const std::string& text) { return replaced(text, "\nUSA,", "\nUSB,"); });
  EXPECT_THAT(run_with("base").output, AllOf(HasSubstr("tariffs.csv"), HasSubstr("USB"), HasSubstr("USA")));
}

TEST_F(BadInput, WrongHeader) {
  copy_baseline(folder / "base", "flows.csv",
                [](const std::string& text) { return replaced(text, "value_musd", "value_usd"); });
  EXPECT_THAT(run_with("base").output, AllOf(HasSubstr("flows.csv:1"), HasSubstr("value_musd")));
}

TEST_F(BadInput, HundredMegabyteLine) {
  fs::copy(world(), folder / "base", fs::copy_options::recursive);
  std::string long_line;
  long_line.resize(100'000'000, 'x');
  write_file(folder.path() / "base" / "flows.csv", long_line);
  EXPECT_THAT(run_with("base").output, HasSubstr("flows.csv"));
}

TEST_F(BadInput, DirectoryInPlaceOfAFile) {
  fs::copy(world(), folder / "base", fs::copy_options::recursive);
  fs::remove(folder.path() / "base" / "use.csv");
  fs::create_directory(folder.path() / "base" / "use.csv");
  EXPECT_THAT(run_with("base").output, HasSubstr("use.csv"));
}

TEST_F(BadInput, BaselineThatIsNotThere) { EXPECT_THAT(run_with("wrold-2017").output, HasSubstr("wrold-2017")); }

TEST_F(BadInput, UnwritableOutput) {
  write_file(folder / "case.toml", scenario_text("world-2017"));
  write_file(folder / "file", "in the way");
  const ShellResult result = parley("run case.toml --out file/result", folder.path().string());
  EXPECT_EQ(result.exit_code, 2) << result.output;
  EXPECT_EQ(error_lines(result.output), 1U) << result.output;
  EXPECT_EQ(read_file(folder / "file"), "in the way");
}

TEST_F(BadInput, AFolderThatIsNotAResultIsLeftAlone) {
  write_file(folder / "case.toml", scenario_text("world-2017"));
  write_file(folder.path() / "mine" / "thesis.txt", "ten years");
  const ShellResult result = parley("run case.toml --out mine", folder.path().string());
  EXPECT_EQ(result.exit_code, 2) << result.output;
  EXPECT_EQ(read_file(folder.path() / "mine" / "thesis.txt"), "ten years");
}

TEST_F(BadInput, MisspeltKeyIsSuggested) {
  write_file(folder / "case.toml", replaced(scenario_text("world-2017"), "imposer", "imposr"));
  const ShellResult result = parley("run case.toml --out result", folder.path().string());
  EXPECT_EQ(result.exit_code, 2);
  EXPECT_THAT(result.output, AllOf(HasSubstr("case.toml:7"), HasSubstr("imposer")));
}

}  // namespace
}  // namespace parley::test
