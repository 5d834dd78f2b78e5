// Files of prices and returns as providers write them: what is no price, no number, no trading day, no series of its own
// (issue 13).
#include <gmock/gmock.h>

#include <fmt/format.h>

#include <cmath>

#include "market/complaint.hpp"
#include "parley/base/error.hpp"
#include "parley/market/plan.hpp"
#include "support/files.hpp"
#include "support/random_returns.hpp"

namespace parley::market {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

DayTable returns(const std::string& text) { return parse_day_table(text, "r.csv", {.is_price = false}); }

TEST(QuotesOfOneSecurity, AreAskedWhichColumnIsThePrice) {
  for (const std::string header : {"Open,High,Low,Close,Adj Close,Volume", "AAPL.Open,AAPL.High,AAPL.Low,AAPL.Close",
                                   "high,low,open", "Close_X,High_X,Low_X"}) {
    const std::string file = "date," + header + "\n2018-03-22,1,2,3,4,5,6\n";
    const std::size_t columns = static_cast<std::size_t>(std::count(header.begin(), header.end(), ',')) + 1;
    const std::string text = file.substr(0, file.rfind('\n') - 2 * (6 - columns)) + "\n";
    EXPECT_THAT(complaint([&] { (void)parse_day_table(text, "p.csv", {}); }),
                AllOf(HasSubstr("p.csv:1: "), HasSubstr("are columns of one security"), HasSubstr("columns = [\"")))
        << text;
  }
  const std::string yahoo = "date,Open,High,Low,Close,Adj Close,Volume\n2018-03-22,1,2,3,4,5,0\n";
  EXPECT_THAT(complaint([&] { (void)parse_day_table(yahoo, "p.csv", {}); }), HasSubstr("columns = [\"Adj Close\"]"));
  // Only what is asked for is read: a volume of zero is no price.
  EXPECT_EQ(parse_day_table(yahoo, "p.csv", {.only = {"Adj Close"}}).value(Member(0), Day(0)), 5);
  EXPECT_EQ(parse_day_table(yahoo, "p.csv", {.studied = {"Close"}}).members, std::vector<std::string>{"Close"});
  EXPECT_THAT(complaint([&] { (void)parse_day_table(yahoo, "p.csv", {.studied = {"Close", "Adj Close"}}); }),
              HasSubstr("Close, Adj Close are columns of one security, not 2 members"));
}

TEST(QuotesOfOneSecurity, AreNotSeenInNamesOfFirms) {
  const DayTable table = parse_day_table("date,LOW,OPEN,HIGHW\n2018-03-22,1,2,3\n", "p.csv", {});
  EXPECT_EQ(table.members.size(), 3U);
}

TEST(MissingMarks, AreEmptyCellsAndSaid) {
  for (const std::string mark : {"-99.99", "-999", "-99.9", "-99", "-99.9900", "-999.0", "-9999"}) {
    const DayTable table = returns("date,A,B\n2018-03-22,1," + mark + "\n2018-03-23," + mark + ",2\n");
    EXPECT_TRUE(std::isnan(table.value(Member(1), Day(0)))) << mark;
    EXPECT_TRUE(std::isnan(table.value(Member(0), Day(1)))) << mark;
    EXPECT_THAT(table.notes, testing::ElementsAre("r.csv: 2 cells are taken for missing numbers, the first of them '" +
                                                  mark + "' in line 2"));
    EXPECT_TRUE(
        std::isnan(parse_day_table("date,A,B\n2018-03-22,1," + mark + "\n", "p.csv", {}).value(Member(1), Day(0))));
  }
  EXPECT_THAT(returns("date,A\n2018-03-22,-9.99\n2018-03-23,-90\n2018-03-26,999\n").notes, IsEmpty());
  const DayTable long_rows = parse_day_table("date,ticker,close\n2018-03-22,A,1\n2018-03-23,A,-999\n", "p.csv",
                                             {.layout = DayTableForm::Layout::long_rows});
  EXPECT_EQ(long_rows.dates.size(), 1U);
  EXPECT_EQ(long_rows.notes.size(), 1U);
}

TEST(MissingMarks, AreNoExcuseForOtherReturnsBelowAllOfTheValue) {
  for (const std::string value : {"-100", "-150.5"}) {
    EXPECT_THAT(complaint([&] { (void)returns("date,A\n2018-03-22,1\n2018-03-23," + value + "\n"); }),
                AllOf(HasSubstr("r.csv:3: column A: a return of " + value), HasSubstr("leave the cell empty")));
  }
}

TEST(EmptyDay, IsNoTradingDay) {
  const DayTable table = parse_day_table("date,A,B\n2018-03-23,1,\n2018-03-24,,\n2018-03-26,,2\n,,\n", "p.csv", {});
  EXPECT_EQ(table.dates, (std::vector<Date>{{2018, 3, 23}, {2018, 3, 26}}));
  EXPECT_EQ(table.value(Member(1), Day(1)), 2);
  EXPECT_TRUE(std::isnan(table.value(Member(0), Day(1))));
  // An empty day stands in its place all the same.
  EXPECT_THAT(complaint([] { (void)parse_day_table("date,A\n2018-03-24,\n2018-03-23,1\n", "p.csv", {}); }),
              HasSubstr("2018-03-23 stands after 2018-03-24"));
  EXPECT_THAT(complaint([] { (void)parse_day_table("date,A\n2018-03-24,\n", "p.csv", {}); }),
              HasSubstr("no day has a number"));
}

/// Eighty weekdays of four firms, one that never moves and one that is twice the market.
class EventFiles : public ::testing::Test {
 protected:
  void SetUp() override {
    test::Normals normal(7);
    data = test::random_returns(4, 80, 0.2, normal);
    std::string prices = "date,M0,M1,M2,M3,STILL,TWICE\n";
    std::string market = "date,index\n";
    for (std::size_t t = 0; t < 80; ++t) {
      const double index = 100 * data.factors(Factor(0), Day(t));
      prices += to_string(data.returns.dates[t]);
      for (std::size_t m = 0; m < 4; ++m) prices += fmt::format(",{}", 100 * data.returns.value(Member(m), Day(t)));
      prices += fmt::format(",0,{}\n", 2 * index);
      market += fmt::format("{},{}\n", to_string(data.returns.dates[t]), index);
    }
    test::write_file(folder / "prices.csv", prices);
    test::write_file(folder / "market.csv", market);
  }
  [[nodiscard]] EventStudyResult study(const std::string& groups, const std::string& events) const {
    const std::string text =
        "format = 1\n[prices]\nfile = \"prices.csv\"\nvalues = \"return_percent\"\n"
        "[market]\nfile = \"market.csv\"\ncolumn = \"index\"\nvalues = \"return_percent\"\n"
        "[estimation]\ndays = 40\ngap = 2\nleast_days = 30\n" +
        groups + events;
    return carry_out(parse_plan(text, "plan.toml"), folder.path());
  }
  /// The 60th day and those after it.
  [[nodiscard]] std::string event(const std::string& id, std::size_t day, int to = 0) const {
    return fmt::format("[[event]]\nid = \"{}\"\ndate = {}\nto = {}\n", id, to_string(data.returns.dates[day]), to);
  }
  ReturnData data;
  test::TemporaryFolder folder;
};

const std::string everybody = "[[group]]\nid = \"all\"\n";

TEST_F(EventFiles, ASeriesWithoutVarianceIsLeftOutByName) {
  const GroupStudy group = study(everybody, event("e", 60, 1)).events[0].groups[0];
  ASSERT_EQ(group.excluded.size(), 2U);
  EXPECT_EQ(group.excluded[0].member, "STILL");
  EXPECT_EQ(group.excluded[0].reason, "does not move in the estimation window");
  EXPECT_EQ(group.excluded[1].member, "TWICE");
  EXPECT_EQ(group.excluded[1].reason, "the market or factors explain it wholly in the estimation window");
  const GroupStudy others =
      study("[[group]]\nid = \"o\"\nmembers = [\"M0\", \"M1\", \"M2\", \"M3\"]\n", event("e", 60, 1))
          .events[0]
          .groups[0];
  EXPECT_EQ(group.cumulative.kolari_pynnonen.value, others.cumulative.kolari_pynnonen.value);
  EXPECT_TRUE(std::isfinite(others.cumulative.patell.probability));
  EXPECT_EQ(group.raw_mean, others.raw_mean);
  EXPECT_THAT(complaint([&] { (void)study("[[group]]\nid = \"s\"\nmembers = [\"STILL\"]\n", event("e", 60)); }),
              HasSubstr("no member of a group can be studied; STILL: does not move in the estimation window"));
}

TEST_F(EventFiles, APortfolioThatIsTheMarketHasNoTestRatherThanOne) {
  // The market is the mean of the group, as an equally weighted index of its own members is.
  std::string market = "date,index\n";
  for (std::size_t t = 0; t < 80; ++t) {
    double mean = 0;
    for (std::size_t m = 0; m < 4; ++m) mean += 100 * data.returns.value(Member(m), Day(t)) / 4;
    market += fmt::format("{},{}\n", to_string(data.returns.dates[t]), mean);
  }
  test::write_file(folder / "market.csv", market);
  const std::string four = "members = [\"M0\", \"M1\", \"M2\", \"M3\"]\n";
  const EventStudyResult result = study("[[group]]\nid = \"a\"\n" + four + "[[group]]\nid = \"b\"\n" + four +
                                            "[[compare]]\nfirst = \"a\"\nsecond = \"b\"\n",
                                        event("e", 60, 1));
  const EventTests& tests = result.events[0].groups[0].cumulative;
  EXPECT_TRUE(std::isnan(tests.calendar_time.value));
  EXPECT_TRUE(std::isnan(tests.calendar_time.probability));
  EXPECT_TRUE(std::isnan(tests.permutation));
  EXPECT_TRUE(std::isfinite(tests.cross_section.probability));
  // A group beside itself differs by nothing, which is no test either.
  const GroupDifference& none = result.events[0].differences[0];
  EXPECT_EQ(none.abnormal, 0);
  EXPECT_TRUE(std::isnan(none.calendar_time.value));
  EXPECT_TRUE(std::isnan(none.raw_calendar_time.probability));
}

TEST_F(EventFiles, OverlapsOfWindowsAreSaid) {
  const EventStudyResult result = study(everybody, event("first", 50, 2) + event("second", 52, 1) + event("third", 75));
  EXPECT_THAT(result.notes, Contains(HasSubstr("the windows of events 'first' and 'second' share 1 trading day:")));
  EXPECT_THAT(result.notes, Contains("event 'third': what is taken for usual days holds the window of first, second"));
  EXPECT_THAT(result.notes, Contains("event 'second': what is taken for usual days holds the window of first"));
  EXPECT_EQ(result.notes.size(), 3U);
  EXPECT_THAT(study(everybody, event("first", 50) + event("second", 51)).notes, IsEmpty());
}

TEST(ReportedEventFiles, AreStudiedOrRefused) {
  if (!test::shared()) GTEST_SKIP() << "PARLEY_SHARED names no reference data";
  const auto folder = *test::shared() / "cases/reported/41";
  const auto studied = [&](const std::string& name) { return carry_out(read_plan(folder / (name + ".toml")), {}); };
  const GroupStudy base = studied("base").events[0].groups[0];
  for (const char* same : {"const", "sat1", "sat2"}) {
    const GroupStudy group = studied(same).events[0].groups[0];
    EXPECT_EQ(group.cumulative.kolari_pynnonen.value, base.cumulative.kolari_pynnonen.value) << same;
    EXPECT_EQ(group.cumulative.patell.value, base.cumulative.patell.value) << same;
  }
  EXPECT_EQ(studied("const").events[0].groups[0].excluded.at(0).member, "FLAT");
  EXPECT_THAT(studied("rets").notes, Contains(HasSubstr("are taken for missing numbers")));
  EXPECT_EQ(studied("yahooac").events[0].groups[0].members.size(), 1U);
  const auto refused = [&](const char* name) { return complaint([&] { (void)studied(name); }); };
  EXPECT_THAT(refused("constonly"), HasSubstr("FLAT: does not move"));
  for (const char* yahoo : {"yahoo", "yahooc"}) EXPECT_THAT(refused(yahoo), HasSubstr("are columns of one security"));
  EXPECT_THAT(refused("idxgap"), HasSubstr("index-gap.csv: has no value on 2017-08-01"));
  EXPECT_THAT(refused("idxempty"), HasSubstr("index-emptyday.csv: has no value on 2017-08-01"));
}

}  // namespace
}  // namespace parley::market
