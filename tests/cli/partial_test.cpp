// parley smart, gsim and list: exit status, and nothing half-written.
#include <gmock/gmock.h>

#include "shell.hpp"
#include "support/files.hpp"

namespace parley::test {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::Not;

TEST(SmartCommand, WritesEveryRowAndPrintsTheTotals) {
  const TemporaryFolder folder;
  const ShellResult result = parley(
      "smart scenarios/partial/smart-examples.csv --elasticities scenarios/partial/smart-elasticities.csv --out '" +
      (folder / "out.csv").string() + "'");
  EXPECT_EQ(result.exit_code, 0) << result.output;
  EXPECT_THAT(result.output, HasSubstr("5 products; 0 rows were clipped"));
  EXPECT_THAT(read_file(folder / "out.csv"), HasSubstr("\nE2,A,100,25,15,9.6,0,109.6,"));
}

TEST(SmartCommand, WrongInputIsStatusTwoAndLeavesNoFile) {
  const TemporaryFolder folder;
  write_file(folder / "lines.csv", "product,partner,imports,tariff_before_pct,tariff_after_pct\n1,A,-5,0,10\n");
  const ShellResult result = parley("smart lines.csv --import-demand -1 --out out.csv", folder.path().string());
  EXPECT_EQ(result.exit_code, 2);
  EXPECT_THAT(result.output, HasSubstr("lines.csv:2: column imports: imports are negative"));
  EXPECT_FALSE(fs::exists(folder / "out.csv"));
}

TEST(GsimCommand, NoSolutionIsStatusThreeAndNoTable) {
  const TemporaryFolder folder;
  write_file(folder / "trade.csv", "exporter,importer,trade,tariff_before_pct,tariff_after_pct\nA,B,100,0,900\n");
  write_file(
      folder / "e.csv",
      "country,import_demand_elasticity,export_supply_elasticity,substitution_elasticity\nA,-5,0.1,5\nB,-5,0.1,5\n");
  const ShellResult result = parley("gsim trade.csv --elasticities e.csv --out out.csv", folder.path().string());
  EXPECT_EQ(result.exit_code, 3);
  EXPECT_THAT(result.output, HasSubstr("no solution: a world price would fall to zero or below"));
  EXPECT_THAT(result.output, Not(HasSubstr("welfare")));
  EXPECT_FALSE(fs::exists(folder / "out.csv"));
}

TEST(GsimExample, PrintedPricesAreReproduced) {
  const ShellResult result = parley("replicate gsim-4x4 --data scenarios/partial/gsim-4x4");
  EXPECT_EQ(result.exit_code, 0) << result.output;
  EXPECT_THAT(result.output, HasSubstr("4 of 4 printed figures agree"));
}

TEST(GsimExample, AnotherPublishedDigitIsStatusOne) {
  const TemporaryFolder folder;
  fs::copy(project() / "scenarios/partial/gsim-4x4", folder / "case");
  write_file(folder / "case/published.csv",
             "table,row,column,value,decimals\n4x4 example,USA,world_price_change,0.0793,4\n");
  EXPECT_EQ(parley("replicate gsim-4x4 --data case", folder.path().string()).exit_code, 1);
}

TEST(ListCommand, AbsentDataIsOneError) {
  const ShellResult result = parley("list design scenarios/lists/china-3bn.toml --data /nowhere");
  EXPECT_EQ(result.exit_code, 2);
  EXPECT_THAT(result.output, HasSubstr("no such folder"));
}

TEST(ListCommand, ABudgetBeyondTheTradeIsStatusThree) {
  if (!shared()) GTEST_SKIP() << "PARLEY_SHARED is not set: no data";
  const ShellResult result = parley("list design scenarios/lists/china-3bn.toml --budget-musd 1000000");
  EXPECT_EQ(result.exit_code, 3);
  EXPECT_THAT(result.output, HasSubstr("no list takes between"));
}

}  // namespace
}  // namespace parley::test
