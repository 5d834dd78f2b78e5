// Treaties of the linear tariff game against its closed forms, and of the Caliendo-Parro world against theory.
#include "parley/bargaining/tariff_treaty.hpp"

#include <gmock/gmock.h>

#include <cmath>
#include <optional>

#include "parley/bargaining/equal_gains.hpp"
#include "parley/equilibrium/solve.hpp"
#include "parley/strategy/caliendo_parro_game.hpp"
#include "parley/strategy/nash.hpp"
#include "support/random_economy.hpp"
#include "support/symmetric_economy.hpp"
#include "support/synthetic_game.hpp"

namespace parley::strategy {
namespace {

/// Payoffs are ln(1 + W), so that gains in per cent are W - d over 1 + d.
struct LinearTalks {
  explicit LinearTalks(double lowest) : game(1.0, 0.5, lowest) {
    Observer silent;
    const NashResult war = nash(game, game.status_quo(), {.starts = 1}, silent);
    EXPECT_TRUE(war.report.usable());
    threat_policy = war.equilibria.at(0).policy;
    problem.threat = war.equilibria.at(0).position.payoff;
    problem.income = {1, 1};
  }
  test::LinearTariffGame game;
  Policy threat_policy;
  bargaining::TariffProblem problem;
};

TEST(LinearTariffGame, WarIsAThirdOfDemandAndTheLargeCountryWinsIt) {
  const LinearTalks talks(-1);
  EXPECT_NEAR(talks.threat_policy[0], 1.0 / 3, 1e-9);
  EXPECT_NEAR(talks.threat_policy[1], 1.0 / 6, 1e-9);
  EXPECT_NEAR(std::expm1(talks.problem.threat[0]), 0.024305555555555552, 1e-9);
  EXPECT_NEAR(std::expm1(talks.problem.threat[1]), -0.05902777777777777, 1e-9);
}

TEST(Bargain, NashProductWithSubsidiesHasTheKnownTariffs) {
  Observer silent;
  LinearTalks talks(-1);
  const bargaining::Bargain treaty =
      bargaining::bargain(talks.game, bargaining::Rule::nash, talks.problem, talks.threat_policy, {}, silent);
  ASSERT_TRUE(treaty.report.usable()) << treaty.report.message;
  EXPECT_NEAR(treaty.policy[0], 0.11089593210142334, 1e-6);
  EXPECT_NEAR(treaty.policy[1], -0.09965195282894716, 1e-6);
  EXPECT_NEAR(std::expm1(treaty.position.payoff[0]), 0.03681007568306076, 1e-8);
  EXPECT_NEAR(std::expm1(treaty.position.payoff[1]), -0.0423671805478773, 1e-8);
}

TEST(Bargain, NashProductWithoutSubsidiesLeavesTheSmallCountryAtZero) {
  Observer silent;
  LinearTalks talks(0);
  const bargaining::Bargain treaty =
      bargaining::bargain(talks.game, bargaining::Rule::nash, talks.problem, talks.threat_policy, {}, silent);
  ASSERT_TRUE(treaty.report.usable()) << treaty.report.message;
  EXPECT_NEAR(treaty.policy[0], 0.185742, 1e-6);
  EXPECT_NEAR(treaty.policy[1], 0, 1e-12);
}

/// Without subsidies free trade is a corner of the frontier, where weights move nothing: rules must still be met.
TEST(Bargain, RulesHoldAcrossACorner) {
  Observer silent;
  LinearTalks talks(0);
  for (const bargaining::Rule rule : {bargaining::Rule::equal_proportions, bargaining::Rule::kalai_smorodinsky}) {
    const bargaining::Bargain treaty = bargaining::bargain(talks.game, rule, talks.problem, {0.2, 0.2}, {}, silent);
    ASSERT_TRUE(treaty.report.usable()) << to_string(rule) << ": " << treaty.report.message;
    EXPECT_GT(treaty.policy[0], 0.1) << to_string(rule);
    EXPECT_NEAR(treaty.policy[1], 0, 1e-12) << to_string(rule);
    if (rule == bargaining::Rule::equal_proportions) {
      EXPECT_NEAR(treaty.gain_pct[0], treaty.gain_pct[1], 1e-6);
    }
  }
}

TEST(Bargain, PaymentsBuyFreeTrade) {
  Observer silent;
  LinearTalks talks(-1);
  const bargaining::PaidBargain treaty = bargaining::bargain_with_payments(
      talks.game, bargaining::Rule::nash, talks.problem, talks.threat_policy, {}, silent);
  ASSERT_TRUE(treaty.treaty.report.usable()) << treaty.treaty.report.message;
  EXPECT_NEAR(treaty.treaty.policy[0], 0, 1e-8);
  EXPECT_NEAR(treaty.treaty.policy[1], 0, 1e-8);
  EXPECT_NEAR(treaty.received[0], 0.04166666666666666, 1e-8);
  EXPECT_NEAR(treaty.received[0] + treaty.received[1], 0, 1e-15);
}

TEST(Bargain, EachRuleHoldsWhereItSaysSo) {
  Observer silent;
  LinearTalks talks(-1);
  const bargaining::IdealPoint ideal =
      bargaining::ideal_point(talks.game, talks.problem, talks.threat_policy, {}, silent);
  ASSERT_TRUE(ideal.report.usable()) << ideal.report.message;
  for (const bargaining::Rule rule :
       {bargaining::Rule::equal_proportions, bargaining::Rule::kalai_smorodinsky, bargaining::Rule::egalitarian}) {
    const bargaining::Bargain treaty =
        bargaining::bargain(talks.game, rule, talks.problem, talks.threat_policy, {}, silent);
    ASSERT_TRUE(treaty.report.usable()) << to_string(rule) << ": " << treaty.report.message;
    const bool is_relative = rule == bargaining::Rule::kalai_smorodinsky;
    EXPECT_NEAR(treaty.gain_pct[0] / (is_relative ? ideal.gain_pct[0] : 1),
                treaty.gain_pct[1] / (is_relative ? ideal.gain_pct[1] : 1), 1e-7)
        << to_string(rule);
    EXPECT_GT(treaty.gain_pct[0], 0);
    // Efficiency: (D - 3t)(D* - 3t*) = (D - t)(D* - t*).
    const double t = treaty.policy[0];
    const double s = treaty.policy[1];
    EXPECT_NEAR((1 - 3 * t) * (0.5 - 3 * s), (1 - t) * (0.5 - s), 1e-8) << to_string(rule);
  }
}

/// A player's ideal is dearer than any rule gives it, and leaves the other exactly its threat.
TEST(Bargain, NobodyGetsMoreThanItsIdeal) {
  Observer silent;
  LinearTalks talks(-1);
  const bargaining::IdealPoint ideal =
      bargaining::ideal_point(talks.game, talks.problem, talks.threat_policy, {}, silent);
  ASSERT_TRUE(ideal.report.usable()) << ideal.report.message;
  // By brute force: the best W over the efficiency curve with W* at the threat.
  double best = 0;
  for (double t = -0.5; t < 0.33; t += 1e-5) {
    // (1-3t)(D*-3s) = (1-t)(D*-s) solved for s.
    const double s = 0.5 * (1 - t - (1 - 3 * t)) / ((1 - t) - 3 * (1 - 3 * t));
    const Policy policy{t, s};
    if (s < -1 || s > 0.5) continue;
    const Position& position = talks.game.move_to(policy, silent);
    if (position.payoff[1] >= talks.problem.threat[1])
      best = std::max(best, 100 * std::expm1(position.payoff[0] - talks.problem.threat[0]));
  }
  EXPECT_NEAR(ideal.gain_pct[0], best, 1e-3);
}

TEST(Bargain, EqualCountriesAgreeOnFreeTrade) {
  Observer silent;
  const Baseline baseline = calibrate(test::symmetric_economy({.trade_elasticity = {4}, .iceberg = 1.5}));
  std::vector<Government> governments(2);
  governments[1].country = Country(1);
  std::vector<TariffGroup> groups = instruments_of(baseline, Country(0), 0, {.lowest_tariff = -0.5});
  for (TariffGroup& group : instruments_of(baseline, Country(1), 1, {.lowest_tariff = -0.5}))
    groups.push_back(std::move(group));
  CaliendoParroGame game(baseline, no_shock(baseline), governments, groups);
  const NashResult war = nash(game, game.status_quo(), {.starts = 1}, silent);
  ASSERT_TRUE(war.report.usable());
  const bargaining::TariffProblem problem{.threat = war.equilibria[0].position.payoff,
                                          .income = {baseline.income(Country(0)), baseline.income(Country(1))}};
  for (const bargaining::Rule rule : {bargaining::Rule::equal_proportions, bargaining::Rule::nash,
                                      bargaining::Rule::kalai_smorodinsky, bargaining::Rule::egalitarian}) {
    const bargaining::Bargain treaty = bargaining::bargain(game, rule, problem, war.equilibria[0].policy, {}, silent);
    ASSERT_TRUE(treaty.report.usable()) << to_string(rule) << ": " << treaty.report.message;
    for (std::size_t p = 0; p < 2; ++p) {
      EXPECT_NEAR(treaty.position.payoff[p], 0, 1e-8) << to_string(rule);
      EXPECT_NEAR(treaty.policy[p], 0, 1e-6) << to_string(rule);
    }
  }
}

/// Four unlike countries that talk from their war.
struct FourTalk {
  FourTalk() {
    Baseline raw = calibrate(test::random_economy(7, {.countries = 4, .sectors = 3}));
    Observer silent;
    ResolvedBase balanced = resolve_base(raw, DeficitRule::balanced, {.tolerance = 1e-12}, silent);
    EXPECT_TRUE(balanced.report.usable());
    baseline = std::move(balanced.baseline);
    baseline.info.deficit_rule = DeficitRule::balanced;
    std::vector<Government> governments(4);
    std::vector<TariffGroup> groups;
    for (std::size_t p = 0; p < 4; ++p) {
      governments[p].country = Country(p);
      for (TariffGroup& group : instruments_of(baseline, Country(p), p, {.lowest_tariff = -0.5}))
        groups.push_back(std::move(group));
      problem.income.push_back(baseline.income(Country(p)));
    }
    game.emplace(baseline, no_shock(baseline), governments, groups,
                 GameOptions{.tolerance = 1e-12, .adjoint_tolerance = 1e-11});
    const NashResult war = nash(*game, game->status_quo(), {.starts = 1}, silent);
    EXPECT_TRUE(war.report.usable());
    problem.threat = war.equilibria.at(0).position.payoff;
  }
  Baseline baseline;
  std::optional<CaliendoParroGame> game;
  bargaining::TariffProblem problem;
};

TEST(Bargain, SharesGainsAmongFourAsEachRuleSays) {
  Observer silent;
  FourTalk talks;
  const Policy start(talks.game->instruments().size(), 0.0);
  const auto treaty_of = [&](bargaining::Rule rule) {
    bargaining::Bargain treaty = bargaining::bargain(*talks.game, rule, talks.problem, start, {}, silent);
    EXPECT_TRUE(treaty.report.usable()) << to_string(rule) << ": " << treaty.report.message;
    EXPECT_LT(treaty.first_order_residual, 1e-9) << to_string(rule);
    return treaty;
  };
  const bargaining::Bargain equal = treaty_of(bargaining::Rule::equal_proportions);
  const bargaining::Treaty other_way = bargaining::equal_gains(*talks.game, talks.problem.threat, start, {}, silent);
  ASSERT_TRUE(other_way.report.usable()) << other_way.report.message;
  const bargaining::Bargain nash = treaty_of(bargaining::Rule::nash);
  const bargaining::Bargain ideal_shares = treaty_of(bargaining::Rule::kalai_smorodinsky);
  const bargaining::IdealPoint ideal = bargaining::ideal_point(*talks.game, talks.problem, start, {}, silent);
  ASSERT_TRUE(ideal.report.usable()) << ideal.report.message;
  const auto weighted_gain = [](const bargaining::Bargain& treaty, std::size_t p) {
    return treaty.weight[p] * treaty.gain_pct[p] / (100 + treaty.gain_pct[p]);
  };
  for (std::size_t p = 0; p < 4; ++p) {
    EXPECT_NEAR(equal.gain_pct[p], other_way.gain_pct[p], 1e-6);
    EXPECT_NEAR(weighted_gain(nash, p) / weighted_gain(nash, 0), 1, 1e-7);
    EXPECT_NEAR(ideal_shares.gain_pct[p] / ideal.gain_pct[p], ideal_shares.gain_pct[0] / ideal.gain_pct[0], 1e-7);
    EXPECT_GT(ideal.gain_pct[p], ideal_shares.gain_pct[p]);
  }
}

TEST(ParetoFrontier, FallsAndHoldsTheTreaties) {
  Observer silent;
  LinearTalks talks(-1);
  const bargaining::Frontier frontier = bargaining::pareto_frontier(talks.game, 9, {0, 0}, {}, silent);
  EXPECT_GE(frontier.points.size(), 7U);
  for (std::size_t at = 1; at < frontier.points.size(); ++at) {
    EXPECT_LE(frontier.points[at].position.payoff[0], frontier.points[at - 1].position.payoff[0] + 1e-12);
    EXPECT_GE(frontier.points[at].position.payoff[1], frontier.points[at - 1].position.payoff[1] - 1e-12);
  }
}

}  // namespace
}  // namespace parley::strategy
