// The escalation's worlds and play, and talks, on the default baseline and on the table at basic prices.
#include "parley/study/ladder.hpp"

#include <gmock/gmock.h>

#include <cmath>
#include <map>
#include <set>

#include "parley/base/error.hpp"
#include "parley/study/talks.hpp"
#include "support/files.hpp"
#include "support/temporary_folder.hpp"

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

EscalationRequest all_goods(bool allows_withdrawal) {
  return {.first = government(world(), "USA"),
          .second = government(world(), "CHN"),
          .first_choice = {.partners = {government(world(), "CHN").country}},
          .second_choice = {.partners = {government(world(), "USA").country}},
          .first_points = 0.1,
          .allows_withdrawal = allows_withdrawal};
}

const EscalationGame& game() {
  static const EscalationGame played = [] {
    Observer silent;
    return play_escalation(world(), all_goods(false), {}, silent);
  }();
  return played;
}

/// The world that a move leads to, if it is one of the side's.
std::optional<std::size_t> after(const EscalationWorlds& worlds, std::size_t from, std::size_t side,
                                 EscalationMove move) {
  for (const EscalationStep& step : worlds.worlds[from].steps[side]) {
    if (step.move == move) return step.to;
  }
  return std::nullopt;
}

TEST(EscalationWorlds, BeginTodayAndHoldEveryAnswerToTheAnnouncement) {
  const EscalationWorlds& worlds = game().worlds;
  EXPECT_NEAR(worlds.worlds[0].change_pct[0], 0, 1e-8);
  EXPECT_NEAR(worlds.worlds[0].change_pct[1], 0, 1e-8);
  EXPECT_EQ(after(worlds, 0, 0, EscalationMove::carry_out), worlds.announced);
  EXPECT_EQ(after(worlds, 0, 0, EscalationMove::war), worlds.war);
  EXPECT_FALSE(after(worlds, worlds.announced, 1, EscalationMove::carry_out));  // no case that has the second act
  EXPECT_FALSE(after(worlds, worlds.announced, 0, EscalationMove::withdraw));
  const TariffWorld& best = worlds.worlds[after(worlds, worlds.announced, 1, EscalationMove::best_answer).value()];
  // The best answer is the best of the second's answers, and of leaving it unanswered.
  for (const EscalationMove other : {EscalationMove::mirror, EscalationMove::equivalent})
    EXPECT_GE(best.change_pct[1], worlds.worlds[after(worlds, worlds.announced, 1, other).value()].change_pct[1]);
  EXPECT_GE(best.change_pct[1], worlds.worlds[worlds.announced].change_pct[1]);
  EXPECT_LT(worlds.worlds[worlds.announced].change_pct[1], 0);
  EXPECT_NEAR(worlds.worlds[worlds.war].share_of_war_cost[1], 1, 1e-12);
  // Duties on base trade: the United States buy more from China than China from the United States.
  EXPECT_GT(worlds.equivalence, 1);
}

TEST(EscalationWorlds, NobodyGainsByAnotherTariffOfItsOwnInTheWar) {
  const EscalationWorlds& worlds = game().worlds;
  // The second's best answer to the first's tariffs of the war is its own of the war: no other world.
  EXPECT_FALSE(after(worlds, worlds.war, 1, EscalationMove::best_answer));
}

TEST(EscalationWorlds, AreAllDifferentAndWithdrawalLeadsBack) {
  Observer silent;
  const EscalationWorlds worlds = escalation_worlds(world(), all_goods(true), silent);
  std::set<std::array<std::size_t, 2>> stances;
  std::set<std::string> names;
  for (const TariffWorld& each : worlds.worlds) {
    EXPECT_TRUE(stances.insert(each.stance).second) << each.name;
    EXPECT_TRUE(names.insert(each.name).second) << each.name;
  }
  EXPECT_EQ(after(worlds, worlds.announced, 0, EscalationMove::withdraw), 0U);
}

