// The customs valuation of world-2017 against what an independent prototype of the same method reached (method note of the
// project, section "Basic prices against customs values"; figures in brackets there) and against records it does not use.
#include <gmock/gmock.h>

#include <cmath>
#include <filesystem>
#include <vector>

#include "parley/data/build/build_baseline.hpp"
#include "parley/data/read_baseline.hpp"
#include "parley/tariff/lists/coverage.hpp"
#include "support/files.hpp"

namespace parley::data {
namespace {

namespace fs = std::filesystem;

const fs::path recipe_file = test::project() / "data" / "world-2017.recipe.toml";
const fs::path coverage_file = test::project() / "scenarios" / "coverage" / "us-china-2018.csv";

class World2017Customs : public testing::Test {
 public:
  static void SetUpTestSuite() {
    const auto found = test::shared();
    if (!found) return;
    customs = new BuiltBaseline(build_baseline(recipe_file, *found / "data"));
    basic = new BuiltBaseline(build_baseline(recipe_file, *found / "data", Valuation::basic));
  }
  static void TearDownTestSuite() {
    delete customs;
    delete basic;
    customs = basic = nullptr;
  }
  void SetUp() override {
    if (customs == nullptr) GTEST_SKIP() << "PARLEY_SHARED names no folder";
  }

  static double flow(const BaselineData& data, const std::string& sector, const char* to, const char* from) {
    return data.flow(*data.economy.find_sector(sector), importer(*data.economy.find_country(to)),
                     exporter(*data.economy.find_country(from)));
  }
  static double goods(const BaselineData& data, const char* to, const char* from) {
    double sum = 0;
    for (const Sector s : data.economy.sectors()) {
      if (data.economy.sector(s).is_goods) sum += flow(data, data.economy.code(s), to, from);
    }
    return sum;
  }
  static const ValuationCheck& check(const std::string& words) {
    for (const ValuationCheck& each : customs->report.valuation->checks) {
      if (each.name.find(words) != std::string::npos) return each;
    }
    throw std::runtime_error("no check with " + words);
  }

