#include "parley/tariff/lists/effective.hpp"

#include <gtest/gtest.h>

#include "parley/tariff/law/measure_read.hpp"
#include "support/files.hpp"

namespace parley::tariff {
namespace {

/// Two lines below 720610 and one below 870310; steel pays 10 points more on one of its lines from 23 March on.
class SmallTrade : public testing::Test {
 protected:
  SmallTrade() {
    test::write_file(folder / "map.csv", "hs,isic\n720610,2710\n870310,3410\n");
    test::write_file(folder / "trade.csv", "hs6,usd,kg\n720610,100,50\n870310,300,\n999999,40,\n010101,60,\n");
    test::write_file(folder / "schedule.csv", "code\n72061010\n72061020\n87031000\n");
    test::write_file(folder / "overrides.csv", "code,sector,reason\n99,*,no goods\n");
    test::write_file(folder / "mfn.csv", "code,rate\n72061010,2%\n72061020,0.1/kg\n87031000,2.5%\n");
    test::write_file(folder / "book.toml", R"(format = 1
countries = ["USA", "CHN"]
[stack]
order = ["mfn", "s232"]
base = ["mfn"]
[[measure]]
id = "mfn"
imposer = "USA"
authority = "mfn"
origin = ["*"]
law = ""
lines = { list = "mfn.csv", rate = "rate" }
rate = "by-line"
[[measure]]
id = "steel"
imposer = "USA"
authority = "s232"
origin = ["CHN"]
law = ""
lines = { prefix = ["7206.10.10"] }
rate = "+10%"
effective = 2018-03-23
)");
    test::write_file(folder / "r.toml", R"(format = 1
title = "small"
[sectors]
concordance = { file = "map.csv", code = "hs", class = "isic" }
overrides = "overrides.csv"
[sectors.class]
STL = ["27"]
MVH = ["34"]
[[schedule]]
importer = "USA"
file = "schedule.csv"
code = "code"
[[trade]]
id = "t"
importer = "USA"
exporter = "CHN"
file = "trade.csv"
code = "hs6"
value = "usd"
kg = "kg"
unit_musd = 1e-6
[[list]]
id = "l"
trade = ["t"]
prefix = ["72"]
)");
  }
  [[nodiscard]] std::vector<EffectiveRates> rates() const {
    Observer silent;
    return effective_rates(read_measures(folder / "book.toml"), "USA", read_coverage_recipe(folder / "r.toml"),
                           folder.path(), {{2018, 3, 22}, {2018, 3, 23}}, silent);
  }
  static const EffectiveRow& row(const EffectiveRates& rates, const std::string& sector) {
    for (const EffectiveRow& each : rates.rows) {
      if (each.sector == sector) return each;
    }
    throw std::runtime_error("no sector " + sector);
  }
  test::TemporaryFolder folder;
};

// $100 of steel on two lines of $50: 2 % on one, $0.1/kg on the other, worth $2 a kilogram, which is 5 %.
TEST_F(SmallTrade, RatesAreMeansOverTheLinesOfEachCode) {
  const EffectiveRates before = rates()[0];
  EXPECT_NEAR(row(before, "STL").duty_musd[0], 1e-6 * (50 * 0.02 + 50 * 0.05), 1e-15);
  EXPECT_NEAR(row(before, "STL").duty_musd[1], 0, 1e-15);
  EXPECT_NEAR(row(before, "MVH").duty(), 1e-6 * 300 * 0.025, 1e-15);
}

TEST_F(SmallTrade, AuthoritiesAddUpAndFollowTheDay) {
  const EffectiveRates after = rates()[1];
  EXPECT_NEAR(row(after, "STL").duty_musd[1], 1e-6 * 50 * 0.10, 1e-15);
  EXPECT_DOUBLE_EQ(row(after, "STL").duty(), row(after, "STL").duty_musd[0] + row(after, "STL").duty_musd[1]);
}

TEST_F(SmallTrade, EveryDollarIsMatchedSplitOrMissing) {
  const MatchedDollars matched = rates()[0].matched;
  EXPECT_NEAR(matched.exact_musd, 300e-6, 1e-15);
  EXPECT_NEAR(matched.split_musd, 100e-6, 1e-15);
  EXPECT_NEAR(matched.missing_musd, 100e-6, 1e-15);  // 999999 and 010101 are no lines of the schedule
  EXPECT_NEAR(row(rates()[0], "*").value_musd, 40e-6, 1e-15);
  EXPECT_NEAR(row(rates()[0], "-").value_musd, 60e-6, 1e-15);
}

}  // namespace
}  // namespace parley::tariff
