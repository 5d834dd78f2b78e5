// Backward induction against closed forms and against an enumeration of all strategies; escalations with known ends.
#include "parley/bargaining/game_tree.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <array>
#include <map>
#include <random>
#include <stdexcept>

#include "parley/bargaining/escalation.hpp"

namespace parley::bargaining {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

/// An entrant stays out (0, 2), or enters: the incumbent fights (-1, -1) or shares (1, 1).
GameTree entry() {
  return {.nodes = {{"outside", 0, {{"enter", 1}, {"stay out", 2}}, {0, 2}},
                    {"entered", 1, {{"fight", 3}, {"share", 4}}, {0, 0}},
                    {"stayed out", 0, {}, {0, 2}},
                    {"fought", 0, {}, {-1, -1}},
                    {"shared", 0, {}, {1, 1}}}};
}

TEST(BackwardInduction, TheThreatToFightAnEntrantIsEmpty) {
  const GameTree tree = entry();
  const Play play = backward_induction(tree);
  EXPECT_EQ(tree.nodes[0].moves[play.choice[0]].name, "enter");
  EXPECT_EQ(tree.nodes[1].moves[play.choice[1]].name, "share");
  EXPECT_THAT(play.value[0], ElementsAre(1, 1));
  EXPECT_THAT(path_from(tree, play), ElementsAre(0, 1, 4));
  EXPECT_EQ(play.length[0], 2U);
  EXPECT_THAT(play.ties[0], IsEmpty());
}

TEST(BackwardInduction, WhoIsIndifferentEndsTheGameSoonerAndTheOtherMoveIsNamed) {
  GameTree tree = entry();
  tree.nodes[4].payoff = {0, 1};
  const Play play = backward_induction(tree);
  EXPECT_EQ(tree.nodes[0].moves[play.choice[0]].name, "stay out");
  EXPECT_THAT(play.ties[0], ElementsAre(0));
}

TEST(BackwardInduction, DiscountsAndChancesOfStoppingAreOneWeight) {
  const GameTree tree = entry();
  const Play discounted = backward_induction(tree, {.discount = {0.6, 0.6}});
  const Play stopped = backward_induction(tree, {.stopping_chance = 0.4});
  const Play both = backward_induction(tree, {.discount = {0.75, 0.75}, .stopping_chance = 0.2});
  EXPECT_DOUBLE_EQ(discounted.value[0][0], 0.6);  // 0.4 of the node that entry leads to, 0.6 of what follows
  for (const Play* play : {&stopped, &both}) {
    for (std::size_t player = 0; player < 2; ++player)
      EXPECT_NEAR(play->value[0][player], discounted.value[0][player], 1e-15);
  }
}

TEST(BackwardInduction, WithoutForesightIsMyopicPlay) {
  GameTree tree = entry();
  tree.nodes[1].payoff = {-0.5, 0};
  const Play blind = backward_induction(tree, {.discount = {0, 0}});
  const Play myopic = myopic_play(tree);
  EXPECT_EQ(blind.choice, myopic.choice);
  EXPECT_EQ(tree.nodes[0].moves[myopic.choice[0]].name, "stay out");
  EXPECT_THAT(myopic.value[0], ElementsAre(0, 2));
}

TEST(BackwardInduction, RefusesWhatIsNoGame) {
  EXPECT_THROW((void)backward_induction({}), std::invalid_argument);
  GameTree tree = entry();
  tree.nodes[1].moves[0].to = 1;
  EXPECT_THROW((void)backward_induction(tree), std::invalid_argument);
  tree = entry();
  tree.nodes[3].payoff = {1};
  EXPECT_THROW((void)myopic_play(tree), std::invalid_argument);
  EXPECT_THROW((void)backward_induction(entry(), {.discount = {1.5, 1}}), std::invalid_argument);
  EXPECT_THROW((void)backward_induction(entry(), {.stopping_chance = -0.1}), std::invalid_argument);
}

/// A tree of up to `depth` moves whose payoffs are all different; parents stand before their children.
void grow(GameTree& tree, std::size_t at, int depth, std::mt19937& random) {
  const std::size_t moves = depth == 0 ? 0 : random() % 3;
  tree.nodes[at].mover = random() % 2;
  for (std::size_t move = 0; move < moves; ++move) {
    std::uniform_real_distribution<double> payoff(-1, 1);
    tree.nodes[at].moves.push_back({"move", tree.nodes.size()});
    tree.nodes.push_back({"node", 0, {}, {payoff(random), payoff(random)}});
    grow(tree, tree.nodes.size() - 1, depth - 1, random);
  }
}

/// A strategy profile: the move at every node. The payoffs of playing it from a node on.
std::vector<double> outcome(const GameTree& tree, const std::vector<std::size_t>& profile, std::size_t at) {
  while (!tree.nodes[at].moves.empty()) at = tree.nodes[at].moves[profile[at]].to;
  return tree.nodes[at].payoff;
}

/// All profiles that differ from `profile` at the nodes of one player only (every profile where `player` is 2).
std::vector<std::vector<std::size_t>> profiles(const GameTree& tree, std::vector<std::size_t> profile,
                                               std::size_t player) {
  std::vector<std::vector<std::size_t>> list{std::move(profile)};
  for (std::size_t at = 0; at < tree.nodes.size(); ++at) {
    const GameNode& node = tree.nodes[at];
    if (node.moves.size() < 2 || (player < 2 && node.mover != player)) continue;
    std::vector<std::vector<std::size_t>> longer;
    for (const auto& each : list) {
      for (std::size_t move = 0; move < node.moves.size(); ++move) {
        longer.push_back(each);
        longer.back()[at] = move;
      }
    }
    list = std::move(longer);
  }
  return list;
}

/// The definition: in no subgame does any whole strategy of one player do better against the other's.
bool is_subgame_perfect(const GameTree& tree, const std::vector<std::size_t>& profile) {
  for (std::size_t player = 0; player < 2; ++player) {
    for (const auto& other : profiles(tree, profile, player)) {
      for (std::size_t at = 0; at < tree.nodes.size(); ++at) {
        if (outcome(tree, other, at)[player] > outcome(tree, profile, at)[player]) return false;
      }
    }
  }
  return true;
}

TEST(BackwardInduction, IsTheOnlySubgamePerfectProfileOfAHundredRandomTrees) {
  std::mt19937 random(20180323);
  std::size_t with_choices = 0;
  for (int count = 0; count < 100;) {
    GameTree tree{.nodes = {{"root", 0, {}, {0, 0}}}};
    grow(tree, 0, 4, random);
    const std::size_t choices = static_cast<std::size_t>(std::count_if(
        tree.nodes.begin(), tree.nodes.end(), [](const GameNode& node) { return node.moves.size() > 1; }));
    if (choices > 6 || choices == 0) continue;
    ++count;
    with_choices += choices > 2;
    const Play play = backward_induction(tree);
    std::vector<std::vector<std::size_t>> perfect;
    for (const auto& profile : profiles(tree, std::vector<std::size_t>(tree.nodes.size(), 0), 2)) {
      if (is_subgame_perfect(tree, profile)) perfect.push_back(profile);
    }
    ASSERT_EQ(perfect.size(), 1U);
    EXPECT_EQ(perfect[0], play.choice);
    EXPECT_EQ(play.value[0], outcome(tree, perfect[0], 0));
  }
  EXPECT_GT(with_choices, 20U);
}

/// Two bidders outbid each other in whole units up to a budget; the higher has the stake, and both pay.
std::size_t opening_bid(std::size_t stake, std::size_t budget) {
  std::map<std::array<std::size_t, 3>, std::size_t> place;
  GameTree tree;
  // A later bid stands later in the list: mover's bid below the other's.
  const auto payoff = [&](std::size_t mover, std::size_t own, std::size_t other) {
    std::vector<double> result(2);
    result[mover] = -static_cast<double>(own);
    result[1 - mover] = (other > 0 ? static_cast<double>(stake) : 0) - static_cast<double>(other);
    return result;
  };
  std::vector<std::array<std::size_t, 3>> open;  // mover, own bid, other's bid
  for (std::size_t high = 0; high <= budget; ++high) {
    for (std::size_t low = 0; low < std::max<std::size_t>(high, 1); ++low) {
      for (std::size_t mover = 0; mover < 2; ++mover) {
        if (high == 0 && mover == 1) continue;
        place[{mover, low, high}] = tree.nodes.size();
        open.push_back({mover, low, high});
        tree.nodes.push_back({"bid", mover, {}, payoff(mover, low, high)});
      }
    }
  }
  for (const auto& [mover, own, other] : open) {
    const std::size_t at = place.at({mover, own, other});
    tree.nodes.push_back({"end", 0, {}, payoff(mover, own, other)});
    tree.nodes[at].moves.push_back({"pass", tree.nodes.size() - 1});
    for (std::size_t bid = other + 1; bid <= budget; ++bid)
      tree.nodes[at].moves.push_back({std::to_string(bid), place.at({1 - mover, other, bid})});
  }
  const Play play = backward_induction(tree);
  const std::vector<std::size_t> path = path_from(tree, play);
  EXPECT_EQ(path.size(), 3U) << "the second passes";
  return play.choice[0];  // passing is the move before the bid of one
}

/// O'Neill (1986, J. Conflict Resolution 30): the first bids (budget - 1) mod (stake - 1) + 1, and the other gives up.
TEST(BackwardInduction, AWarOfAttritionWithKnownBudgetsEndsWithItsFirstBid) {
  for (std::size_t stake = 3; stake <= 6; ++stake) {
    for (std::size_t budget = stake; budget <= 14; ++budget)
      EXPECT_EQ(opening_bid(stake, budget), (budget - 1) % (stake - 1) + 1) << stake << " " << budget;
  }
}

/// The linear tariff game at D = 1, W = t/4 - 3 t^2/8 - t*/4 + t*^2/8: no tariffs, or each its best one, 1/3.
EscalationRules linear_tariffs(double discount) {
  const auto welfare = [](double t, double other) { return t / 4 - 3 * t * t / 8 - other / 4 + other * other / 8; };
  const double best = 1.0 / 3;
  EscalationRules rules{.foresight = {.discount = {discount, discount}, .tie = 1e-12}};
  for (const auto& [first, second] : {std::array{0.0, 0.0}, {best, 0.0}, {0.0, best}, {best, best}})
    rules.worlds.push_back({"", {welfare(first, second), welfare(second, first)}, {}});
  rules.worlds[0].moves = {{{{"raise", 1}}, {{"raise", 2}}}};
  rules.worlds[1].moves = {{{}, {{"raise", 3}}}};
  rules.worlds[2].moves = {{{{"raise", 3}}, {}}};
  return rules;
}

TEST(Escalation, OfTheLinearTariffGameStaysAtFreeTradeAbovePatienceOfThreeFifths) {
  EXPECT_EQ(escalate(linear_tariffs(1)).ends_ahead.back().world, 0U);
  EXPECT_EQ(escalate(linear_tariffs(0.601)).ends_ahead.back().world, 0U);
  const Escalation war = escalate(linear_tariffs(0.599));
  EXPECT_EQ(war.ends_ahead.back().world, 3U);
  // (1 - d) / 24 - d / 36: its tariffs unanswered once, the war from then on.
  EXPECT_NEAR(war.ends_ahead.back().value[0], 0.401 / 24 - 0.599 / 36, 1e-12);
  EXPECT_EQ(escalate(linear_tariffs(1)).ends_at_once.back().world, 3U);
}

TEST(Escalation, ToldItsLastMoveIsNearTheLinearTariffGameIsWarAtOnce) {
  const Escalation free = escalate(linear_tariffs(1));
  EXPECT_EQ(free.ends_ahead[0].world, 1U);  // one move: the first raises unanswered
  EXPECT_EQ(free.ends_ahead[1].world, 3U);  // two: each raises
  for (std::size_t moves = 3; moves <= free.ends_ahead.size(); ++moves)
    EXPECT_EQ(free.ends_ahead[moves - 1].world, 0U) << moves;
  EXPECT_EQ(free.settles_at, 3U);
  EXPECT_TRUE(free.is_settled_for_ever);
}

TEST(Escalation, TwoHoldsInARowEndIt) {
  const Escalation free = escalate(linear_tariffs(1));
  const EscalationEnd& end = free.ends_ahead.back();
  ASSERT_EQ(end.nodes.size(), 3U);
  EXPECT_EQ(free.positions[end.nodes[1]].mover, 1U);
  EXPECT_TRUE(free.positions[end.nodes[1]].has_held);
  EXPECT_EQ(free.positions[end.nodes[2]].moves_left, 0U);
  for (std::size_t at = 0; at < free.positions.size(); ++at) EXPECT_EQ(free.node_of(free.positions[at]), at);
}

TEST(Escalation, RefusesWorldsThatAreNotThere) {
  EscalationRules rules = linear_tariffs(1);
  rules.worlds[0].moves[0][0].to = 9;
  EXPECT_THROW((void)escalate(rules), std::invalid_argument);
  rules = linear_tariffs(1);
  rules.moves = 0;
  EXPECT_THROW((void)escalate(rules), std::invalid_argument);
  rules = linear_tariffs(1);
  rules.start = 4;
  EXPECT_THROW((void)escalate(rules), std::invalid_argument);
}

}  // namespace
}  // namespace parley::bargaining
