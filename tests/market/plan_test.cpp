// Plans: what they say, and what they say wrongly.
#include "parley/market/plan.hpp"

#include <gmock/gmock.h>

#include <fmt/format.h>

#include "parley/base/error.hpp"
#include "support/files.hpp"
#include "support/random_returns.hpp"

namespace parley::market {
namespace {

using ::testing::HasSubstr;

const std::string plan_text = R"(format = 1
[prices]
file = "prices.csv"
values = "return_percent"
[market]
file = "market.csv"
column = "index"
values = "return_percent"
[estimation]
days = 60
gap = 5
least_days = 40
[[group]]
id = "some"
members = ["M0", "M1", "M2"]
[[group]]
id = "rest"
except = ["some"]
[[compare]]
first = "some"
second = "rest"
[[event]]
id = "day"
date = 2017-05-06
from = -1
to = 1
[[news]]
date = 2017-05-09
title = "something else"
[[news]]
date = 2017-06-09
title = "long after"
)";

std::string complaint(const std::string& text, const std::filesystem::path& folder = {}) {
  try {
    (void)carry_out(parse_plan(text, "plan.toml"), folder);
  } catch (const InputError& error) {
    return error.what();
  }
  return "nothing was wrong";
}

std::string replaced(std::string text, const std::string& old, const std::string& by) {
  const auto at = text.find(old);
  EXPECT_NE(at, std::string::npos) << old;
  return text.replace(at, old.size(), by);
}

class Plan : public ::testing::Test {
 protected:
  void SetUp() override {
    test::Normals normal(5);
    const ReturnData data = test::random_returns(6, 120, 0.2, normal);
    std::string prices = "date", market = "date,index\n";
    for (const std::string& name : data.returns.members) prices += "," + name;
    prices += "\n";
    for (std::size_t t = 0; t < 120; ++t) {
      prices += to_string(data.returns.dates[t]);
      for (std::size_t m = 0; m < 6; ++m) prices += fmt::format(",{}", 100 * data.returns.value(Member(m), Day(t)));
      prices += "\n";
      market += fmt::format("{},{}\n", to_string(data.returns.dates[t]), 100 * data.factors(Factor(0), Day(t)));
    }
    test::write_file(folder_ / "prices.csv", prices);
    test::write_file(folder_ / "market.csv", market);
  }
  test::TemporaryFolder folder_;
};

TEST_F(Plan, IsCarriedOutWithNewsNearby) {
  const EventStudyResult result = carry_out(parse_plan(plan_text, "plan.toml"), folder_.path());
  ASSERT_EQ(result.events.size(), 1U);
  const EventResult& event = result.events.front();
  EXPECT_EQ(event.days, (std::vector<Date>{{2017, 5, 5}, {2017, 5, 8}, {2017, 5, 9}}));
  EXPECT_EQ(event.groups[0].members.size(), 3U);
  EXPECT_EQ(event.groups[1].members.size(), 3U);
  ASSERT_EQ(event.news.size(), 1U);
  EXPECT_EQ(event.news[0].title, "something else");
  // 6 May 2017 was a Saturday.
  EXPECT_THAT(result.notes,
              ::testing::Contains(HasSubstr("2017-05-06 is not a trading day; 2017-05-08 is taken instead")));
  EXPECT_EQ(event.estimation_until, (Date{2017, 5, 1}));
}

TEST_F(Plan, NamesAMemberWithoutPrices) {
  const std::string text = replaced(plan_text, R"("M1")", R"("N1")");
  EXPECT_THAT(
      complaint(text, folder_.path()),
      ::testing::AllOf(HasSubstr("plan.toml:13"), HasSubstr("'N1' has no prices"), HasSubstr("did you mean 'M")));
}

TEST_F(Plan, NamesAnEventWithoutEnoughDaysBefore) {
  EXPECT_THAT(complaint(replaced(plan_text, "2017-05-06", "2017-01-20"), folder_.path()),
              HasSubstr("65 days before it are needed for the estimation"));
  EXPECT_THAT(complaint(replaced(plan_text, "2017-05-06", "2027-01-20"), folder_.path()),
              HasSubstr("lies outside the trading days"));
}

TEST(PlanFile, SaysWhatItDoesNotKnow) {
  EXPECT_THAT(complaint(replaced(plan_text, "least_days", "leastdays")), HasSubstr("did you mean 'least_days'"));
  EXPECT_THAT(complaint(replaced(plan_text, R"(second = "rest")", R"(second = "rst")")), HasSubstr("no group 'rst'"));
  EXPECT_THAT(complaint(replaced(plan_text, "[market]", "[markt]")), HasSubstr("one of [market] and [factors]"));
  EXPECT_THAT(complaint(replaced(plan_text, "date = 2017-05-06\n", "")), HasSubstr("'date' is absent"));
  for (const char* dates : {"date = [2017-05-06, 2017-05-08]", "dates = { M0 = 2017-05-06 }", "dates = \"dates.csv\""})
    EXPECT_THAT(complaint(replaced(plan_text, "date = 2017-05-06", dates)),
                HasSubstr("an event has one day, the same for all members; for members with days of their own"));
  EXPECT_THAT(complaint(replaced(plan_text, "from = -1", "from = 2")), HasSubstr("stands before 'from'"));
}

TEST(PlanFile, ThatShipsIsRead) {
  for (const auto& entry : std::filesystem::directory_iterator(test::project() / "scenarios" / "events")) {
    if (entry.path().extension() != ".toml") continue;
    EXPECT_FALSE(read_plan(entry.path()).events.empty()) << entry.path();
  }
}

}  // namespace
}  // namespace parley::market
