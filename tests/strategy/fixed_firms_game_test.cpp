// Slopes, answers and wars of the fixed-firms game against differences and closed forms.
#include "parley/strategy/fixed_firms_game.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "parley/base/error.hpp"
#include "parley/strategy/best_response.hpp"
#include "parley/strategy/nash.hpp"
#include "support/random_firms.hpp"

namespace parley::strategy {
namespace {

using model::FixedFirmsEconomy;
using model::FixedFirmsGovernment;

std::vector<FixedFirmsGovernment> governments(const FixedFirmsEconomy& economy, double tilt = 0) {
  std::vector<FixedFirmsGovernment> all_governments;
  for (const Country n : all<Country>(economy.countries.size())) {
    FixedFirmsGovernment government{n, {}};
    for (std::size_t s = 0; s < economy.sectors.size(); ++s)
      government.weight.push_back(1 + tilt * std::sin(static_cast<double>(7 * n.value() + 3 * s)));
    all_governments.push_back(government);
  }
  return all_governments;
}

FixedFirmsGame everybody(const FixedFirmsEconomy& economy, const InstrumentChoice& choice, double tilt = 0) {
  std::vector<TariffGroup> groups;
  for (const Country n : all<Country>(economy.countries.size())) {
    for (TariffGroup& group : instruments_of(economy, n, n.value(), choice)) groups.push_back(std::move(group));
  }
  return {economy, governments(economy, tilt), groups};
}

/// One sector, no tariffs; phi is what a country buys from each other one, relative to what it buys at home.
FixedFirmsEconomy one_sector(std::size_t countries, double trade_elasticity, double phi) {
  FixedFirmsEconomy economy = test::symmetric_firms(countries, 1);
  economy.substitution(Sector(0)) = trade_elasticity + 1;
  for (const Importer n : all<Importer>(countries)) {
    for (const Exporter i : all<Exporter>(countries))
      economy.trade(Sector(0), n, i) = country(n) == country(i) ? 1 : phi;
  }
  return economy;
}

TEST(FixedFirmsGame, SlopesAreTheDerivativesOfPayoffs) {
  Observer silent;
  for (const unsigned seed : {1U, 2U}) {
    const FixedFirmsEconomy economy = test::random_firms(seed);
    for (const Grouping grouping : {Grouping::each, Grouping::by_sector, Grouping::by_partner, Grouping::uniform}) {
      FixedFirmsGame game = everybody(economy, {.grouping = grouping, .lowest_tariff = -0.5}, 0.4);
      Policy policy = game.status_quo();
      for (std::size_t k = 0; k < policy.size(); ++k) policy[k] += 0.05 * static_cast<double>(k % 4);
      const Block block = joint_block(game, {0.4, 0.1, 0.2, 0.3});
      std::vector<double> slope(policy.size());
      Policy answer = policy;
      ASSERT_TRUE(game.move_to(policy, silent).report.usable());
      ASSERT_TRUE(game.respond({&block, 1}, slope, answer, silent).usable());
      for (std::size_t k = 0; k < policy.size(); ++k) {
        constexpr double step = 1e-4;
        Policy moved = policy;
        moved[k] += step;
        const double up = objective_of(block, game.move_to(moved, silent));
        moved[k] -= 2 * step;
        const double down = objective_of(block, game.move_to(moved, silent));
        EXPECT_NEAR(slope[k], (up - down) / (2 * step), 5e-9) << game.instruments()[k].label << " seed " << seed;
      }
    }
  }
}

struct SymmetricWar {
  std::size_t countries;
  double theta, iceberg, tariff, welfare_hat;
};

/// Profits are a fixed share of sales, so that one sector is an Armington world: theta t = 1 + phi (1+t)^-(1+theta) for
/// two countries, phi = iceberg^-theta; the values for three are from an independent program.
TEST(FixedFirmsGame, SymmetricWarHasTheClosedFormTariff) {
  Observer silent;
  for (const SymmetricWar& war : {SymmetricWar{2, 2, 1, 0.6180339887498949, 0.929370086150461},
                                  {2, 4, 1, 0.313855935501143, 0.961708847934836},
                                  {2, 4, 1.5, 0.265230915092251, 0.988679200133880},
                                  {2, 6, 1.2, 0.183798963332130, 0.988055615616366},
                                  {3, 4, 1.5, 0.2644007508, 0.9812695593}}) {
    const FixedFirmsEconomy economy = one_sector(war.countries, war.theta, std::pow(war.iceberg, -war.theta));
    FixedFirmsGame game = everybody(economy, {.grouping = Grouping::uniform});
    const StationaryPoint nash =
        solve_stationary(game, own_blocks(game), game.status_quo(), {.tolerance = 1e-12}, silent);
    ASSERT_TRUE(nash.report.usable()) << nash.report.message;
    EXPECT_LE(nash.first_order_residual, 1e-9);
    for (std::size_t k = 0; k < war.countries; ++k) {
      EXPECT_NEAR(std::expm1(nash.policy[k]), war.tariff, 1e-9);
      EXPECT_NEAR(std::exp(nash.position.payoff[k]), war.welfare_hat, 1e-9);
    }
  }
}

/// t = 1 / (theta s), s the other country's own share at producer prices, whatever tariff it has.
TEST(FixedFirmsGame, BestResponseOfTwoCountriesIsTheInverseOfTheForeignOwnShare) {
  Observer silent;
  for (const double foreign_tariff : {0.0, 0.4}) {
    FixedFirmsEconomy economy = one_sector(2, 3.5, 0.4);
    economy.trade(Sector(0), Importer(0), Exporter(0)) = 2.5;
    const std::vector<FixedFirmsGovernment> players = governments(economy);
    std::vector<TariffGroup> groups = instruments_of(economy, Country(0), 0, {});
    groups.push_back(instruments_of(economy, Country(1), 1, {}).front());
    FixedFirmsGame game(economy, players, groups);
    const BestResponse best =
        best_response(game, own_block(game, 0), {0.0, std::log1p(foreign_tariff)}, {.random_starts = 2}, silent);
    ASSERT_TRUE(best.report.usable()) << best.report.message;
    (void)game.move_to(best.policy, silent);
    const model::FixedFirmsLevels& levels = game.world().levels();
    const double own = levels.trade(Sector(0), Importer(1), Exporter(1));
    const double bought = own + levels.trade(Sector(0), Importer(1), Exporter(0));
    EXPECT_NEAR(std::expm1(best.policy[0]), bought / (3.5 * own), 1e-8);
    EXPECT_LE(best.proof.first_order_residual, 1e-9);
    EXPECT_LT(best.proof.second_order.largest, 0);
    EXPECT_LE(best.proof.deviation_gain_pct, 1e-8);
  }
}

TEST(FixedFirmsGame, NobodyGainsByLeavingAnEquilibrium) {
  Observer silent;
  for (const Grouping grouping : {Grouping::each, Grouping::by_sector}) {
    const FixedFirmsEconomy economy = test::random_firms(5, 4, 3);
    FixedFirmsGame game = everybody(economy, {.grouping = grouping}, 0.3);
    const NashResult war = nash(game, game.status_quo(), {.deviation_starts = 2, .second_order = true}, silent);
    ASSERT_TRUE(war.report.usable()) << war.report.message;
    ASSERT_EQ(war.equilibria.size(), 1U);
    for (const NashProof& proof : war.equilibria[0].proof) {
      EXPECT_LE(proof.first_order_residual, 1e-8);
      EXPECT_LE(proof.deviation_gain_pct, 1e-6);
      EXPECT_LT(proof.second_order.largest, 0);
    }
  }
}

/// Starting from free trade with one markup everywhere nothing is distorted: no treaty can help everybody.
TEST(FixedFirmsGame, FreeTradeIsEfficientWithoutDistortions) {
  Observer silent;
  FixedFirmsEconomy economy = test::random_firms(8);
  economy.tariff.fill(0.0);
  economy.substitution.fill(4.0);
  FixedFirmsGame game = everybody(economy, {.lowest_tariff = -0.5});
  const model::FixedFirmsShares shares(economy);
  const Block block = joint_block(game, shares.spending);
  std::vector<double> slope(game.instruments().size());
  Policy answer = game.status_quo();
  ASSERT_TRUE(game.move_to(game.status_quo(), silent).report.usable());
  ASSERT_TRUE(game.respond({&block, 1}, slope, answer, silent).usable());
  for (const double each : slope) EXPECT_NEAR(each / shares.spending[0], 0, 1e-13);
}

TEST(FixedFirmsGame, WrongGamesAreRefused) {
  const FixedFirmsEconomy economy = test::random_firms(9);
  std::vector<TariffGroup> groups = instruments_of(economy, Country(0), 0, {});
  std::vector<FixedFirmsGovernment> players = governments(economy);
  groups.push_back(groups.front());
  EXPECT_THROW(FixedFirmsGame(economy, players, groups), InputError);
  groups.pop_back();
  players[0].weight[1] = -1;
  EXPECT_THROW(FixedFirmsGame(economy, players, groups), InputError);
  players[0].weight.pop_back();
  EXPECT_THROW(FixedFirmsGame(economy, players, groups), InputError);
  EXPECT_THROW(FixedFirmsGame(economy, {governments(economy)[1]}, groups), InputError);
}

}  // namespace
}  // namespace parley::strategy
