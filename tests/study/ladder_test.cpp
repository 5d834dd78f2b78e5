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
  using Kind = study::Rung::Kind;
  std::vector<Kind> kinds;
  for (const study::Rung& rung : ladder.rungs) {
    kinds.push_back(rung.kind);
    EXPECT_EQ(rung.name, to_string(rung.kind));
  }
  EXPECT_THAT(kinds, testing::ElementsAre(Kind::status_quo, Kind::announced, Kind::mirror, Kind::equivalent,
                                          Kind::best_answer, Kind::full_war));
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
  std::size_t better = 0;
  for (const study::TariffTreaty& treaty : result.treaties)
    better += treaty.gain_over_status_quo_pct[0] > 0 && treaty.gain_over_status_quo_pct[1] > 0;
  EXPECT_EQ(result.better_than_status_quo, better);
  // Every point of the line is a point of the frontier or one of its two ends.
  EXPECT_LE(result.acceptable.size(), result.frontier.points.size() + 2);
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

TEST(AcceptableFrontier, EndsAtIdealGainsWhereTheThreatHoldsASide) {
  const std::vector<std::vector<double>> frontier = {{3, -2}, {1, 1}, {2, 0.5}, {-1, 2}};
  // Ideal gains of 4 % over a threat of 25 %, which is 30 % over the base (1.04 x 1.25 = 1.3), and of 2 % over one of 0 %.
  const AcceptableFrontier both = acceptable_frontier({{20, 1}, {28, 0.5}, {26, 0.75}, {31, -1}}, {25, 0}, {4, 2});
  ASSERT_EQ(both.size(), 4U);
  EXPECT_THAT(both[0], testing::ElementsAre(25, testing::DoubleEq(2)));  // the first is held: the second's ideal
  EXPECT_THAT(both[1], testing::ElementsAre(26, 0.75));
  EXPECT_THAT(both[2], testing::ElementsAre(28, 0.5));
  EXPECT_THAT(both[3], testing::ElementsAre(testing::DoubleEq(30), 0));
  // Without ideal gains the line ends with its last point; where nobody is held, so it does too.
  EXPECT_THAT(acceptable_frontier(frontier, {0, 0}, {}),
              testing::ElementsAre(testing::ElementsAre(1, 1), testing::ElementsAre(2, 0.5)));
  EXPECT_EQ(acceptable_frontier(frontier, {-5, -5}, {1, 1}).size(), 4U);
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
