// Price files, returns and indices.
#include <gmock/gmock.h>
#include <rapidcheck.h>

#include <cmath>

#include "market/complaint.hpp"
#include "parley/base/error.hpp"
#include "parley/market/day_table.hpp"
#include "parley/market/index_arithmetic.hpp"
#include "support/files.hpp"

namespace parley::market {
namespace {

using ::testing::HasSubstr;

DayTable wide(const std::string& text) { return parse_day_table(text, "p.csv", {}); }
DayTable rows(const std::string& text) {
  return parse_day_table(text, "p.csv", {.layout = DayTableForm::Layout::long_rows});
}

TEST(DayTable, LeavesADayWithoutAPriceEmpty) {
  const DayTable table = wide("date,A,B\n2018-03-22,10,\n2018-03-23,11,5\n");
  EXPECT_TRUE(std::isnan(table.value(Member(1), Day(0))));
  EXPECT_EQ(table.value(Member(1), Day(1)), 5);
}

TEST(DayTable, ReadsLongRowsLikeAWideTable) {
  const DayTable a = rows("date,ticker,close\n2018-03-22,A,10\n2018-03-23,A,11\n2018-03-23,B,5\n");
  const DayTable b = wide("date,A,B\n2018-03-22,10,\n2018-03-23,11,5\n");
  EXPECT_EQ(a.dates, b.dates);
  EXPECT_EQ(a.members, b.members);
  EXPECT_TRUE(std::isnan(a.value(Member(1), Day(0))));
  EXPECT_EQ(a.value(Member(0), Day(1)), b.value(Member(0), Day(1)));
}

TEST(DayTable, SaysWhatIsWrongWithAFileInOneMessage) {
  EXPECT_THAT(complaint([] { (void)wide("date,A\n2018-03-22,0\n"); }),
              ::testing::AllOf(HasSubstr("p.csv:2"), HasSubstr("a price of 0")));
  EXPECT_THAT(complaint([] { (void)wide("date,A\n2018-03-22,1\n2018-03-22,1\n"); }),
              ::testing::AllOf(HasSubstr("p.csv:3"), HasSubstr("2018-03-22 appears twice")));
  EXPECT_THAT(complaint([] { (void)wide("date,A\n2018-03-23,1\n2018-03-22,1\n"); }),
              ::testing::AllOf(HasSubstr("2018-03-22 stands after 2018-03-23"), HasSubstr("sort the rows by day")));
  EXPECT_THAT(complaint([] { (void)wide("date,A\n22.3.2018,1\n"); }), HasSubstr("'22.3.2018' is not a day"));
  EXPECT_THAT(complaint([] { (void)rows("date,ticker,close\n2018-03-22,A,1\n2018-03-22,A,2\n"); }),
              HasSubstr("appears twice for A"));
  EXPECT_THAT(complaint([] { (void)wide("date,A\n"); }), HasSubstr("no rows"));
  EXPECT_THAT(complaint([] { (void)parse_day_table("date,AAPL\n2018-03-22,1\n", "p.csv", {.only = {"AAPLE"}}); }),
              HasSubstr("did you mean 'AAPL'"));
}

TEST(Returns, FollowASplitAndADividend) {
  const DayTable prices = wide("date,A\n2018-03-21,100\n2018-03-22,51\n2018-03-23,50\n");
  std::vector<std::string> notes;
  const DayTable bare = simple_returns(prices, {}, notes);
  EXPECT_NEAR(bare.value(Member(0), Day(1)), -0.49, 1e-15);
  const DayTable returns = simple_returns(prices, {{{2018, 3, 22}, "A", 0, 2}, {{2018, 3, 23}, "A", 2.02, 1}}, notes);
  EXPECT_NEAR(returns.value(Member(0), Day(1)), 0.02, 1e-15);
  EXPECT_NEAR(returns.value(Member(0), Day(2)), 52.02 / 51 - 1, 1e-15);
}

TEST(Returns, NameASplitThatSeemsNotRecorded) {
  std::vector<std::string> notes;
  // Four for one; two for one on a day of gains; three for two; one for two; and a day that is merely bad.
  for (const char* second : {"25", "51", "66", "198", "72"})
    (void)simple_returns(wide(std::string("date,A\n2018-03-21,100\n2018-03-22,") + second + "\n"), {}, notes);
  ASSERT_EQ(notes.size(), 4U);
  for (const std::string& note : notes) EXPECT_THAT(note, HasSubstr("is a split not recorded?"));
}

TEST(Returns, AreNotBridgedOverADayWithoutAPrice) {
  std::vector<std::string> notes;
  const DayTable returns =
      simple_returns(wide("date,A,B\n2018-03-20,1,1\n2018-03-21,,1\n2018-03-22,2,1\n2018-03-23,3,1\n"), {}, notes);
  EXPECT_TRUE(std::isnan(returns.value(Member(0), Day(1))));
  EXPECT_TRUE(std::isnan(returns.value(Member(0), Day(2))));
  EXPECT_EQ(returns.value(Member(0), Day(3)), 0.5);
}

TEST(Returns, NameADividendThatFindsNoPrice) {
  std::vector<std::string> notes;
  (void)simple_returns(wide("date,A\n2018-03-20,1\n2018-03-21,\n"), {{{2018, 3, 21}, "A", 1, 1}}, notes);
  ASSERT_EQ(notes.size(), 1U);
  EXPECT_THAT(notes[0], HasSubstr("was not used"));
}

TEST(Calendar, RefusesADayThatTheMarketDoesNotHave) {
  std::vector<std::string> notes;
  const DayTable table = wide("date,A\n2018-03-24,1\n");
  const DayTable market = parse_day_table("date,M\n2018-03-23,1\n2018-03-24,\n2018-03-26,1\n", "m.csv", {});
  EXPECT_THAT(complaint([&] { (void)on_calendar(table, market, notes); }),
              HasSubstr("m.csv: has no value on 2018-03-24, which p.csv has"));
}

TEST(Indices, PriceWeightedMovesByPointsOverTheDivisor) {
  rc::check("one dollar more on one member is 1 / divisor points", [] {
    const double divisor = *rc::gen::inRange(1, 100) / 7.0;
    DayTable prices{.dates = {{2018, 3, 22}, {2018, 3, 23}}, .members = {"A", "B"}};
    prices.value = Array<Member, Day>(2, 2);
    prices.value.fill(static_cast<double>(*rc::gen::inRange(1, 1000)));
    prices.value(Member(1), Day(1)) += 1;
    const std::vector<double> index = price_weighted(prices, divisor);
    RC_ASSERT(std::abs(index[1] - index[0] - 1 / divisor) < 1e-9);
  });
}

TEST(Indices, CapWeightedReturnIsTheWeightedMeanReturn) {
  DayTable prices{.dates = {{2018, 3, 22}, {2018, 3, 23}}, .members = {"A", "B"}};
  prices.value = Array<Member, Day>(2, 2);
  prices.value(Member(0), Day(0)) = 10;  // cap 30, +10 %
  prices.value(Member(0), Day(1)) = 11;
  prices.value(Member(1), Day(0)) = 70;  // cap 70, -5 %
  prices.value(Member(1), Day(1)) = 66.5;
  const std::vector<double> index = capitalisation_weighted(prices, {3, 1}, 1000);
  EXPECT_NEAR(index[1], 1000 * (1 + 0.3 * 0.1 - 0.7 * 0.05), 1e-10);
}

TEST(Indices, ShareRegainedOfThePressIsTheirs) {
  // The S&P 500 at the closes of 16, 23 and 26 March 2018.
  EXPECT_NEAR(share_regained(2752.01, 2588.26, 2658.55), 70.29 / 163.75, 1e-12);
  EXPECT_THROW((void)share_regained(1, 1, 1), std::invalid_argument);
}

TEST(Returns, OfClosesWithDividendsAndSplitsAreThoseOfAdjustedCloses) {
  if (!test::shared()) GTEST_SKIP() << "PARLEY_SHARED names no reference data";
  const auto folder = *test::shared() / "data" / "market";
  const auto table = [&](const char* name) {
    return parse_day_table(test::read_file(folder / name), name, {.only = {"AAPL", "NVDA", "MU", "BA", "AOS"}});
  };
  std::vector<std::string> notes;
  const auto actions =
      parse_corporate_actions(test::read_file(folder / "sp500_dividends_splits_2016-12_2018-12.csv"), "actions", {});
  const DayTable ours = simple_returns(table("sp500_close_2016-12_2018-12.csv"), actions, notes);
  const DayTable adjusted = simple_returns(table("sp500_adjclose_2016-12_2018-12.csv"), {}, notes);
  // Adjusted closes take a dividend d off as P/(P+d), not d/P(before): the difference is of second order.
  for (const Member m : all<Member>(5)) {
    for (std::size_t t = 1; t < ours.dates.size(); ++t)
      EXPECT_NEAR(ours.value(m, Day(t)), adjusted.value(m, Day(t)), 2e-3)
          << ours.members[m.value()] << to_string(ours.dates[t]);
  }
}

}  // namespace
}  // namespace parley::market
