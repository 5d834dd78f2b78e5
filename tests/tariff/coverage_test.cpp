#include "parley/tariff/lists/coverage.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <string>
#include <vector>

namespace parley::tariff {
namespace {

using testing::HasSubstr;

const std::string head = "list,importer,exporter,sector,covered_musd,total_musd,coverage\n";

TEST(Coverage, RowsAreReadByColumnName) {
  const CoverageTable table = parse_coverage(
      "# how it was made\n# second line\nsector,coverage,total_musd,covered_musd,exporter,importer,list\n"
      "STL,0.25,200,50,CHN,USA,steel\nSTL,0.5,10,5,*,USA,steel\nAGR,0,10,0,USA,CHN,food\n",
      "c.csv");
  ASSERT_EQ(table.rows.size(), 3u);
  EXPECT_EQ(table.rows[0].sector, "STL");
  EXPECT_EQ(table.rows[0].importer, "USA");
  EXPECT_DOUBLE_EQ(table.rows[0].coverage, 0.25);
  EXPECT_EQ(table.rows[1].exporter, "*");
  EXPECT_EQ(table.lists(), (std::vector<std::string>{"steel", "food"}));
}

TEST(Coverage, ByteOrderMarkAndWindowsLinesBeforeTheHead) {
  const CoverageTable table =
      parse_coverage("\xEF\xBB\xBF# made\r\n" + head + "a,USA,CHN,STL,50,200,0.25\r\n", "c.csv");
  ASSERT_EQ(table.rows.size(), 1u);
  EXPECT_DOUBLE_EQ(table.rows[0].total_musd, 200);
}

struct WrongFile {
  std::string name;
  std::string text;
  int line;
  std::string message;
};

class WrongCoverage : public testing::TestWithParam<WrongFile> {};

TEST_P(WrongCoverage, IsRefusedAtItsLine) {
  try {
    static_cast<void>(parse_coverage(GetParam().text, "c.csv"));
    FAIL() << "was read";
  } catch (const InputError& error) {
    for (const InputProblem& each : error.problems()) EXPECT_EQ(each.place.line, GetParam().line) << error.what();
    EXPECT_THAT(error.what(), HasSubstr(GetParam().message));
  }
}

INSTANTIATE_TEST_SUITE_P(
    Kinds, WrongCoverage,
    testing::Values(
        WrongFile{"share_above_one", "# x\n" + head + "a,USA,CHN,STL,50,40,1.25\n", 3, "is not a share"},
        WrongFile{"negative_share", head + "a,USA,CHN,STL,0,40,-0.1\n", 2, "is not a share"},
        WrongFile{"negative_covered", head + "a,USA,CHN,STL,-10,40,-0.25\n", 2, "negative"},
        WrongFile{"share_of_something_else", head + "a,USA,CHN,STL,10,40,0.30\n", 2,
                  "is not covered_musd / total_musd"},
        WrongFile{"twice", head + "a,USA,CHN,STL,10,40,0.25\na,USA,CHN,STL,10,40,0.25\n", 3, "appears twice"},
        WrongFile{"not_a_number", head + "a,USA,CHN,STL,10,40,NaN\n", 2, "coverage"},
        WrongFile{"short_row", head + "a,USA,CHN,STL,10,40\n", 2, "6"},
        WrongFile{"absent_column", "list,importer,exporter,sector,covered_musd,total_musd,coverge\n", 1, "coverage"}),
    [](const auto& each) { return each.param.name; });

TEST(ScaleToBudget, OneFactorWhereNothingIsCapped) {
  const std::vector<CoverageRow> rows{{"a", "USA", "CHN", "STL", 20, 100, 0.2},
                                      {"a", "USA", "CHN", "NFM", 30, 300, 0.1}};
  const ScaledCoverage scaled = scale_to_budget(rows, 100, {});
  EXPECT_DOUBLE_EQ(scaled.covered_musd, 50);
  EXPECT_DOUBLE_EQ(scaled.factor, 2);
  EXPECT_DOUBLE_EQ(scaled.share[0], 0.4);
  EXPECT_DOUBLE_EQ(scaled.share[1], 0.2);
  EXPECT_TRUE(scaled.capped.empty());
}

// 90 of 100 and 10 of 100 to 150: the first fills (100), the second takes the other 50, so the factor is 5.
TEST(ScaleToBudget, WhatAFullSectorCannotTakeGoesToTheOthers) {
  const std::vector<CoverageRow> rows{{"a", "USA", "CHN", "STL", 90, 100, 0.9},
                                      {"a", "USA", "CHN", "NFM", 10, 100, 0.1}};
  const ScaledCoverage scaled = scale_to_budget(rows, 150, {});
  EXPECT_DOUBLE_EQ(scaled.share[0], 1);
  EXPECT_NEAR(scaled.share[1], 0.5, 1e-12);
  EXPECT_NEAR(scaled.factor, 5, 1e-12);
  EXPECT_EQ(scaled.capped, std::vector<std::string>{"STL"});
}

TEST(ScaleToBudget, MoreThanTheSectorsImportIsRefused) {
  const std::vector<CoverageRow> rows{{"a", "USA", "CHN", "STL", 90, 100, 0.9}, {"a", "USA", "CHN", "NFM", 0, 100, 0}};
  EXPECT_THROW(static_cast<void>(scale_to_budget(rows, 101, {})), InputError);
  EXPECT_THROW(static_cast<void>(scale_to_budget({}, 1, {})), InputError);
}

TEST(ScaleToBudget, DollarsAddUpToTheBudget) {
  const bool holds = rc::check("sum of scaled dollars is the budget; shares keep their order", [] {
    const auto shares = *rc::gen::nonEmpty(rc::gen::container<std::vector<int>>(rc::gen::inRange(1, 1001)));
    std::vector<CoverageRow> rows;
    double all = 0;
    for (const int each : shares) {
      const double total = *rc::gen::inRange(1, 100000);
      rows.push_back({"a", "USA", "CHN", "S", each / 1000.0 * total, total, each / 1000.0});
      all += total;
    }
    const double budget = all * (*rc::gen::inRange(1, 1001)) / 1000.0;
    const ScaledCoverage scaled = scale_to_budget(rows, budget, {});
    double sum = 0;
    for (std::size_t at = 0; at < rows.size(); ++at) {
      sum += scaled.share[at] * rows[at].total_musd;
      RC_ASSERT(scaled.share[at] >= 0.0 && scaled.share[at] <= 1.0);
      for (std::size_t other = 0; other < at; ++other) {
        if (rows[other].coverage <= rows[at].coverage) RC_ASSERT(scaled.share[other] <= scaled.share[at]);
      }
    }
    RC_ASSERT(std::abs(sum - budget) <= 1e-8 * budget);
  });
  EXPECT_TRUE(holds);
}

}  // namespace
}  // namespace parley::tariff
