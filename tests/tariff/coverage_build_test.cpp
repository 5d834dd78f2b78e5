#include "parley/tariff/lists/coverage_build.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "parley/tariff/law/line_list.hpp"
#include "support/files.hpp"

namespace parley::tariff {
namespace {

using testing::HasSubstr;

const CoverageRow& row_of(const BuiltCoverage& built, const std::string& list, const std::string& exporter,
                          const std::string& sector) {
  const auto found = std::find_if(built.table.rows.begin(), built.table.rows.end(), [&](const CoverageRow& row) {
    return row.list == list && row.exporter == exporter && row.sector == sector;
  });
  if (found == built.table.rows.end()) throw std::runtime_error("no row " + list + " " + exporter + " " + sector);
  return *found;
}

const std::string sectors_toml = R"(format = 1
title = "small"
[sectors]
concordance = { file = "map.csv", code = "hs", class = "isic" }
overrides = "overrides.csv"
[sectors.class]
STL = ["27"]
NFM = ["272"]
)";

/// Four codes: 720610 and 720711 are steel, 760110 non-ferrous, 760200 scrap; 999999 belongs nowhere.
class SmallSources : public testing::Test {
 protected:
  SmallSources() {
    test::write_file(folder / "map.csv", "hs,isic\n720610,2710\n720711,2710\n760110,2720\n760200,9999\n999999,0\n");
    test::write_file(folder / "overrides.csv", "code,sector,reason\n7602,SCR,scrap has no class\n");
    test::write_file(folder / "trade.csv",
                     "year,hs6,usd\n2016,720610,7\n2017,720610,100e6\n2017,720711,300e6\n2017,760110,50e6\n"
                     "2017,760200,10e6\n2017,999999,40e6\n");
    test::write_file(folder / "schedule.csv",
                     "code\n7206\n7206100010\n7206100020\n7206100030\n7206100040\n72071100\n\n");
    test::write_file(folder / "lines.csv", "list,hts\n1,72061000\n2,7206100010\n2,7602\n2,01010101\n");
  }
  BuiltCoverage build(const std::string& rest) {
    return build_coverage(parse_coverage_recipe(sectors_toml + rest, folder / "r.toml"), folder.path());
  }
  std::string error(const std::string& rest) {
    try {
      build(rest);
    } catch (const InputError& thrown) {
      return thrown.what();
    }
    return "no error";
  }
  const std::string trade = R"(
[[schedule]]
importer = "USA"
file = "schedule.csv"
code = "code"
[[trade]]
id = "t"
importer = "USA"
exporter = "CHN"
file = "trade.csv"
where = { year = "2017" }
code = "hs6"
value = "usd"
unit_musd = 1e-6
)";
  const std::string list = "[[list]]\nid = \"l\"\ntrade = [\"t\"]\nfile = \"lines.csv\"\ncode = \"hts\"\n";
  test::TemporaryFolder folder;
};

TEST_F(SmallSources, AWholeCodeCountsWhole) {
  const BuiltCoverage built = build(trade + list + "where = { list = \"1\" }\n");
  const CoverageRow& row = row_of(built, "l", "CHN", "STL");
  EXPECT_DOUBLE_EQ(row.covered_musd, 100);
  EXPECT_DOUBLE_EQ(row.total_musd, 400);
  EXPECT_DOUBLE_EQ(row.coverage, 0.25);
}

TEST_F(SmallSources, AFinerLineCountsByItsShareOfTheSchedule) {
  const BuiltCoverage built = build(trade + list + "where = { list = \"2\" }\n");
  EXPECT_DOUBLE_EQ(row_of(built, "l", "CHN", "STL").covered_musd, 25);  // one of four lines below 720610
  EXPECT_DOUBLE_EQ(row_of(built, "l", "CHN", "SCR").coverage, 1);       // the HS prefix goes before the class
  EXPECT_EQ(built.lists[0].untraded_lines, 1u);
}

