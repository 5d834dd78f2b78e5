// What prices did beside what the cases of the March 2018 story say.
#include "parley/study/prices.hpp"

#include <gmock/gmock.h>

#include <algorithm>

#include "parley/base/error.hpp"
#include "parley/study/cases/compute.hpp"
#include "support/files.hpp"

namespace parley::study {
namespace {

class Story : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    Observer silent;
    result = new RunResult(compute({.scenario = test::project() / "scenarios" / "us-china-march-2018.toml"}, silent));
  }
  static void TearDownTestSuite() { delete result; }
  static inline RunResult* result = nullptr;
};

TEST_F(Story, SetsEveryCaseBesideEveryEvent) {
  const Prices prices = study_prices(*result);
  const std::size_t events = prices.study.events.size();
  ASSERT_GT(events, 1U);
  EXPECT_TRUE(prices.unknown_sectors.empty());
  EXPECT_EQ(prices.beside.size(), 2 * events * result->cases.size());
  for (const ModelBesidePrices& each : prices.beside) EXPECT_EQ(each.fit.count, each.pairs.size());
  EXPECT_EQ(prices.moves.size(), events * prices.story.levels.members.size());
  EXPECT_EQ(result->cases[prices.war].compare.name, result->scenario.failure);
  EXPECT_EQ(result->cases[prices.deal].compare.name, result->scenario.agreement);
}

TEST_F(Story, AffiliatesThereSoldMoreThanWasExported) {
  const Prices prices = study_prices(*result);
  ASSERT_EQ(prices.affiliates.size(), 1U);
  EXPECT_EQ(prices.affiliates[0].year, 2017);
  EXPECT_EQ(prices.affiliates[0].host_musd, 305407);  // Bureau of Economic Analysis, table II.E 2
  EXPECT_NEAR(prices.affiliates[0].times_exports.value() * prices.exports_musd, 305407, 1e-6);
  EXPECT_NEAR(prices.affiliates[0].share_sold_home.value(), 24268.0 / 372306, 1e-15);
}

/// The change of the odds that a move stands for makes up the move.
TEST_F(Story, OddsExplainTheMoveThatTheyAreReadFrom) {
  const Prices prices = study_prices(*result);
  ASSERT_FALSE(prices.odds.empty());
  for (const OddsReading& each : prices.odds)
    EXPECT_NEAR(each.odds.change * (each.war - each.deal), each.move, 1e-12 * std::abs(each.move));
}

/// What an index lost and what came back add up to where it stood after the second event.
TEST_F(Story, WhatCameBackIsAShareOfTheLoss) {
  const Prices prices = study_prices(*result);
  ASSERT_FALSE(prices.recoveries.empty());
  for (const Recovery& each : prices.recoveries) {
    EXPECT_LT(each.loss.points(), 0);
    const auto second = std::ranges::find_if(
        prices.moves, [&](const IndexChange& move) { return move.event == 1 && move.index == each.index; });
    ASSERT_NE(second, prices.moves.end());
    EXPECT_NEAR(each.loss.after - each.share_regained * each.loss.points(), second->move.after,
                1e-9 * second->move.after);
  }
}

TEST_F(Story, TwoEndsOfTheSameWorthAreRefused) {
  const Prices prices = study_prices(*result);
  RunResult same = *result;
  same.cases[prices.deal].equilibrium = same.cases[prices.war].equilibrium;
  EXPECT_THROW((void)study_prices(same), InputError);
  RunResult without = *result;
  without.cases.erase(without.cases.begin() + static_cast<std::ptrdiff_t>(prices.war));
  EXPECT_THROW((void)study_prices(without), InputError);
}

TEST_F(Story, ACaseThatTheScenarioDoesNotHaveIsNamedWithItsPlace) {
  RunResult other = *result;
  other.market.value().story.war = "all-out";
  EXPECT_THAT([&] { (void)study_prices(other); },
              testing::ThrowsMessage<InputError>(testing::HasSubstr("is another case than the scenario's failure")));
  other.scenario.failure.clear();
  other.market.value().story.war = "al-out";
  try {
    (void)study_prices(other);
    FAIL() << "a case that is not there";
  } catch (const InputError& error) {
    EXPECT_THAT(error.what(), testing::HasSubstr("story.war: no case 'al-out'; did you mean 'all-out'?"));
  }
}

}  // namespace
}  // namespace parley::study
