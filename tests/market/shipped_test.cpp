// The facts that ship in data/market against each other, and against the prices they were computed from.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "parley/market/story.hpp"
#include "support/files.hpp"

namespace parley::market {
namespace {

const std::filesystem::path events = test::project() / "scenarios" / "events";

TEST(ShippedPortfolio, MovesAsItsFirmsDo) {
  const EventPlan plan = read_plan(events / "march-2018.toml");
  const EventStudyResult result = carry_out(plan, {});
  const Story story = read_story(plan);
  for (const EventResult& event : result.events) {
    double mean = 0;
    double raw = 0;
    std::size_t count = 0;
    for (const FirmReturn& firm : story.firms) {
      if (firm.event != event.event.id) continue;
      mean += firm.abnormal;
      raw += firm.raw;
      ++count;
    }
    ASSERT_EQ(count, 24U);
    // Least squares is linear in returns; the returns are printed to 1e-8.
    EXPECT_NEAR(event.groups.front().cumulative.mean, mean / 24, 2e-7) << event.event.id;
    // Compounding is not: two days differ by products of returns.
    EXPECT_NEAR(event.groups.front().raw_mean, raw / 24, 5e-4) << event.event.id;
  }
}

TEST(ShippedPortfolio, IsThatOfThePrices) {
  if (!test::shared()) GTEST_SKIP() << "PARLEY_SHARED names no reference data";
  std::vector<std::string> notes;
  const EventPlan plan = read_plan(events / "march-2018-firms.toml");
  const DayTable table = portfolio_table(plan, *test::shared() / "data" / "market", notes);
  EXPECT_EQ(returns_csv(table), test::read_file(test::project() / "data" / "market" / "march-2018-returns.csv"));
}

TEST(ShippedFirms, AreThoseOfThePrices) {
  if (!test::shared()) GTEST_SKIP() << "PARLEY_SHARED names no reference data";
  const EventStudyResult result =
      carry_out(read_plan(events / "march-2018-firms.toml"), *test::shared() / "data" / "market");
  const Story story = read_story(read_plan(events / "march-2018.toml"));
  std::size_t found = 0;
  for (const EventResult& event : result.events) {
    for (const AbnormalReturn& each : event.groups.front().members) {
      for (const FirmReturn& firm : story.firms) {
        if (firm.event != event.event.id || firm.firm != result.members[each.member.value()]) continue;
        ++found;
        EXPECT_NEAR(firm.abnormal, each.cumulative, 1e-12) << firm.firm;
        EXPECT_NEAR(firm.abnormal_error, each.cumulative_error, 1e-12) << firm.firm;
      }
    }
  }
  EXPECT_EQ(found, 72U);
}

// Dow Jones and Standard & Poor's closes as the press of 26 and 27 March 2018 printed them.
TEST(ShippedLevels, AreThePresss) {
  const Story story = read_story(read_plan(events / "march-2018.toml"));
  const auto level = [&](std::size_t index, const Date& date) {
    const auto day = std::find(story.levels.dates.begin(), story.levels.dates.end(), date);
    return story.levels.value(Member(index), Day(static_cast<std::size_t>(day - story.levels.dates.begin())));
  };
  EXPECT_NEAR(level(0, {2018, 3, 26}), 24202.60, 0.005);
  EXPECT_NEAR(level(0, {2018, 3, 26}) - level(0, {2018, 3, 23}), 669.40, 0.005);
  EXPECT_NEAR(100 * (level(1, {2018, 3, 26}) / level(1, {2018, 3, 23}) - 1), 2.72, 0.005);
  EXPECT_NEAR(100 * (level(1, {2018, 3, 23}) / level(1, {2018, 3, 16}) - 1), -5.95, 0.005);
}

}  // namespace
}  // namespace parley::market
