// parley lines at, panel and effective: sums of parts, one clear error, status two.
#include <gmock/gmock.h>

#include "shell.hpp"
#include "support/files.hpp"

namespace parley::test {
namespace {

using testing::HasSubstr;

TEST(LinesCommand, HelpHasAnExample) {
  for (const char* command : {"lines at", "lines panel", "lines effective", "lines build"}) {
    const ShellResult help = parley(std::string(command) + " --help");
    EXPECT_EQ(help.exit_code, 0) << command;
    EXPECT_THAT(help.output, HasSubstr("Example")) << command;
  }
}

TEST(LinesCommand, PrintsTheDutyAsASumWithTheLawBehindEachPart) {
  const ShellResult result = parley("lines at 2018-09-24 --importer USA --origin CHN 8541.40");
  EXPECT_EQ(result.exit_code, 0) << result.output;
  EXPECT_THAT(result.output, HasSubstr("8541.40.6015  USA from CHN, 2018-09-24"));
  EXPECT_THAT(result.output, HasSubstr("25.00 %  83 FR 40823; 9903.88.02"));
  EXPECT_THAT(result.output, HasSubstr("55.00 %"));
}

TEST(LinesCommand, TheWorkedCustomsEntryComesToTheCent) {
  const ShellResult result = parley(
      "lines at 2025-07-01 --measures scenarios/lines/customs-entry-example.toml --importer USA --origin CHN "
      "7326.90.8688 --value 14172");
  EXPECT_EQ(result.exit_code, 0) << result.output;
  for (const char* amount : {"410.99", "3543.00", "7086.00", "11039.99"}) {
    EXPECT_THAT(result.output, HasSubstr(amount));
  }
}

TEST(LinesCommand, WrongQuestionsAreOneErrorEach) {
  const std::vector<std::pair<std::string, std::string>> cases{
      {"2018-02-30 --importer USA --origin CHN 8541.40", "'2018-02-30' is not a day of the calendar"},
      {"2018-09-24 --importer USA --origin CHX 8541.40", "no origin 'CHX'"},
      {"2018-09-24 --importer USA --origin CHN 8541.99", "the schedule of USA has no line 8541.99"},
      {"2018-09-24 --importer USA --origin CHN 85x", "'85x' is not a tariff code"},
      {"2018-09-24 --importer XYZ --origin CHN 8541", "lines/xyz-2018.toml"}};
  for (const auto& [arguments, message] : cases) {
    const ShellResult result = parley("lines at " + arguments);
    EXPECT_EQ(result.exit_code, 2) << arguments;
    EXPECT_THAT(result.output, HasSubstr(message));
    EXPECT_EQ(result.output.find("error:"), result.output.rfind("error:")) << result.output;
  }
}

TEST(LinesCommand, PanelWritesEveryDay) {
  const TemporaryFolder folder;
  const ShellResult result = parley("lines panel --importer USA --days 2018-03-22..2018-03-24 --origins 20 --out '" +
                                    (folder / "means.csv").string() + "'");
  EXPECT_EQ(result.exit_code, 0) << result.output;
  EXPECT_THAT(result.output, HasSubstr("11083 lines x 20 origins x 3 days = 664980 cells"));
  EXPECT_THAT(read_file(folder / "means.csv"), HasSubstr("\n2018-03-24,"));
}

TEST(LinesCommand, EffectiveWithoutSourcesSaysWhatIsMissing) {
  const TemporaryFolder elsewhere;  // beside which there is no folder `shared` either
  const ShellResult result = shell("env -u PARLEY_SHARED " PARLEY_PROGRAM " lines effective 2018-10-01 --importer USA",
                                   elsewhere.path().string());
  EXPECT_EQ(result.exit_code, 2);
  EXPECT_THAT(result.output, HasSubstr("--sources DIR"));
}

}  // namespace
}  // namespace parley::test
