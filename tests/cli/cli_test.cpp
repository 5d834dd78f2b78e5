#include <gmock/gmock.h>

#include <cmath>
#include <map>
#include <nlohmann/json.hpp>

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

TEST(Cli, AWeightedObjectiveIsTheSumOfItsTerms) {
  const auto slopes = [](const std::string& what) {
    const ShellResult result = parley("gradient scenarios/starter.toml --json --top 100000 " + what);
    EXPECT_EQ(result.exit_code, 0) << result.output;
    std::map<std::string, double> found;
    const auto json = nlohmann::json::parse(result.output);
    for (const auto& each : json.at("slopes"))
      found[each.at("sector").get<std::string>() + each.at("importer").get<std::string>() +
            each.at("exporter").get<std::string>()] = each.at("per_point");
    return found;
  };
  const auto income = slopes("--country USA");
  const auto jobs = slopes("--country USA --measure employment --sector STL");
  const auto both = slopes("--term 0.7:real_income:USA --term -0.3:employment:USA:STL");
  ASSERT_GT(both.size(), 1000U);
  for (const auto& [cell, slope] : both) ASSERT_NEAR(slope, 0.7 * income.at(cell) - 0.3 * jobs.at(cell), 1e-9) << cell;
  EXPECT_THAT(parley("gradient scenarios/starter.toml --term 0.7:real_income:USA --term 2:exports:USA:MCH:CHN").output,
              AllOf(HasSubstr("0.7 x real_income of United States"), HasSubstr("to China")));
}

TEST(Cli, AWrongTermIsNamed) {
  for (const char* wrong : {"real_income:USA", "x:real_income:USA", "0:real_income:USA", "1:real_incom:USA",
                            "1:real_income:USB", "1:employment:USA", "1:employment:USA:STEEL", "1:real_income:USA:STL",
                            "1:output:USA:STL:CHN", "1:exports:USA:STL:USA", "nan:real_income:USA"}) {
    const ShellResult result = parley(std::string("gradient scenarios/starter.toml --term ") + wrong);
    EXPECT_EQ(result.exit_code, 2) << wrong << result.output;
    EXPECT_EQ(error_lines(result.output), 1U) << result.output;
  }
  EXPECT_EQ(parley("gradient scenarios/starter.toml").exit_code, 2);
  EXPECT_EQ(parley("gradient scenarios/starter.toml --country USA --term 1:real_income:USA").exit_code, 2);
}

TEST(Cli, ExplainsAResultFolderUntilItsInputsChange) {
  const TemporaryFolder folder;
  fs::copy(world(), folder / "base", fs::copy_options::recursive);
  write_file(folder / "case.toml", scenario_text("base"));
  const std::string at = folder.path().string();
  ASSERT_EQ(parley("run case.toml --out result", at).exit_code, 0);
  const ShellResult same = parley("explain result --country USA", at);
  EXPECT_EQ(same.exit_code, 0) << same.output;
  EXPECT_EQ(same.output, parley("explain case.toml --country USA", at).output);
  write_file(folder.path() / "base" / "regions.csv",
             replaced(read_file(folder.path() / "base" / "regions.csv"), "United States", "The United States"));
  const ShellResult changed = parley("explain result --country USA", at);
  EXPECT_EQ(changed.exit_code, 2);
  EXPECT_THAT(changed.output, AllOf(HasSubstr("base/regions.csv"), testing::Not(HasSubstr("flows.csv"))));
  write_file(folder / "case.toml", scenario_text("base") + "# another\n");
  EXPECT_THAT(parley("explain result --country USA", at).output, HasSubstr("case.toml"));
  fs::remove(folder / "case.toml");
  EXPECT_EQ(parley("explain result --country USA", at).exit_code, 2);
  EXPECT_EQ(parley("explain base --country USA", at).exit_code, 2);
}

/// The options of the run that made a folder are those of its explanation.
TEST(Cli, ExplainsAResultWithItsOwnOptions) {
  const TemporaryFolder folder;
  fs::copy(world(), folder / "base", fs::copy_options::recursive);
  write_file(folder / "case.toml", scenario_text("world-2017"));
  const std::string at = folder.path().string();
  ASSERT_EQ(parley("run case.toml --baseline base --elasticities CP2015 --out result", at).exit_code, 0);
  const ShellResult explained = parley("explain result --country USA --json", at);
  ASSERT_EQ(explained.exit_code, 0) << explained.output;
  const auto split = nlohmann::json::parse(explained.output).at(0);
  const auto result = nlohmann::json::parse(read_file(folder.path() / "result" / "result.json"));
  const double pct = result.at("cases").at(0).at("countries").at("USA").at("real_income_pct");
  EXPECT_NEAR(100 * std::expm1(split.at("total").get<double>()), pct, 1e-9);
}

TEST(Cli, WatchesTheScenarioAndItsBaseline) {
  const TemporaryFolder folder;
  fs::copy(world(), folder / "base", fs::copy_options::recursive);
  write_file(folder / "case.toml", scenario_text("base"));
  // Wait for the n-th "watching", change one file, and so on.
  const std::string wait =
      "until [ \"$(grep -c '^watching' said)\" -ge $1 ] || [ $n -ge 600 ]; do n=$((n+1)); sleep "
      "0.1; done; sleep 0.05";
  const ShellResult result = shell(
      "up_to() { n=0; " + wait + "; }; : > said; " + PARLEY_PROGRAM +
          " run case.toml --watch --out result > said 2>&1 & pid=$!; up_to 1; sed -i 's/+25%/+30%/' case.toml; up_to "
          "2; "
          "sed -i 's/United States/The United States/' base/regions.csv; up_to 3; sed -i 's/+30%/+30/' case.toml; "
          "n=0; until grep -q error: said || [ $n -ge 600 ]; do n=$((n+1)); sleep 0.1; done; "
          "sed -i 's/+30\"/+30%\"/' case.toml; up_to 4; kill -INT $pid; wait $pid; echo status $?; cat said",
      folder.path().string());
  EXPECT_THAT(result.output, HasSubstr("status 0"));
  const std::size_t preview = result.output.find("linear preview");
  ASSERT_NE(preview, std::string::npos) << result.output;
  EXPECT_LT(result.output.find("exact, "), preview) << "the first time there is nothing to start from";
  EXPECT_EQ(error_lines(result.output), 1U) << result.output;
  std::size_t exact = 0;
  for (std::size_t at = 0; (at = result.output.find("\nexact, ", at)) != std::string::npos; ++at) ++exact;
  EXPECT_EQ(exact, 4U) << result.output;
  EXPECT_THAT(read_file(folder.path() / "result" / "report.html"), HasSubstr("The United States"));
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
  EXPECT_EQ(result.exit_code, 4) << result.output;
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
