// Closed forms: methods page on deals, T-E1, T-E5, T-E7.
#include "parley/bargaining/alternating_offers.hpp"

#include <gmock/gmock.h>

#include <cmath>

#include "parley/bargaining/repeated_game.hpp"

namespace parley::bargaining {
namespace {

constexpr double exact = 1e-9;

TEST(FirstMover, GetsRubinsteinsShare) {
  EXPECT_NEAR(bargaining::first_mover_share(0.9, 0.8), 0.7142857142857143, exact);
  EXPECT_NEAR(bargaining::first_mover_share(0.9, 0.9), 0.5263157894736843, exact);
  EXPECT_NEAR(bargaining::first_mover_share(0.95, 0.5), 0.9523809523809523, exact);
  EXPECT_NEAR(bargaining::first_mover_share(0.99, 0.99), 0.5025125628140701, exact);
}

TEST(FirstMover, IsCloseToItWithALateDeadline) {
  EXPECT_NEAR(bargaining::first_mover_share(0.9, 0.8, 5), 0.8624, exact);
  EXPECT_NEAR(bargaining::first_mover_share(0.9, 0.8, 101), 0.7142857353020393, exact);
  EXPECT_EQ(bargaining::first_mover_share(0.9, 0.8, 1), 1.0);
}

TEST(FirstMover, LosesItsEdgeAsRoundsBecomeShort) {
  EXPECT_NEAR(bargaining::patient_share(0.1, 0.2), 2.0 / 3, exact);
  const double length = 1e-7;
  EXPECT_NEAR(bargaining::first_mover_share(std::exp(-0.1 * length), std::exp(-0.2 * length)), 2.0 / 3, 1e-6);
}

TEST(OutsideOption, BindsOnlyWhereItIsLarger) {
  EXPECT_EQ(bargaining::first_mover_share_with_outside_option(0.9, 0.9, 0.3), bargaining::first_mover_share(0.9, 0.9));
  EXPECT_NEAR(bargaining::first_mover_share_with_outside_option(0.9, 0.9, 0.6), 0.4, exact);
}

TEST(Patience, OfTheLinearTariffGameIsThreeFifths) {
  // W = D t/4 - 3 t^2/8 - D t*/4 + t*^2/8 with D = 1; war at t = 1/3, free trade is the truce.
  const auto welfare = [](double t, double other) { return t / 4 - 3 * t * t / 8 - other / 4 + other * other / 8; };
  const double war = 1.0 / 3;
  EXPECT_NEAR(
      bargaining::critical_patience({.truce = welfare(0, 0), .betray = welfare(war, 0), .war = welfare(war, war)}), 0.6,
      exact);
}

TEST(Patience, OfThePrisonersDilemma) {
  EXPECT_NEAR(bargaining::critical_patience({.truce = 3, .betray = 5, .war = 1}), 0.5, exact);
  EXPECT_NEAR(bargaining::critical_patience_tit_for_tat(5, 3, 1, 0), 2.0 / 3, exact);
  EXPECT_EQ(bargaining::critical_patience({.truce = 3, .betray = 2, .war = 1}), 0.0);
  EXPECT_GE(bargaining::critical_patience({.truce = 1, .betray = 2, .war = 1}), 1.0);
}

/// A pie in a thousand slices.
bargaining::AlternatingOffers pie() {
  bargaining::AlternatingOffers talks{
      .problem = {.disagreement = {0, 0}}, .concessions = {{1}, {1}}, .discount = {0.9, 0.8}, .rounds = 101};
  for (int slice = 0; slice <= 1000; ++slice) talks.problem.outcomes.push_back({slice / 1000.0, 1 - slice / 1000.0});
  return talks;
}

TEST(BackwardSolution, IsRubinsteinsUpToTheSizeOfASlice) {
  const bargaining::BackwardSolution first = bargaining::solve_backwards(pie(), 0);
  ASSERT_TRUE(first.agrees_at_once);
  EXPECT_NEAR(first.value[0], bargaining::first_mover_share(0.9, 0.8, 101), 0.02);
  EXPECT_NEAR(bargaining::solve_backwards(pie(), 1).value[1], bargaining::first_mover_share(0.8, 0.9, 101), 0.02);
}

TEST(BackwardSolution, CountsBreakdownAsImpatience) {
  bargaining::AlternatingOffers risky = pie();
  risky.discount = {1, 1};
  risky.breakdown_chance = 0.1;
  EXPECT_NEAR(bargaining::solve_backwards(risky, 0).value[0], bargaining::first_mover_share(0.9, 0.9, 101), 0.02);
}

TEST(Simulation, EqualConcessionsMeetInTheMiddle) {
  bargaining::AlternatingOffers talks = pie();
  talks.discount = {1, 1};
  const bargaining::OffersOutcome result = bargaining::simulate(talks);
  EXPECT_EQ(result.end, bargaining::OffersOutcome::End::agreement);
  EXPECT_NEAR(result.payoff[0], 0.5, 0.02);
}

TEST(Simulation, TheTougherSideGetsMore) {
  bargaining::AlternatingOffers talks = pie();
  talks.discount = {1, 1};
  talks.concessions = {{0.2}, {2}};
  EXPECT_GT(bargaining::simulate(talks).payoff[0], 0.6);
}

TEST(Simulation, BreakdownDependsOnTheSeedAlone) {
  bargaining::AlternatingOffers talks = pie();
  talks.breakdown_chance = 0.05;
  talks.concessions = {{0.1}, {0.1}};
  std::size_t broken = 0;
  for (talks.seed = 1; talks.seed <= 200; ++talks.seed) {
    const bargaining::OffersOutcome once = bargaining::simulate(talks);
    const bargaining::OffersOutcome again = bargaining::simulate(talks);
    EXPECT_EQ(once.round, again.round);
    EXPECT_EQ(once.payoff, again.payoff);
    broken += once.end == bargaining::OffersOutcome::End::breakdown ? 1 : 0;
  }
  // Of two tough sides over a hundred rounds few reach agreement; some always might.
  EXPECT_GT(broken, 100U);
}

TEST(AlternatingOffers, NeedTwoParties) {
  bargaining::AlternatingOffers talks = pie();
  talks.problem.disagreement = {0, 0, 0};
  EXPECT_THROW(static_cast<void>(bargaining::simulate(talks)), std::invalid_argument);
  EXPECT_THROW(static_cast<void>(bargaining::first_mover_share(1.0, 0.5)), std::invalid_argument);
}

}  // namespace
}  // namespace parley::bargaining