TEST_F(SmallSources, WhatBelongsToNoSectorIsSaidInDollars) {
  const BuiltCoverage built = build(trade + list);
  EXPECT_DOUBLE_EQ(built.trade[0].total_musd, 500);
  EXPECT_DOUBLE_EQ(built.trade[0].unmapped_musd, 40);
  EXPECT_EQ(built.trade[0].largest_unmapped, std::vector<std::string>{"999999 40.0"});
}

TEST_F(SmallSources, SpreadDollarsBelongToEverySectorInProportion) {
  test::write_file(folder / "overrides.csv", "code,sector,reason\n7602,SCR,scrap has no class\n99,*,no goods\n");
  const BuiltCoverage built = build(trade + list + "where = { list = \"1\" }\n");
  EXPECT_DOUBLE_EQ(built.trade[0].unmapped_musd, 0);
  EXPECT_DOUBLE_EQ(built.trade[0].by_basis.at(SectorBasis::spread).musd, 40);
  EXPECT_DOUBLE_EQ(built.trade[0].by_basis.at(SectorBasis::by_override).musd, 10);
  EXPECT_DOUBLE_EQ(built.trade[0].by_basis.at(SectorBasis::concordance).musd, 450);
  const CoverageRow& row = row_of(built, "l", "CHN", "STL");
  EXPECT_DOUBLE_EQ(row.covered_musd, 100);
  EXPECT_DOUBLE_EQ(row.total_musd, 400 * (1 + 40.0 / 460));
}

TEST_F(SmallSources, LinesWithRatesOfTheirOwnHaveAMeanRate) {
  test::write_file(folder / "lines.csv", "hts,points\n72061000,15\n7207,25\n");
  const BuiltCoverage built = build(trade + list + "points = \"points\"\n");
  EXPECT_NEAR(row_of(built, "l", "CHN", "STL").rate.value(), (100 * 0.15 + 300 * 0.25) / 400, 1e-6);
}

TEST_F(SmallSources, WholeAndSplitCodesAreToldApart) {
  const BuiltCoverage built = build(trade + list + "where = { list = \"2\" }\n");
  EXPECT_DOUBLE_EQ(built.lists[0].split.musd, 25);  // one of four lines below 720610
  EXPECT_DOUBLE_EQ(built.lists[0].whole.musd, 10);
}

TEST_F(SmallSources, AnOverrideNeedsAReason) {
  test::write_file(folder / "overrides.csv", "code,sector,reason\n7602,SCR,\n");
  EXPECT_THAT(error(trade + list), HasSubstr("overrides.csv:2: column reason: an override needs a reason"));
}

TEST_F(SmallSources, AnOfficialTotalScalesDollarsAndLeavesShares) {
  const BuiltCoverage built = build(trade + "official_musd = 250\n" + list);
  EXPECT_DOUBLE_EQ(built.trade[0].factor, 0.5);
  EXPECT_DOUBLE_EQ(row_of(built, "l", "CHN", "STL").total_musd, 200);
  EXPECT_DOUBLE_EQ(row_of(built, "l", "CHN", "STL").coverage, 0.25);
}

TEST_F(SmallSources, PooledRowsAddTheExportersUp) {
  test::write_file(folder / "other.csv", "hs6,usd\n720610,300\n");
  const std::string other =
      "[[trade]]\nid = \"o\"\nimporter = \"USA\"\nexporter = \"MEX\"\nfile = \"other.csv\"\ncode = \"hs6\"\nvalue = "
      "\"usd\"\n";
  const BuiltCoverage built = build(trade + other +
                                    "[[list]]\nid = \"l\"\ntrade = [\"t\", \"o\"]\npooled = true\nfile = "
                                    "\"lines.csv\"\nwhere = { list = \"1\" }\ncode = \"hts\"\n");
  EXPECT_DOUBLE_EQ(row_of(built, "l", "MEX", "STL").coverage, 1);
  EXPECT_DOUBLE_EQ(row_of(built, "l", "*", "STL").covered_musd, 400);
  EXPECT_DOUBLE_EQ(row_of(built, "l", "*", "STL").total_musd, 700);
}