TEST(EscalationGame, ABranchIsCredibleWhereItBeatsHolding) {
  std::size_t chosen = 0;
  for (const EscalationBranch& branch : game().branches) {
    chosen += branch.depth == 0 && branch.is_chosen;
    if (branch.move == EscalationMove::hold) {
      EXPECT_EQ(branch.gain_over_holding_pct, 0);
      EXPECT_EQ(branch.from, branch.to);
    }
    if (branch.is_chosen) {
      EXPECT_GE(branch.gain_over_holding_pct, -1e-7);
    }
    // Without discount what follows is worth its end.
    for (std::size_t side = 0; side < 2; ++side)
      EXPECT_EQ(branch.value_pct[side], game().worlds.worlds[branch.ends_in].change_pct[side]);
  }
  EXPECT_EQ(chosen, 1U);
  EXPECT_EQ(game().ends_by_moves.size(), game().play.moves);
  EXPECT_EQ(game().ahead.back().to, game().ends_ahead);
}

TEST(EscalationGame, HasTheTrucesOfTheRepeatedGame) {
  ASSERT_EQ(game().truces.size(), 2U);
  for (const Truce& truce : game().truces) {
    for (const double gain : truce.betrayal_gain_pct) EXPECT_GT(gain, 0) << truce.name;
  }
}

/// The finding of the method page on the table at basic prices: April's lists, under the nine named sets.
class AprilAtBasicPrices : public testing::Test {
 protected:
  static LadderAnswer play(bool allows_withdrawal) {
    const test::TemporaryFolder folder;
    const std::filesystem::path fixtures = test::project() / "tests" / "fixtures";
    std::filesystem::copy(test::project() / "scenarios", folder / "scenarios",
                          std::filesystem::copy_options::recursive);
    std::filesystem::create_directories(folder / "data");
    std::filesystem::copy(test::project() / "data" / "market", folder / "data" / "market",
                          std::filesystem::copy_options::recursive);
    std::filesystem::copy_file(fixtures / "us-china-2018-coverage.csv", folder / "scenarios/coverage/us-china-2018.csv",
                               std::filesystem::copy_options::overwrite_existing);
    std::filesystem::copy(fixtures / "world-2017-basic", folder / "data" / "world-2017");
    Observer silent;
    LadderOptions options{.world = {.target = (folder / "scenarios" / "us-china-march-2018.toml").string(),
                                    .case_name = "april-lists",
                                    .assets = {.data = {test::project() / "data"}}},
                          .players = {"USA", "CHN"},
                          .allows_withdrawal = allows_withdrawal,
                          .over_sets = true};
    LadderAnswer answer = answer_ladder(options, silent);
    // The table's own elasticities are an earlier edition of FGO2022, which is among the nine.
    EXPECT_EQ(answer.sets.size(), 10U);
    answer.sets.erase(answer.sets.begin());
    return answer;
  }
  static std::map<std::string, std::array<std::size_t, 2>> ends(const LadderAnswer& answer) {
    std::map<std::string, std::array<std::size_t, 2>> counts;
    for (const LadderEnd& end : ends_over_sets(answer)) counts[end.world] = {end.ahead, end.at_once};
    return counts;
  }
};

TEST_F(AprilAtBasicPrices, StepByStepItIsWarInAllSetsAndLookingAheadInThree) {
  const LadderAnswer answer = play(false);
  EXPECT_THAT(ends(answer),
              testing::UnorderedElementsAre(testing::Pair("announced, no answer", std::array<std::size_t, 2>{5, 0}),
                                            testing::Pair("full war", std::array<std::size_t, 2>{3, 9}),
                                            testing::Pair("today", std::array<std::size_t, 2>{1, 0})));
  for (const LadderUnderSet& set : answer.sets) {
    EXPECT_GT(set.settles_at, 0U) << set.name;
    EXPECT_LE(set.settles_at, 5U) << set.name;
  }
  const EscalationGame& game = answer.game;
  EXPECT_EQ(game.ends_by_moves[1], game.worlds.war);
  EXPECT_TRUE(game.is_settled_for_ever);
  // China's own answer of the file is an empty threat, the war against it is not.
  for (const EscalationBranch& branch : game.branches) {
    if (branch.depth == 1 && branch.move == EscalationMove::carry_out) {
      EXPECT_FALSE(branch.is_credible());
    }
    if (branch.depth == 2 && branch.move == EscalationMove::war) {
      EXPECT_TRUE(branch.is_credible());
    }
  }
}

TEST_F(AprilAtBasicPrices, WhereTariffsCanBeTakenBackNobodyStaysAtToday) {
  EXPECT_THAT(ends(play(true)),
              testing::UnorderedElementsAre(testing::Pair("announced, no answer", std::array<std::size_t, 2>{6, 0}),
                                            testing::Pair("full war", std::array<std::size_t, 2>{3, 9})));
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
