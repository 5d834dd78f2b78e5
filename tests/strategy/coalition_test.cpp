// Shapley shares, the core and stability against known games, and blocs of the Caliendo-Parro world against theory.
#include "parley/strategy/coalition.hpp"

#include <gmock/gmock.h>
#include <rapidcheck.h>

#include <bit>
#include <cmath>
#include <numeric>

#include "parley/strategy/bloc_game.hpp"
#include "parley/strategy/caliendo_parro_game.hpp"
#include "parley/strategy/nash.hpp"
#include "support/random_economy.hpp"
#include "support/symmetric_economy.hpp"

namespace parley::strategy {
namespace {

using testing::DoubleNear;
using testing::ElementsAre;
using testing::Pointwise;

// One left glove (player 0) and two right ones: a pair is worth one. Shapley (2/3, 1/6, 1/6), the core is (1, 0, 0) alone.
const CoalitionValues gloves{0, 0, 0, 1, 0, 1, 0, 1};
// Any two of three may divide a dollar: the core is empty.
const CoalitionValues majority{0, 0, 0, 1, 0, 1, 1, 1};

TEST(Shapley, GloveGame) {
  EXPECT_THAT(shapley_shares(gloves),
              ElementsAre(DoubleNear(2.0 / 3, 1e-15), DoubleNear(1.0 / 6, 1e-15), DoubleNear(1.0 / 6, 1e-15)));
}

/// Runways 1, 2, ... n long: each stretch is shared by those who need it (Littlechild & Owen 1973).
TEST(Shapley, AirportGame) {
  constexpr std::size_t count = 6;
  CoalitionValues cost(std::size_t{1} << count);
  for (std::size_t coalition = 0; coalition < cost.size(); ++coalition)
    cost[coalition] = static_cast<double>(std::bit_width(coalition));
  const std::vector<double> share = shapley_shares(cost);
  double expected = 0;
  for (std::size_t i = 0; i < count; ++i) {
    expected += 1 / static_cast<double>(count - i);
    EXPECT_NEAR(share[i], expected, 1e-14);
  }
}

TEST(Shapley, RefusesWhatIsNoGame) {
  EXPECT_THROW((void)shapley_shares({0, 1, 2}), std::invalid_argument);
  EXPECT_THROW((void)shapley_shares({0}), std::invalid_argument);
  EXPECT_THROW((void)find_core({1, 1}), std::invalid_argument);
}

std::size_t coalition_count(std::size_t players) { return std::size_t{1} << players; }

/// A game of one to six players with values between -100 and 100.
rc::Gen<CoalitionValues> any_game() {
  return rc::gen::mapcat(rc::gen::inRange<std::size_t>(1, 7), [](std::size_t players) {
    return rc::gen::map(rc::gen::container<std::vector<int>>(coalition_count(players), rc::gen::inRange(-1000, 1001)),
                        [](const std::vector<int>& tenths) {
                          CoalitionValues value;
                          for (const int each : tenths) value.push_back(each / 10.0);
                          value[0] = 0;
                          return value;
                        });
  });
}

double sum(const std::vector<double>& values) { return std::accumulate(values.begin(), values.end(), 0.0); }

TEST(Shapley, SharesAddUpToTheWhole) {
  EXPECT_TRUE(rc::check([] {
    const CoalitionValues value = *any_game();
    RC_ASSERT(std::abs(sum(shapley_shares(value)) - value.back()) <= 1e-11);
  }));
}

TEST(Shapley, SharesOfASumAreSumsOfShares) {
  EXPECT_TRUE(rc::check([] {
    const CoalitionValues one = *any_game();
    CoalitionValues other = one;
    CoalitionValues both = one;
    for (std::size_t coalition = 1; coalition < one.size(); ++coalition) {
      other[coalition] = *rc::gen::inRange(-1000, 1001);
      both[coalition] += other[coalition];
    }
    const std::vector<double> a = shapley_shares(one);
    const std::vector<double> b = shapley_shares(other);
    const std::vector<double> c = shapley_shares(both);
    for (std::size_t i = 0; i < c.size(); ++i) RC_ASSERT(std::abs(a[i] + b[i] - c[i]) <= 1e-9);
  }));
}

TEST(Shapley, WhoAddsTheSameEverywhereGetsThat) {
  EXPECT_TRUE(rc::check([] {
    CoalitionValues value = *any_game();
    const double added = *rc::gen::inRange(-50, 51);
    const std::size_t half = value.size();
    for (std::size_t coalition = 0; coalition < half; ++coalition) value.push_back(value[coalition] + added);
    RC_ASSERT(std::abs(shapley_shares(value).back() - added) <= 1e-11);
  }));
}

TEST(Shapley, ChangingPlacesChangesShares) {
  EXPECT_TRUE(rc::check([] {
    const CoalitionValues value = *any_game();
    const auto players = static_cast<std::size_t>(std::countr_zero(value.size()));
    const std::size_t a = *rc::gen::inRange<std::size_t>(0, players);
    const std::size_t b = *rc::gen::inRange<std::size_t>(0, players);
    CoalitionValues swapped = value;
    for (std::size_t coalition = 0; coalition < value.size(); ++coalition) {
      const std::size_t bits = ((coalition >> a) & 1U) ^ ((coalition >> b) & 1U);
      swapped[coalition ^ (bits << a) ^ (bits << b)] = value[coalition];
      if (a == b) swapped[coalition] = value[coalition];
    }
    const std::vector<double> before = shapley_shares(value);
    const std::vector<double> after = shapley_shares(swapped);
    RC_ASSERT(std::abs(before[a] - after[b]) <= 1e-11);
    RC_ASSERT(std::abs(before[b] - after[a]) <= 1e-11);
  }));
}

TEST(Core, OfGlovesIsTheLeftOne) {
  const Core core = find_core(gloves);
  ASSERT_TRUE(core.report.usable());
  EXPECT_NEAR(core.need, 1, 1e-14);
  EXPECT_THAT(core.shares, ElementsAre(DoubleNear(1, 1e-14), DoubleNear(0, 1e-14), DoubleNear(0, 1e-14)));
}

TEST(Core, OfMajorityIsEmptyBecauseOfThePairs) {
  const Core core = find_core(majority);
  ASSERT_TRUE(core.report.usable());
  EXPECT_NEAR(core.need, 1.5, 1e-14);
  ASSERT_EQ(core.by.size(), 3U);
  for (const BalancedPart& part : core.by) {
    EXPECT_EQ(std::popcount(part.coalition), 2);
    EXPECT_NEAR(part.weight, 0.5, 1e-14);
  }
}

/// Both sides of the linear programme: shares that satisfy all, a balanced collection that needs as much.
TEST(Core, NeedIsProvedFromBothSides) {
  EXPECT_TRUE(rc::check([] {
    const CoalitionValues value = *any_game();
    const Core core = find_core(value);
    RC_ASSERT(core.report.usable());
    RC_ASSERT(std::abs(sum(core.shares) - core.need) <= 1e-9);
    for (std::size_t coalition = 1; coalition < value.size(); ++coalition) {
      double got = 0;
      for (std::size_t i = 0; i < core.shares.size(); ++i) got += ((coalition >> i) & 1U) != 0 ? core.shares[i] : 0;
      RC_ASSERT(got >= value[coalition] - 1e-9);
    }
    double needed = 0;
    std::vector<double> weight(core.shares.size(), 0.0);
    for (const BalancedPart& part : core.by) {
      RC_ASSERT(part.weight > 0);
      needed += part.weight * value[part.coalition];
      for (std::size_t i = 0; i < weight.size(); ++i) weight[i] += ((part.coalition >> i) & 1U) != 0 ? part.weight : 0;
    }
    RC_ASSERT(std::abs(needed - core.need) <= 1e-9);
    for (const double each : weight) RC_ASSERT(std::abs(each - 1) <= 1e-9);
  }));
}

/// A public good: every member of a coalition of k gives up 3 and brings k to everybody. Of four, two stay together by
/// themselves (2k = 4 > 3 for a pair; a third would rather look on).
TEST(Coalition, MembersLeaveWhereLookingOnIsBetter) {
  std::vector<std::vector<double>> gain(16, std::vector<double>(4, 0.0));
  for (std::size_t coalition = 0; coalition < 16; ++coalition) {
    const auto size = static_cast<double>(std::popcount(coalition));
    if (size < 2) continue;
    for (std::size_t i = 0; i < 4; ++i) gain[coalition][i] = 2 * size - (((coalition >> i) & 1U) != 0 ? 3 : 0);
  }
  const CoalitionGame game = judge_coalitions(gain, 1e-9);
  for (std::size_t coalition = 1; coalition < 16; ++coalition) {
    const CoalitionJudgement& judgement = game.coalitions[coalition];
    const int size = std::popcount(coalition);
    if (size < 2) continue;
    EXPECT_DOUBLE_EQ(judgement.value, size * (2 * size - 3));
    // A pair's member gets 1 against 0 alone; a triple's gets 3 against 4 outside the pair.
    EXPECT_EQ(judgement.is_internally_stable(), size == 2);
    EXPECT_TRUE(judgement.is_externally_stable());
    EXPECT_DOUBLE_EQ(judgement.left_after_keeping, size == 2 ? 2 : size * (2 * size - 3) - size * 2 * (size - 1));
  }
  EXPECT_THAT(game.shapley, Pointwise(DoubleNear(1e-12), std::vector<double>(4, 5.0)));
}

TEST(Coalition, RefusesGainsThatAreNoGame) {
  EXPECT_THROW((void)judge_coalitions({{0}, {0}, {0}}, 0), std::invalid_argument);
  EXPECT_THROW((void)judge_coalitions({{0, 0}, {1, 0}, {0, 0}, {1, 1}}, 0), std::invalid_argument);
}

std::vector<double> incomes(const Baseline& baseline) {
  return {baseline.income.values().begin(), baseline.income.values().end()};
}

/// Everybody a player on everybody else.
CaliendoParroGame everybody(const Baseline& baseline, double lowest) {
  std::vector<Government> governments;
  std::vector<TariffGroup> groups;
  for (const Country n : baseline.economy.countries()) {
    governments.emplace_back();
    governments.back().country = n;
    for (TariffGroup& group : instruments_of(baseline, n, n.value(), {.lowest_tariff = lowest}))
      groups.push_back(std::move(group));
  }
  return {baseline, no_shock(baseline), governments, groups, {.tolerance = 1e-13, .adjoint_tolerance = 1e-12}};
}

TEST(BlocGame, BlocsOfOneAreTheGovernmentsThemselves) {
  Observer silent;
  const Baseline baseline = calibrate(test::symmetric_economy({.countries = 3, .trade_elasticity = {4, 6}}));
  CaliendoParroGame members = everybody(baseline, 0);
  const NashResult alone = nash(members, members.status_quo(), {.starts = 1}, silent);
  BlocGame blocs(members, {0, 1, 2}, {5, 1, 2});
  const NashResult same = nash(blocs, blocs.status_quo(), {.starts = 1}, silent);
  ASSERT_TRUE(alone.report.usable() && same.report.usable());
  EXPECT_THAT(same.equilibria[0].policy, Pointwise(DoubleNear(1e-9), alone.equilibria[0].policy));
}

/// One bloc of all sets what is best for the world: no tariffs (methods/trade-war-and-talks A5).
TEST(BlocGame, AllTogetherAgreeOnFreeTrade) {
  Observer silent;
  const Baseline baseline = calibrate(test::random_economy(31, {.has_tariffs = false}));
  CaliendoParroGame members = everybody(baseline, -0.5);
  BlocGame world(members, std::vector<std::size_t>(members.players().size(), 0), incomes(baseline));
  Policy start = world.status_quo();
  for (double& each : start) each += 0.05;
  // Tariffs that are equal in all markets of a seller and a buyer may move together without effect; payoffs say more.
  const NashResult result = nash(world, start, {.starts = 1}, silent);
  ASSERT_TRUE(result.report.usable()) << result.report.message;
  EXPECT_NEAR(result.equilibria[0].position.payoff[0], 0, 1e-9);
}

/// Two of three equal countries that fight as one leave each other's goods free and tax the third as one country of
/// their joint size would; the third has less market power against them and is worse off than against each alone.
TEST(BlocGame, ACustomsUnionGainsFromItsThirdCountry) {
  Observer silent;
  const Baseline baseline = calibrate(test::symmetric_economy({.countries = 3}));
  CaliendoParroGame members = everybody(baseline, -0.5);
  const NashResult alone = nash(members, members.status_quo(), {.starts = 1}, silent);
  BlocGame union_of_two(members, {0, 0, 1}, {1, 1, 1});
  const NashResult united = nash(union_of_two, union_of_two.status_quo(), {.starts = 1}, silent);
  ASSERT_TRUE(alone.report.usable() && united.report.usable()) << united.report.message;
  const Position& there = members.move_to(united.equilibria[0].policy, silent);
  EXPECT_NEAR(there.payoff[0], there.payoff[1], 1e-10);
  EXPECT_GT(there.payoff[0], alone.equilibria[0].position.payoff[0]);
  EXPECT_LT(there.payoff[2], alone.equilibria[0].position.payoff[2]);
  for (std::size_t k = 0; k < united.equilibria[0].policy.size(); ++k) {
    const std::string& label = union_of_two.instruments()[k].label;
    if (label == "C0 S0 from C1" || label == "C1 S0 from C0")
      EXPECT_NEAR(united.equilibria[0].policy[k], 0, 1e-8);
    else
      EXPECT_GT(united.equilibria[0].policy[k], 0.2);
  }
  for (const NashProof& proof : united.equilibria[0].proof) {
    EXPECT_LE(proof.first_order_residual, 1e-8);
    EXPECT_LE(proof.deviation_gain_pct, 1e-7);
  }
}

TEST(BlocGame, SlopesAreTheDerivativesOfJointIncome) {
  Observer silent;
  const Baseline baseline = calibrate(test::random_economy(32));
  CaliendoParroGame members = everybody(baseline, 0);
  std::vector<std::size_t> bloc(members.players().size(), 1);
  bloc[0] = bloc[1] = 0;
  BlocGame blocs(members, bloc, incomes(baseline));
  Policy policy = blocs.status_quo();
  for (std::size_t k = 0; k < policy.size(); ++k) policy[k] += 0.02 * static_cast<double>(k % 5);
  std::vector<double> slope(policy.size());
  Policy answer = policy;
  ASSERT_TRUE(blocs.move_to(policy, silent).report.usable());
  ASSERT_TRUE(blocs.respond(own_blocks(blocs), slope, answer, silent).usable());
  constexpr double step = 1e-4;
  for (std::size_t k = 0; k < policy.size(); k += 3) {
    const std::size_t b = blocs.instruments()[k].player;
    Policy moved = policy;
    moved[k] += step;
    const double up = blocs.move_to(moved, silent).payoff[b];
    moved[k] -= 2 * step;
    const double down = blocs.move_to(moved, silent).payoff[b];
    EXPECT_NEAR(slope[k], (up - down) / (2 * step), 1e-7) << blocs.instruments()[k].label;
  }
}

TEST(BlocGame, RefusesBlocsWithoutMembers) {
  const Baseline baseline = calibrate(test::symmetric_economy({.countries = 3}));
  CaliendoParroGame members = everybody(baseline, 0);
  EXPECT_THROW(BlocGame(members, {0, 2, 2}, {1, 1, 1}), std::invalid_argument);
  EXPECT_THROW(BlocGame(members, {0, 1}, {1, 1}), std::invalid_argument);
  EXPECT_THROW(BlocGame(members, {0, 1, 1}, {1, 0, 1}), std::invalid_argument);
}

}  // namespace
}  // namespace parley::strategy
