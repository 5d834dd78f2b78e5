// What the theory says of every tariff war: efficiency, symmetry, market power, nesting, certificates of optima.
#include <gmock/gmock.h>

#include <cmath>

#include "parley/equilibrium/solve.hpp"
#include "parley/strategy/autarky.hpp"
#include "parley/strategy/caliendo_parro_game.hpp"
#include "parley/strategy/formula.hpp"
#include "parley/strategy/nash.hpp"
#include "support/random_economy.hpp"
#include "support/symmetric_economy.hpp"
#include "support/synthetic_game.hpp"

namespace parley::strategy {
namespace {

std::vector<Government> governments_of(const Baseline& baseline) {
  std::vector<Government> governments;
  for (const Country n : baseline.economy.countries()) {
    governments.emplace_back();
    governments.back().country = n;
  }
  return governments;
}

std::vector<TariffGroup> groups_of(const Baseline& baseline, const InstrumentChoice& choice) {
  std::vector<TariffGroup> groups;
  for (const Country n : baseline.economy.countries()) {
    for (TariffGroup& group : instruments_of(baseline, n, n.value(), choice)) groups.push_back(std::move(group));
  }
  return groups;
}

/// Two countries with balanced trade; the second a million times larger.
Baseline small_and_large(double theta) {
  BaselineData data = test::symmetric_economy({.trade_elasticity = {theta}});
  const Sector s(0);
  data.flow(s, Importer(0), Exporter(0)) = 0.7;
  data.flow(s, Importer(0), Exporter(1)) = data.flow(s, Importer(1), Exporter(0)) = 0.3;
  data.flow(s, Importer(1), Exporter(1)) = 1e6;
  return calibrate(data);
}

TEST(Theory, FreeTradeIsEfficientWithInputLinksAndDeficits) {
  Observer silent;
  for (const unsigned seed : {11U, 12U, 13U}) {
    const Baseline baseline = calibrate(test::random_economy(seed, {.has_tariffs = false}));
    CaliendoParroGame game(baseline, no_shock(baseline), governments_of(baseline),
                           groups_of(baseline, {.lowest_tariff = -0.5}),
                           {.tolerance = 1e-13, .adjoint_tolerance = 1e-12});
    std::vector<double> weight;
    double world = 0;
    for (const double income : baseline.income.values()) {
      weight.push_back(income);
      world += income;
    }
    const Block block = joint_block(game, weight);
    Policy answer = game.status_quo();
    std::vector<double> slope(answer.size());
    ASSERT_TRUE(game.move_to(game.status_quo(), silent).report.usable());
    ASSERT_TRUE(game.respond({&block, 1}, slope, answer, silent).usable());
    for (const double each : slope) EXPECT_LE(std::abs(each) / world, 1e-11) << "seed " << seed;
  }
}

/// A tariff of t on all imports is a tax of t on all exports (balanced trade, free trade elsewhere).
TEST(Theory, TheBestUniformTariffIsTheBestExportTax) {
  Observer silent;
  BaselineData data = test::random_economy(14, {.has_tariffs = false});
  data.info.deficit_rule = DeficitRule::balanced;
  const Baseline baseline = resolve_base(calibrate(data), DeficitRule::balanced, {.tolerance = 1e-13}, silent).baseline;
  const std::vector<TariffGroup> groups = instruments_of(baseline, Country(0), 0, {.grouping = Grouping::uniform});
  CaliendoParroGame game(baseline, no_shock(baseline), {Government{}}, groups);
  const BestResponse best = best_response(game, own_block(game, 0), game.status_quo(), {}, silent);
  ASSERT_TRUE(best.report.usable()) << best.report.message;
  Shock exports = no_shock(baseline);
  for (const Sector s : baseline.economy.sectors()) {
    for (const Importer n : baseline.economy.importers()) {
      if (country(n) != Country(0)) exports.export_tax_new(s, n, Exporter(0)) = std::expm1(best.policy[0]);
    }
  }
  const double tariff_payoff = payoff(baseline, Government{}, solve(baseline, game.shock_at(best.policy)));
  EXPECT_GT(tariff_payoff, 1e-4);
  EXPECT_NEAR(payoff(baseline, Government{}, solve(baseline, exports)), tariff_payoff, 1e-10);
}

TEST(Theory, TheTariffVanishesWithTheMarketPower) {
  Observer silent;
  for (const double theta : {5.0, 20.0, 80.0}) {
    const Baseline baseline = small_and_large(theta);
    CaliendoParroGame game(baseline, no_shock(baseline), {Government{}}, instruments_of(baseline, Country(0), 0, {}));
    const BestResponse best = best_response(game, own_block(game, 0), game.status_quo(), {}, silent);
    ASSERT_TRUE(best.report.usable()) << best.report.message;
    EXPECT_NEAR(std::expm1(best.policy[0]) * theta, 1, 1e-5);
    EXPECT_NEAR(100 * formula_tariff(baseline, game.shock_at(best.policy), solve(baseline, game.shock_at(best.policy)),
                                     Country(0)),
                100 * std::expm1(best.policy[0]), 1e-6);
  }
}

TEST(Theory, TheProofOfAnOptimumHoldsForAnyGovernment) {
  Observer silent;
  for (const unsigned seed : {15U, 16U, 17U}) {
    const Baseline baseline = calibrate(test::random_economy(seed));
    Government government;
    government.sector_weight = Array<Sector>(3);
    for (const Sector s : baseline.economy.sectors())
      government.sector_weight(s) = 1 + 0.5 * static_cast<double>(s.value());
    CaliendoParroGame game(baseline, no_shock(baseline), {government},
                           instruments_of(baseline, Country(0), 0, {.lowest_tariff = -0.5}));
    const BestResponse best = best_response(game, own_block(game, 0), game.status_quo(), {}, silent);
    ASSERT_TRUE(best.report.usable()) << best.report.message;
    EXPECT_LE(best.proof.first_order_residual, 1e-6);
    EXPECT_LE(best.proof.deviation_gain_pct, 1e-6);
    EXPECT_LT(best.proof.second_order.largest, -0.05);
    for (const SearchRecord& search : best.proof.searches)
      EXPECT_LE(search.distance, 1e-4) << search.method << " from " << search.start << ": " << search.report.message;
  }
}

TEST(Theory, ABoundThatHoldsHasAMultiplier) {
  Observer silent;
  const Baseline baseline = calibrate(test::random_economy(18));
  CaliendoParroGame game(baseline, no_shock(baseline), {Government{}},
                         instruments_of(baseline, Country(0), 0, {.highest_tariff = 0.05}));
  const BestResponse best = best_response(game, own_block(game, 0), game.status_quo(), {}, silent);
  ASSERT_TRUE(best.report.usable()) << best.report.message;
  EXPECT_EQ(best.proof.bounds.size(), game.instruments().size());
  for (const BoundMultiplier& each : best.proof.bounds) {
    EXPECT_TRUE(each.at_upper);
    EXPECT_GT(each.multiplier, 0);
  }
}

TEST(Theory, MoreFreedomNeverHurtsAGovernment) {
  Observer silent;
  const Baseline baseline = calibrate(test::random_economy(19));
  double last = -1;
  for (const Grouping grouping : {Grouping::uniform, Grouping::by_sector, Grouping::each}) {
    CaliendoParroGame game(baseline, no_shock(baseline), {Government{}},
                           instruments_of(baseline, Country(0), 0, {.grouping = grouping}));
    const BestResponse best = best_response(game, own_block(game, 0), game.status_quo(), {}, silent);
    ASSERT_TRUE(best.report.usable()) << best.report.message;
    EXPECT_GE(best.position.payoff[0], last - 1e-12) << to_string(grouping);
    last = best.position.payoff[0];
  }
}

/// Scaled by the closed form's curvature the Hessian is [[-1, link], [link, -1]].
TEST(Curvature, TellsAMaximumFromASaddle) {
  Observer silent;
  for (const double link : {0.5, -0.5, 2.0}) {
    test::LinkedInstruments game(link);
    const Curvature found = curvature(game, own_block(game, 0), {0, 0}, silent);
    ASSERT_TRUE(found.report.usable());
    EXPECT_EQ(found.products, 2);
    // The scale is taken a step off the origin in both, where slope / (answer - policy) is one.
    EXPECT_NEAR(found.largest, std::abs(link) - 1, 1e-9) << link;
  }
}

TEST(NashWar, NobodyGainsByMoving) {
  Observer silent;
  const Baseline baseline = calibrate(test::random_economy(20));
  CaliendoParroGame game(baseline, no_shock(baseline), governments_of(baseline), groups_of(baseline, {}));
  const NashResult war = nash(game, game.status_quo(), {.deviation_starts = 3, .second_order = true}, silent);
  ASSERT_TRUE(war.report.usable()) << war.report.message;
  ASSERT_EQ(war.equilibria.size(), 1U);
  EXPECT_EQ(war.equilibria[0].starts.size(), 3U);
  for (const NashProof& proof : war.equilibria[0].proof) {
    EXPECT_LE(proof.first_order_residual, 1e-6);
    EXPECT_LE(proof.deviation_gain_pct, 1e-6);
    EXPECT_LT(proof.second_order.largest, 0);
  }
}

TEST(NashWar, PassiveCountriesKeepTheirTariffs) {
  Observer silent;
  const Baseline baseline = calibrate(test::random_economy(21));
  std::vector<TariffGroup> groups = instruments_of(baseline, Country(0), 0, {.partners = {Country(1)}});
  for (TariffGroup& group : instruments_of(baseline, Country(1), 1, {.partners = {Country(0)}}))
    groups.push_back(std::move(group));
  std::vector<Government> players = governments_of(baseline);
  players.resize(2);
  CaliendoParroGame game(baseline, no_shock(baseline), players, groups);
  const NashResult war = nash(game, game.status_quo(), {.starts = 1}, silent);
  ASSERT_TRUE(war.report.usable());
  const Shock shock = game.shock_at(war.equilibria[0].policy);
  for (const Sector s : baseline.economy.sectors()) {
    EXPECT_EQ(shock.tariff_new(s, Importer(2), Exporter(0)), baseline.tariff(s, Importer(2), Exporter(0)));
    EXPECT_EQ(shock.tariff_new(s, Importer(0), Exporter(2)), baseline.tariff(s, Importer(0), Exporter(2)));
  }
}

/// Replies 0.6 - 2x cut to [0, 0.4]: (0.4, 0) and (0, 0.4) are equilibria that replies lead to, (0.2, 0.2) one that they
/// lead away from.
TEST(NashWar, BothOfTwoEquilibriaAreReported) {
  Observer silent;
  test::ReplyGame game(0.4, [](double other) { return std::clamp(0.6 - 2 * other, 0.0, 0.4); });
  const NashResult war = nash(game, game.status_quo(), {.starts = 12}, silent);
  ASSERT_TRUE(war.report.usable()) << war.report.message;
  bool first = false;
  bool second = false;
  for (const NashEquilibrium& each : war.equilibria) {
    first |= std::abs(each.policy[0] - 0.4) < 1e-8 && std::abs(each.policy[1]) < 1e-8;
    second |= std::abs(each.policy[0]) < 1e-8 && std::abs(each.policy[1] - 0.4) < 1e-8;
    for (const NashProof& proof : each.proof) EXPECT_LE(proof.deviation_gain_pct, 1e-6);
  }
  EXPECT_TRUE(first && second) << war.equilibria.size() << " found";
}

/// Replies go round 0.5, 0.8, 0.1: no pair of policies answers itself, and the search must say so.
TEST(NashWar, AGameWithoutEquilibriumIsNotSolved) {
  Observer silent;
  test::ReplyGame game(1, [](double other) { return other < 0.3 ? 0.5 : other < 0.6 ? 0.8 : 0.1; });
  const NashResult war = nash(game, game.status_quo(), {.starts = 3, .round_limit = 10}, silent);
  EXPECT_FALSE(war.report.usable());
  EXPECT_TRUE(war.equilibria.empty());
}

TEST(Autarky, IsTheLimitOfProhibitiveCosts) {
  BaselineData data = test::random_economy(22);
  data.info.deficit_rule = DeficitRule::balanced;
  Observer silent;
  const Baseline baseline = resolve_base(calibrate(data), DeficitRule::balanced, {.tolerance = 1e-13}, silent).baseline;
  Shock closed = no_shock(baseline);
  for (const Sector s : baseline.economy.sectors()) {
    for (const Importer n : baseline.economy.importers()) {
      for (const Exporter i : baseline.economy.exporters()) {
        if (country(n) != country(i)) closed.iceberg_hat(s, n, i) = 1e5;
      }
    }
  }
  const Equilibrium limit = solve(baseline, closed, {.tolerance = 1e-10});
  ASSERT_TRUE(limit.report.usable()) << limit.report.message;
  const Equilibrium alone = autarky(baseline);
  for (const Government& each : governments_of(baseline))
    EXPECT_NEAR(payoff(baseline, each, alone), payoff(baseline, each, limit), 1e-7);
}

/// W_hat = prod pi_own^(alpha/theta) at free trade without input links.
TEST(Autarky, IsTheFormulaOfArkolakisCostinotAndRodriguezClare) {
  const Baseline baseline = calibrate(test::symmetric_economy({.trade_elasticity = {3, 7}, .iceberg = 1.3}));
  double expected = 0;
  for (const Sector s : baseline.economy.sectors())
    expected += 0.5 / baseline.trade_elasticity(s) * std::log(baseline.expenditure_share(s, Importer(0), Exporter(0)));
  EXPECT_NEAR(payoff(baseline, Government{}, autarky(baseline)), expected, 1e-13);
}

}  // namespace
}  // namespace parley::strategy
