// Entries on tariff lines: `lines = { list = ..., expect = ..., weights = ... }`.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "parley/scenario/scenario.hpp"
#include "parley/tariff/law/line_list.hpp"
#include "support/files.hpp"

namespace parley::scenario {
namespace {

using testing::HasSubstr;

/// A list of two lines with rates of their own, and the weights that belong to it.
class OnLines : public testing::Test {
 protected:
  OnLines() {
    test::write_file(folder / "list.csv", "# made by hand\ncode,rate\n72061000,+15%\n72071100,+25%\n");
    const std::string print = tariff::fingerprint(tariff::read_named_columns(folder / "list.csv"));
    test::write_file(folder / "weights.csv",
                     "list,importer,exporter,sector,covered_musd,total_musd,coverage,rate_pct,fingerprint\n"
                     "steel,USA,CHN,STL,40,100,0.4,22.5," +
                         print + "\n");
  }
  [[nodiscard]] Scenario with(const std::string& lines, const std::string& rate = "by-line") const {
    return parse(
        "format = 1\ntitle = \"t\"\nbaseline = \"b\"\n[[action]]\nid = \"a\"\nimposer = \"USA\"\norigin = "
        "[\"CHN\"]\nrate = \"" +
            rate + "\"\nlines = { " + lines + " }\n",
        folder / "x.toml");
  }
  [[nodiscard]] std::string error(const std::string& lines, const std::string& rate = "by-line") const {
    try {
      static_cast<void>(with(lines, rate));
    } catch (const InputError& thrown) {
      return thrown.what();
    }
    return "no error";
  }
  test::TemporaryFolder folder;
};

TEST_F(OnLines, TheListFindsItsWeightsByItsFingerprint) {
  const Scenario scenario = with("list = \"list.csv\", expect = 2, weights = \"weights.csv\"");
  const auto& change = std::get<TariffChange>(scenario.actions.front().change);
  ASSERT_EQ(change.coverage.size(), 1u);
  EXPECT_EQ(change.coverage[0].sector, "STL");
  EXPECT_DOUBLE_EQ(change.coverage[0].share, 0.4);
  EXPECT_DOUBLE_EQ(change.coverage[0].rate.value(), 0.225);
  EXPECT_EQ(scenario.coverage_files.size(), 2u);
}

TEST_F(OnLines, AnotherCountIsRefusedAtItsPlace) {
  const std::string said = error("list = \"list.csv\", expect = 3, weights = \"weights.csv\"");
  EXPECT_THAT(said, HasSubstr("x.toml:9:"));
  EXPECT_THAT(said, HasSubstr("the list has 2 lines, expected 3"));
}

TEST_F(OnLines, WeightsOfAnotherListAreRefused) {
  test::write_file(folder / "list.csv", "code,rate\n72061000,+15%\n72071200,+25%\n");
  EXPECT_THAT(error("list = \"list.csv\", expect = 2, weights = \"weights.csv\""),
              HasSubstr("no list in weights.csv was computed from these 2 lines"));
}

TEST_F(OnLines, WrongListsAreShownWhereTheyAreWrong) {
  test::write_file(folder / "list.csv", "code,rate\n7206x,+15%\n");
  EXPECT_THAT(error("list = \"list.csv\", weights = \"weights.csv\""), HasSubstr("list.csv:2: column code"));
  EXPECT_THAT(error("list = \"no.csv\", weights = \"weights.csv\""), HasSubstr("no such file"));
  EXPECT_THAT(error("list = \"list.csv\""), HasSubstr("'weights' is absent"));
  EXPECT_THAT(error("weights = \"weights.csv\""), HasSubstr("either 'list' or 'prefix'"));
  EXPECT_THAT(error("prefix = [\"x\"], weights = \"weights.csv\""), HasSubstr("'x' is not a tariff code"));
}

TEST_F(OnLines, ByLineNeedsRatesOfTheLines) {
  test::write_file(folder / "bare.csv", "code\n72061000\n");
  const std::string print = tariff::fingerprint(tariff::read_named_columns(folder / "bare.csv"));
  test::write_file(folder / "bare-weights.csv",
                   "list,importer,exporter,sector,covered_musd,total_musd,coverage,rate_pct,fingerprint\n"
                   "bare,USA,CHN,STL,40,100,0.4,," +
                       print + "\n");
  EXPECT_THAT(error("list = \"bare.csv\", weights = \"bare-weights.csv\""), HasSubstr("no rates of its own"));
  EXPECT_EQ(error("list = \"bare.csv\", weights = \"bare-weights.csv\"", "+25%"), "no error");
}

}  // namespace
}  // namespace parley::scenario
