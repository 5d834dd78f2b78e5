#include <gmock/gmock.h>

#include <cmath>

#include "parley/base/error.hpp"
#include "parley/replicate/replication.hpp"
#include "support/files.hpp"

namespace parley::replicate {
namespace {

const Replication& laid_beside() {
  static const Replication replication = [] {
    Observer silent;
    return replicate_trade_war_2018(test::project() / "data/reference/trade-war-2018", silent);
  }();
  return replication;
}

TEST(TradeWar2018, AnswersEveryQuestionOfTheFileWithItsReason) {
  EXPECT_EQ(laid_beside().estimates.size(), 24U);
  for (const PublishedEstimate& each : laid_beside().estimates) {
    EXPECT_TRUE(std::isfinite(each.computed)) << each.question << " " << each.measure;
    EXPECT_FALSE(each.reason.empty()) << each.question;
    EXPECT_EQ(each.switched.size(), 6U);
    for (const SwitchedEstimate& by : each.switched) {
      if (by.name == "CP2015") {
        EXPECT_TRUE(std::isfinite(by.computed)) << each.question;
      }
    }
  }
}

// Losses on both sides, less trade between them, more from others: what every study found.
TEST(TradeWar2018, HasTheSignsOfTheStudies) {
  for (const PublishedEstimate& each : laid_beside().estimates) {
    EXPECT_GT(each.computed * each.lowest, 0)
        << each.question << " " << each.measure << " " << each.who << ": " << each.computed;
  }
}

TEST(TradeWar2018, ASwitchThatIsNoneChangesNothingAndOthersDo) {
  std::size_t moved = 0;
  for (const PublishedEstimate& each : laid_beside().estimates) {
    for (const SwitchedEstimate& by : each.switched)
      moved += std::isfinite(by.computed) && by.computed != each.computed;
  }
  EXPECT_GT(moved, 60U);
}

TEST(TradeWar2018, RefusesAMeasureThatItDoesNotKnow) {
  const test::TemporaryFolder folder;
  const std::string scenario = (test::project() / "scenarios/us-china-march-2018.toml").string();
  test::write_file(folder / "published.csv",
                   "question,scenario,case,measure,countries,partners,share,lowest,highest,unit,study\nq," + scenario +
                       ",all-out,happiness,USA,,1,0,0,%,nobody\n");
  Observer silent;
  EXPECT_THROW((void)replicate_trade_war_2018(folder.path(), silent), InputError);
}

}  // namespace
}  // namespace parley::replicate
