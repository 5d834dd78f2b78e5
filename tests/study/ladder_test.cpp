// The ladder's logic on made-up payoffs, and the two commands' computations on the default baseline.
#include "parley/study/ladder.hpp"

#include <gmock/gmock.h>

#include <cmath>

#include "parley/base/error.hpp"
#include "parley/study/talks.hpp"

namespace parley::study {
namespace {

strategy::Government government(const study::StrategyProblem& problem, const char* code) {
  strategy::Government result;
  result.country = problem.baseline.economy.find_country(code).value();
  return result;
}

const study::StrategyProblem& world() {
  static const study::StrategyProblem problem = [] {
    Observer silent;
    return study::read_strategy_problem({.target = std::string(PARLEY_SOURCE_DIR) + "/data/world-2017"}, silent);
  }();
  return problem;
}

TEST(Ladder, LookingAheadIsBackwardInduction) {
  // The second mover gains by going on, which the first, looking ahead, does not want.
  EXPECT_EQ(study::end_looking_ahead({{1, 1}, {1.1, 0.9}, {0.8, 0.95}}, {0, 0, 1}), 0U);
  // Where the answer would hurt its own sender, the first is let off.
  EXPECT_EQ(study::end_looking_ahead({{1, 1}, {1.1, 0.9}, {0.8, 0.8}}, {0, 0, 1}), 1U);
  // Ties stop.
  EXPECT_EQ(study::end_looking_ahead({{1, 1}, {1, 1}}, {0, 0}), 0U);
}

TEST(Ladder, RisesFromTheStatusQuoToTheWar) {
  Observer silent;
  const study::Ladder ladder = study::escalate(world(),
                                               {.first = government(world(), "USA"),
                                                .second = government(world(), "CHN"),
                                                .first_choice = {.partners = {government(world(), "CHN").country}},
                                                .second_choice = {.partners = {government(world(), "USA").country}},
                                                .first_points = 0.1},
                                               silent);
  ASSERT_EQ(ladder.rungs.size(), 6U);
  EXPECT_NEAR(ladder.rungs[0].change_pct[0], 0, 1e-8);
  EXPECT_NEAR(ladder.rungs[0].change_pct[1], 0, 1e-8);
  // The best answer is the best of the second's answers to the announced tariffs.
  for (const std::size_t other : {1U, 2U, 3U})
    EXPECT_GE(ladder.rungs[4].change_pct[1], ladder.rungs[other].change_pct[1]);
  EXPECT_LT(ladder.rungs[1].change_pct[1], 0);
  EXPECT_NEAR(ladder.rungs[5].share_of_war_cost[1], 1, 1e-12);
  // Duties on base trade: the United States buy more from China than China from the United States.
  EXPECT_GT(ladder.equivalence, 1);
  ASSERT_EQ(ladder.truces.size(), 2U);
  for (const study::Truce& truce : ladder.truces) {
    for (const double gain : truce.betrayal_gain_pct) EXPECT_GT(gain, 0) << truce.name;
  }
}

TEST(Talks, BothSignAndNobodyIsBelowTheThreat) {
  Observer silent;
  study::TariffTalksRequest request;
  for (const auto& [who, on] : {std::pair("USA", "CHN"), std::pair("CHN", "USA")}) {
    request.governments.push_back(government(world(), who));
    request.instruments.push_back(
        {.partners = {government(world(), on).country}, .lowest_tariff = -0.3, .highest_tariff = 1});
  }
  request.frontier_points = 3;
  const study::TariffTalks result = study::talk(world(), request, silent);
  EXPECT_THAT(result.failures, testing::IsEmpty());
  EXPECT_EQ(result.treaties.size(), 6U);
  for (const study::TariffTreaty& treaty : result.treaties) {
    EXPECT_LE(treaty.treaty.first_order_residual, 1e-6) << treaty.name;
    for (std::size_t p = 0; p < 2; ++p) {
      EXPECT_GT(treaty.gain_over_threat_pct[p], 0) << treaty.name;
      EXPECT_LE(treaty.gain_over_threat_pct[p], result.ideal_pct[p] * (treaty.received.empty() ? 1 : 1e9))
          << treaty.name;
    }
    if (treaty.received.empty()) continue;
    EXPECT_NEAR(treaty.received[0] + treaty.received[1], 0, 1e-6);
  }
}

TEST(Talks, OneGovernmentHasNobodyToTalkTo) {
  Observer silent;
  study::TariffTalksRequest request;
  request.governments = {government(world(), "USA")};
  request.instruments = {{}};
  EXPECT_THROW((void)study::talk(world(), request, silent), InputError);
}

}  // namespace
}  // namespace parley::study