  static BuiltBaseline* customs;
  static BuiltBaseline* basic;
};

BuiltBaseline* World2017Customs::customs = nullptr;
BuiltBaseline* World2017Customs::basic = nullptr;

// The duties of the United States fall short once preferences that exist are zero: docs/model/judged-baseline.md.
TEST_F(World2017Customs, HoldsEveryCheckButThatOfDuties) {
  for (const ValuationCheck& each : customs->report.valuation->checks) {
    if (each.name.starts_with("not used: duties of USA")) {
      EXPECT_LT(each.value, each.least) << "it holds: the documentation says that it does not";
      continue;
    }
    EXPECT_TRUE(each.holds()) << each.name << ": " << each.value << " not in " << each.least << " to " << each.most
                              << ", " << each.where;
  }
}

TEST_F(World2017Customs, HasPairTotalsOfCustoms) {
  EXPECT_NEAR(goods(customs->data, "USA", "CHN"), 505470, 0.01);
  EXPECT_NEAR(goods(customs->data, "CHN", "USA"), 154839.65, 0.01);
  EXPECT_NEAR(goods(basic->data, "USA", "CHN"), 367800.16, 0.01);
}

TEST_F(World2017Customs, ReachesWhatThePrototypeReached) {
  // Customs dollars over basic ones, of US imports from partners without lines.
  EXPECT_NE(customs->report.valuation->remarks.back().find("1.2412"), std::string::npos)
      << customs->report.valuation->remarks.back();
  EXPECT_NEAR(check("value-weighted |ln(flow / record)| of USA from CHN").value, 0.011, 0.001);
  EXPECT_NEAR(check("value-weighted |ln(flow / record)| of CHN from USA").value, 0.010, 0.001);
  EXPECT_LT(check("recorded cells over a billion").value, 0.050);
  EXPECT_NEAR(check("smallest share of value added").value, 0.0558, 0.0005);
  EXPECT_NEAR(check("smallest final use").value, 6.3, 0.1);
  // The prototype divided chapters by codes of 2022 as they are; here they are carried to the edition of the sector map.
  EXPECT_NEAR(check("exports of USA").value, 1369.0 / 1546.3, 0.01);
  EXPECT_NEAR(flow(customs->data, "NFM", "CHN", "USA"), 3630, 20);
}

/// Rate times share times flow, and rate times customs dollars, of a list of tariff lines on one pair.
struct Duty {
  double computed = 0;
  double official = 0;
};

Duty static_duty(const BaselineData& data, const std::string& list, const char* exporter_code, double rate) {
  Duty duty;
  for (const tariff::CoverageRow& row : tariff::read_coverage(coverage_file).rows) {
    if (row.list != list || row.exporter != exporter_code) continue;
    const double points = rate > 0 ? rate : row.rate.value_or(0);
    duty.official += points * row.covered_musd;
    duty.computed +=
        points * row.coverage *
        data.flow(*data.economy.find_sector(row.sector), importer(*data.economy.find_country(row.importer)),
                  exporter(*data.economy.find_country(row.exporter)));
  }
  return duty;
}

struct ListOnPair {
  const char* list;
  const char* exporter;
  double rate;  ///< zero: by line
};

/// What is announced or in force together.
const std::vector<std::vector<ListOnPair>> announced{
    {{"us-301-50bn", "CHN", 0.25}},
    {{"cn-301-50bn", "USA", 0.25}},
    {{"us-301-34bn", "CHN", 0.25}, {"us-301-16bn", "CHN", 0.25}, {"us-301-200bn", "CHN", 0.10}},
    {{"us-232-steel", "CHN", 0.25}, {"us-232-aluminium", "CHN", 0.10}},
    {{"cn-301-34bn", "USA", 0.25}, {"cn-301-16bn", "USA", 0.25}, {"cn-301-60bn", "USA", 0}},
    {{"cn-232", "USA", 0}}};

// Sectors bend a little, so a single list may miss its dollars by more than what is in force together does.
TEST_F(World2017Customs, ListsOverABillionPayWhatTheLawAsks) {
  for (const std::vector<ListOnPair>& lists : announced) {
    Duty sum;
    for (const ListOnPair& each : lists) {
      const Duty duty = static_duty(customs->data, each.list, each.exporter, each.rate);
      EXPECT_NEAR(duty.computed / duty.official, 1, 0.02) << each.list << " " << duty.computed << " " << duty.official;
      sum.computed += duty.computed;
      sum.official += duty.official;
    }
    EXPECT_NEAR(sum.computed / sum.official, 1, 0.01) << lists.front().list;
  }
}

TEST_F(World2017Customs, StandsBesideTheSameTableAtBasicPrices) {
  const BaselineData fixture = read_baseline_data(test::basic_world());
  EXPECT_FALSE(basic->report.valuation);
  for (const char* to : {"USA", "CHN", "DEU", "MEX"}) {
    for (const char* from : {"CHN", "USA", "ROW", "VNM"}) {
      EXPECT_NEAR(goods(basic->data, to, from) / goods(fixture, to, from), 1, 1e-7) << from << " to " << to;
    }
  }
}

TEST_F(World2017Customs, CountsWhatMoved) {
  const std::vector<MovedFlow>& moved = customs->report.valuation->moved;
  ASSERT_FALSE(moved.empty());
  EXPECT_EQ(moved.front().sector, "ELE");
  EXPECT_EQ(moved.front().exporter, "CHN");
  EXPECT_EQ(moved.front().importer, "USA");
  for (const MovedFlow& each : moved) {
    EXPECT_GT(std::abs(each.log_change), 0.3);
    EXPECT_GT(std::max(each.basic_musd, each.customs_musd), 1000);
  }
}

TEST_F(World2017Customs, TwoBuildsAreTheSameByteForByte) {
  const test::TemporaryFolder out;
  write_baseline(customs->data, out / "one");
  write_baseline(build_baseline(recipe_file, *test::shared() / "data").data, out / "two");
  for (const auto& entry : fs::directory_iterator(out / "one")) {
    const std::string name = entry.path().filename().string();
    EXPECT_TRUE(test::read_file(out / "one" / name) == test::read_file(out / "two" / name)) << name;
  }
}

}  // namespace
}  // namespace parley::data