TEST_F(SmallSources, TheFileThatIsWrittenIsTheOneThatIsRead) {
  const CoverageRecipe recipe = parse_coverage_recipe(sectors_toml + trade + list, folder / "r.toml");
  const BuiltCoverage built = build_coverage(recipe, folder.path());
  const CoverageTable table = parse_coverage(coverage_csv(recipe, built), "c.csv");
  ASSERT_EQ(table.rows.size(), built.table.rows.size());
  for (std::size_t at = 0; at < table.rows.size(); ++at) {
    EXPECT_EQ(table.rows[at].sector, built.table.rows[at].sector);
    EXPECT_NEAR(table.rows[at].coverage, built.table.rows[at].coverage, 5e-7);
    EXPECT_NEAR(table.rows[at].covered_musd, built.table.rows[at].covered_musd, 5e-4);
  }
}

TEST_F(SmallSources, WrongSourcesAreRefused) {
  EXPECT_THAT(error(trade + list + "expect = 5\n"), HasSubstr("has 4 lines, expected 5"));
  EXPECT_THAT(error(trade + list + "where = { list = \"9\" }\n"), HasSubstr("no row of lines.csv is selected"));
  EXPECT_THAT(error(trade + list + "where = { lost = \"1\" }\n"), HasSubstr("lost"));
  test::write_file(folder / "trade.csv", "year,hs6,usd\n2017,720610,1\n2017,720610,2\n");
  EXPECT_THAT(error(trade + list), HasSubstr("trade.csv:3"));
  test::write_file(folder / "trade.csv", "year,hs6,usd\n2017,720610,-1\n");
  EXPECT_THAT(error(trade + list), HasSubstr("negative"));
}

TEST_F(SmallSources, WrongRecipesAreRefusedAtTheirLine) {
  EXPECT_THAT(error(trade), HasSubstr("no [[list]]"));
  EXPECT_THAT(error(trade + "[[list]]\nid = \"l\"\ntrade = [\"tt\"]\nprefix = [\"72\"]\n"), HasSubstr("no trade 'tt'"));
  EXPECT_THAT(error(trade + "[[list]]\nid = \"l\"\ntrade = [\"t\"]\n"), HasSubstr("either 'file' or 'prefix'"));
  EXPECT_THAT(error(trade + list + "pooed = true\n"), HasSubstr("did you mean 'pooled'?"));
  EXPECT_THAT(error(trade + list + list), HasSubstr("appears twice"));
  EXPECT_THAT(
      error("[[trade]]\nid = \"t\"\nimporter = \"USA\"\nexporter = \"USA\"\nfile = \"trade.csv\"\ncode = \"hs6\"\n"
            "value = \"usd\"\n" +
            list),
      HasSubstr("trade[0].exporter: USA is on both sides"));
  EXPECT_THAT(error("[[list]\n"), HasSubstr("r.toml:9"));
}

/// The committed recipe over the source tables, against figures that others published.
class OfficialTotals : public testing::Test {
 protected:
  void SetUp() override {
    if (!test::shared()) GTEST_SKIP() << "PARLEY_SHARED is not set: the source tables are not here";
    recipe = read_coverage_recipe(test::project() / "scenarios/coverage/us-china-2018.recipe.toml");
    built = build_coverage(recipe, *test::shared() / "data");
  }
  [[nodiscard]] double covered(const std::string& list, const std::string& exporter) const {
    for (const ListTotal& total : built.lists) {
      if (total.list != list) continue;
      for (const auto& [code, dollars] : total.covered_musd) {
        if (code == exporter) return dollars;
      }
    }
    throw std::runtime_error("no list " + list);
  }
  CoverageRecipe recipe;
  BuiltCoverage built;
};

// China's Ministry of Commerce, 23 March 2018: $977m at 15 % and $1.992bn at 25 % of imports of 2017.
TEST_F(OfficialTotals, ChinasAnswerToTheMetalDuties) {
  EXPECT_NEAR(covered("cn-232-part-1", "USA"), 977, 0.5);
  EXPECT_NEAR(covered("cn-232-part-2", "USA"), 1992, 2);
}

