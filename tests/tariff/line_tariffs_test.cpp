#include "parley/tariff/lists/line_tariffs.hpp"

#include <gmock/gmock.h>

#include <algorithm>

#include "parley/text/csv.hpp"
#include "support/files.hpp"

namespace parley::tariff {
namespace {

using testing::HasSubstr;

/// Two importers that trade in four codes: 100110 and 120190 are farm goods, 720610 and 720711 steel.
class SmallTariffs : public testing::Test {
 protected:
  SmallTariffs() {
    test::write_file(folder / "map.csv", "hs,isic\n100110,01\n120190,01\n720610,27\n720711,27\n");
    test::write_file(folder / "coverage.toml", R"(format = 1
title = "small"
[sectors]
concordance = { file = "map.csv", code = "hs", class = "isic" }
[sectors.class]
AGR = ["01"]
STL = ["27"]
[[trade]]
id = "a-from-b"
importer = "A"
exporter = "B"
file = "trade.csv"
code = "hs"
value = "musd"
kg = "kg"
[[list]]
id = "l"
trade = ["a-from-b"]
prefix = ["72"]
)");
    test::write_file(folder / "trade.csv", "hs,musd,kg\n100110,10,5000000\n120190,30,\n720610,100,\n720711,300,\n");
    test::write_file(
        folder / "lines.csv",
        "line,rate,from,until\n10011010,10%,2017-01-01,2017-12-31\n10011090,50 cents/kg,2017-01-01,2017-12-31\n"
        "12019000,Free,2017-01-01,2017-12-31\n72061000,2%,2017-01-01,2017-06-30\n"
        "72061000,4%,2017-07-01,2017-12-31\n72071110,5%,2017-01-01,2017-12-31\n"
        "72071190,9%,2017-01-01,2017-12-31\n72071199,3 cents/liter,2017-01-01,2017-12-31\n"
        "98010000,,2017-01-01,2017-12-31\n");
  }
  std::vector<SectorTariff> tariffs(const std::string& more = "") {
    test::write_file(folder / "r.toml",
                     "format = 1\ntitle = \"t\"\ncoverage = \"coverage.toml\"\nday = 2017-07-01\n" + more +
                         "[[schedule]]\ntrade = \"a-from-b\"\nfile = \"lines.csv\"\ncode = \"line\"\n"
                         "rate = \"rate\"\nfrom = \"from\"\nuntil = \"until\"\nsource = \"made up\"\n");
    return line_tariffs(read_line_tariff_recipe(folder / "r.toml"), folder.path());
  }
  test::TemporaryFolder folder;
};

TEST_F(SmallTariffs, AreMeansOfLinesWeightedWithImports) {
  const std::vector<SectorTariff> found = tariffs();
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[1].sector, "STL");
  // 720610 pays what is in force on the day; the line of 720711 by the litre has no weight in litres and is left out.
  EXPECT_DOUBLE_EQ(found[1].rate, (100 * 0.04 + 300 * 0.07) / 400);
  EXPECT_DOUBLE_EQ(found[1].low, (100 * 0.04 + 300 * 0.05) / 400);
  EXPECT_DOUBLE_EQ(found[1].high, (100 * 0.04 + 300 * 0.09) / 400);
  EXPECT_EQ(found[1].rated_musd, 400);
}

TEST_F(SmallTariffs, CarryDutiesByTheKilogramToFractions) {
  // 10 million USD on 5 million kg are 2 USD a kilogram, so 50 cents are 25 %.
  const SectorTariff farm = tariffs()[0];
  EXPECT_DOUBLE_EQ(farm.rate, 10 * (0.10 + 0.25) / 2 / 40);
  EXPECT_DOUBLE_EQ(farm.high, 10 * 0.25 / 40);
  EXPECT_EQ(farm.quota_musd, 0);
}

TEST_F(SmallTariffs, QuotaGoodsPayTheInQuotaRate) {
  test::write_file(folder / "quota.csv", "importer,code,in_quota_pct,source\nA,1001,1,a\n");
  const SectorTariff stated = tariffs("quota_goods = \"quota.csv\"\n")[0];
  EXPECT_DOUBLE_EQ(stated.rate, 10 * 0.01 / 40);
  EXPECT_EQ(stated.quota_musd, 10);
  EXPECT_LE(stated.low, stated.rate);
  test::write_file(folder / "quota.csv", "importer,code,in_quota_pct,source\nA,1001,,a\nB,1201,5,a\n");
  EXPECT_DOUBLE_EQ(tariffs("quota_goods = \"quota.csv\"\n")[0].rate, 10 * 0.10 / 40);
}

TEST_F(SmallTariffs, RefuseWhatIsWrong) {
  const auto error = [&](const std::string& more) -> std::string {
    try {
      static_cast<void>(tariffs(more));
    } catch (const InputError& problem) {
      return problem.what();
    }
    return "no error";
  };
  EXPECT_THAT(error("dya = 1\n"), HasSubstr("dya"));
  test::write_file(folder / "quota.csv", "importer,code,in_quota_pct,source\nA,1001,1,\n");
  EXPECT_THAT(error("quota_goods = \"quota.csv\"\n"), HasSubstr("source"));
  test::write_file(folder / "lines.csv", "line,rate,from,until\n72071110,5%,2017-01-01,2017-12-31\n");
  EXPECT_THAT(error(""), HasSubstr("no line has a rate for the imports of AGR"));
  test::write_file(folder / "lines.csv",
                   "line,rate,from,until\n10,5%,2017-01-01,2017-12-31\n10,6%,2017-01-01,2017-12-31\n");
  EXPECT_THAT(error(""), HasSubstr("two rates"));
}

/// The file that ships, and what it was made from.
class ShippedLineTariffs : public testing::Test {
 public:
  void SetUp() override {
    const auto found = test::shared();
    if (!found) GTEST_SKIP() << "PARLEY_SHARED names no folder";
    recipe = read_line_tariff_recipe(test::project() / "data" / "world-2017.line-tariffs.recipe.toml");
    rows = line_tariffs(recipe, *found / "data");
  }
  const SectorTariff& row(const std::string& importer, const std::string& sector) const {
    return *std::find_if(rows.begin(), rows.end(),
                         [&](const SectorTariff& each) { return each.importer == importer && each.sector == sector; });
  }
  LineTariffRecipe recipe;
  std::vector<SectorTariff> rows;
};

TEST_F(ShippedLineTariffs, AreBuiltAgainByteForByte) {
  EXPECT_EQ(line_tariffs_csv(recipe, rows), test::read_file(test::project() / "data" / "world-2017.line-tariffs.csv"));
}

// What an independent reading of the same schedules found, per cent.
TEST_F(ShippedLineTariffs, AgreeWithAnIndependentReading) {
  const auto near = [&](const char* importer, const char* sector, double percent, double within) {
    EXPECT_NEAR(100 * row(importer, sector).rate, percent, within) << importer << " " << sector;
  };
  near("USA", "OMF", 0.90, 0.05);
  near("USA", "WOD", 2.65, 0.10);
  near("USA", "PAP", 0.07, 0.01);
  near("USA", "RUB", 3.86, 0.05);
  near("USA", "OTN", 2.56, 0.05);
  near("USA", "NFM", 4.03, 0.05);
  near("USA", "SEM", 0, 1e-9);
  near("CHN", "PAP", 1.15, 0.01);
  near("CHN", "FAB", 9.30, 0.01);
  near("CHN", "SEM", 0.04, 0.01);
  near("CHN", "WOD", 0.06, 0.01);
  near("CHN", "STL", 5.82, 0.01);
  near("CHN", "AGR", 3.7, 0.1);
  near("CHN", "OSD", 3.0, 0.01);
}

TEST_F(ShippedLineTariffs, LieInTheRangeOfTheirLines) {
  for (const SectorTariff& each : rows) {
    EXPECT_LE(each.low, each.rate) << each.importer << " " << each.sector;
    EXPECT_GE(each.high, each.rate) << each.importer << " " << each.sector;
    EXPECT_GT(each.rated_musd, 0.95 * each.total_musd) << each.importer << " " << each.sector;
  }
}

}  // namespace
}  // namespace parley::tariff
