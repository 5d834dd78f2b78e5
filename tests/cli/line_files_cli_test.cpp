#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "shell.hpp"
#include "support/files.hpp"

namespace parley::test {
namespace {

using testing::HasSubstr;

TEST(WtoCommand, ExitsWithOneWhereACheckFails) {
  const ShellResult all = parley("wto scenarios/wto/march-2018.toml");
  EXPECT_EQ(all.exit_code, 1);
  EXPECT_THAT(all.output, HasSubstr("FAILS  bound ceiling (us-bound), GATT 1994, Article II:1(b)"));
  EXPECT_THAT(all.output, HasSubstr("OPEN   bound ceiling (cn-bound)"));
  EXPECT_THAT(all.output, HasSubstr("suspended 4 days after the notice of 2018-03-29; 30 must pass, to 2018-04-28"));
  EXPECT_EQ(parley("wto scenarios/wto/march-2018.toml --only us-232-level --json").exit_code, 0);
}

TEST(WtoCommand, ComputesTheCaseFromTheStatistics) {
  const auto data = shared();
  if (!data) GTEST_SKIP() << "needs PARLEY_SHARED";
  const ShellResult result =
      parley("wto scenarios/wto/march-2018.toml --only cn-rebalancing --data " + (*data / "data").string());
  EXPECT_EQ(result.exit_code, 1) << result.output;
  EXPECT_THAT(result.output, HasSubstr("cn-232-part-1: 6 of 59 codes of us-exports also hold lines that are not "
                                       "listed, 71.2 million USD: counted whole"));
}

TEST(WtoCommand, NamesTheCheckThatIsNot) {
  const ShellResult result = parley("wto scenarios/wto/march-2018.toml --only us-bond");
  EXPECT_EQ(result.exit_code, 2);
  EXPECT_THAT(result.output, HasSubstr("did you mean 'us-bound'?"));
}

TEST(LinesConvert, NamesTheEditionOfAForeignList) {
  const TemporaryFolder folder;
  write_file(folder / "list.csv", "code,usd\n854231,5.25\n080242,1\n");
  const ShellResult result = parley("lines convert " + (folder / "list.csv").string() +
                                    " --from 2007 --to 2012 --out " + (folder / "o.csv").string());
  EXPECT_EQ(result.exit_code, 2);
  EXPECT_THAT(result.output, HasSubstr("list.csv:3: column code: 1 of 2 codes are not in HS2007 (080242)"));
  EXPECT_FALSE(std::filesystem::exists(folder / "o.csv")) << "nothing half-written";
}

TEST(LinesImport, ADamagedDownloadLeavesNoFile) {
  const TemporaryFolder folder;
  write_file(folder / "d.csv", "refYear,flowCode\n2017,M\n");
  const ShellResult result =
      parley("lines import --format comtrade " + (folder / "d.csv").string() + " --out " + (folder / "o.csv").string());
  EXPECT_EQ(result.exit_code, 2);
  EXPECT_THAT(result.output, HasSubstr("no column 'cmdCode'"));
  EXPECT_FALSE(std::filesystem::exists(folder / "o.csv"));
}

TEST(LinesCut, RefusesAFormulaThatIsNone) {
  const ShellResult result = parley("lines cut scenarios/wto/rates-example.csv --formula 'swiss 8'");
  EXPECT_EQ(result.exit_code, 2);
  EXPECT_THAT(result.output, HasSubstr("'8' is not a percentage"));
}

}  // namespace
}  // namespace parley::test