// China said $34bn and $16bn (15 June and 8 August 2018). The second is the rounder one: its list, as published in its last
// form, comes to $14.2bn of 2017 imports in Bown, Jung and Zhang's table too.
TEST_F(OfficialTotals, ChinasListsOfJulyAndAugust) {
  EXPECT_NEAR(covered("cn-301-34bn", "USA"), 34000, 500);
  EXPECT_NEAR(covered("cn-301-16bn", "USA"), 16000, 2000);
}

// Peterson Institute, March 2018: the metal duties hit $2.8bn of Chinese goods. Imports here are CIF scaled in total to
// customs value, so a tenth either way is all that can be asked.
TEST_F(OfficialTotals, MetalDutiesOnChina) {
  EXPECT_NEAR(covered("us-232-steel", "CHN") + covered("us-232-aluminium", "CHN"), 2800, 280);
}

// USTR: $34bn, $16bn and $200bn. Lines are placed within 6-digit codes by their count, not their value: a quarter.
TEST_F(OfficialTotals, ListsOfSection301) {
  EXPECT_NEAR(covered("us-301-34bn", "CHN"), 34000, 8500);
  EXPECT_NEAR(covered("us-301-16bn", "CHN"), 16000, 4000);
  EXPECT_NEAR(covered("us-301-200bn", "CHN"), 200000, 20000);
}

// The press of March 2018: "$11bn" of chips (8541 and 8542); Trade Map: $12.79bn of cars (8703).
TEST_F(OfficialTotals, ChipsAndCars) {
  const CoverageRow& cars = row_of(built, "cn-cars", "USA", "MVH");
  EXPECT_NEAR(cars.covered_musd, 12790, 5);
  const double spread = built.trade.back().spread_factor;
  EXPECT_EQ(built.trade.back().trade, "china-from-us");
  EXPECT_NEAR(row_of(built, "cn-301-60bn", "USA", "SEM").total_musd / spread, 11050, 5);
}

// Every dollar is in one of the accounts, and less than half a percent is in no sector.
TEST_F(OfficialTotals, EveryDollarIsAccountedFor) {
  for (const TradeTotal& total : built.trade) {
    double sum = 0;
    for (const auto& [basis, dollars] : total.by_basis) sum += dollars.musd;
    EXPECT_NEAR(sum, total.total_musd, 1e-6 * total.total_musd) << total.trade;
    EXPECT_LT(total.unmapped_musd, 0.005 * total.total_musd) << total.trade;
  }
}

// 120 lines at 15 % and 8 at 25 %: $146.5m + $498.3m = $644.8m of duty at the values of 2017.
TEST_F(OfficialTotals, TheDutyOnChinasAnswer) {
  double duty = 0;
  for (const CoverageRow& row : built.table.rows) {
    if (row.list == "cn-232") duty += row.covered_musd * row.rate.value();
  }
  EXPECT_NEAR(duty, 644.8, 0.05);
}

// The list of the scenario and the list of the source tables are told to be the same by their fingerprint.
TEST_F(OfficialTotals, ShippedListsHaveTheFingerprintOfTheirCoverage) {
  const auto lists = test::project() / "scenarios/lines";
  const auto named = [&](const LineSet& set) { return lists_of(built.table, fingerprint(set)); };
  EXPECT_THAT(named(read_line_list(lists / "cn-232.csv", {.rate = "rate"})), testing::ElementsAre("cn-232"));
  EXPECT_THAT(named(read_line_list(lists / "us-301-3.csv", {})), testing::ElementsAre("us-301-200bn"));
  EXPECT_THAT(named(read_line_list(lists / "us-232-steel.csv", {})), testing::ElementsAre("us-232-steel"));
}

TEST_F(OfficialTotals, TheCommittedFileIsWhatTheRecipeMakes) {
  EXPECT_EQ(coverage_csv(recipe, built), test::read_file(test::project() / "scenarios/coverage/us-china-2018.csv"));
}

}  // namespace
}  // namespace parley::tariff
