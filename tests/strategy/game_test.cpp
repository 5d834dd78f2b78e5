// Slopes and answers of the Caliendo-Parro game against differences and closed forms.
#include "parley/strategy/caliendo_parro_game.hpp"

#include <gmock/gmock.h>

#include <cmath>

#include "parley/base/error.hpp"
#include "parley/equilibrium/solve.hpp"
#include "parley/strategy/nash.hpp"
#include "support/random_economy.hpp"
#include "support/symmetric_economy.hpp"

namespace parley::strategy {
namespace {

/// Every country a player with the same choice of instruments.
CaliendoParroGame everybody(const Baseline& baseline, const InstrumentChoice& choice, const GameOptions& options = {}) {
  std::vector<Government> governments;
  std::vector<TariffGroup> groups;
  for (const Country n : baseline.economy.countries()) {
    Government government;
    government.country = n;
    governments.push_back(government);
    for (TariffGroup& group : instruments_of(baseline, n, n.value(), choice)) groups.push_back(std::move(group));
  }
  return {baseline, no_shock(baseline), governments, groups, options};
}

/// A government that wants some of everything.
Government mixed_government(const Baseline& baseline) {
  Government government;
  government.country = Country(1);
  government.income_weight = 0.8;
  government.revenue_weight = 0.3;
  government.sector_weight = Array<Sector>(baseline.economy.sector_count());
  government.jobs_weight = Array<Sector>(baseline.economy.sector_count());
  for (const Sector s : baseline.economy.sectors()) government.sector_weight(s) = 0.5 + static_cast<double>(s.value());
  government.jobs_weight(Sector(0)) = 0.1;
  return government;
}

TEST(CaliendoParroGame, SlopesAreTheDerivativesOfPayoffs) {
  Observer silent;
  for (const unsigned seed : {1U, 2U, 3U}) {
    const Baseline baseline = calibrate(test::random_economy(seed));
    for (const Grouping grouping : {Grouping::each, Grouping::by_sector, Grouping::by_partner, Grouping::uniform}) {
      CaliendoParroGame game(baseline, no_shock(baseline), {mixed_government(baseline)},
                             instruments_of(baseline, Country(1), 0, {.grouping = grouping}),
                             {.tolerance = 1e-13, .adjoint_tolerance = 1e-12});
      Policy policy = game.status_quo();
      for (std::size_t k = 0; k < policy.size(); ++k) policy[k] += 0.01 * static_cast<double>(k % 4);
      const std::vector<Block> blocks = own_blocks(game);
      std::vector<double> slope(policy.size());
      Policy answer = policy;
      ASSERT_TRUE(game.move_to(policy, silent).report.usable());
      ASSERT_TRUE(game.respond(blocks, slope, answer, silent).usable());
      for (std::size_t k = 0; k < policy.size(); ++k) {
        constexpr double step = 1e-4;
        Policy moved = policy;
        moved[k] += step;
        const double up = game.move_to(moved, silent).payoff[0];
        moved[k] -= 2 * step;
        const double down = game.move_to(moved, silent).payoff[0];
        EXPECT_NEAR(slope[k], (up - down) / (2 * step), 1e-7) << game.instruments()[k].label << " seed " << seed;
      }
    }
  }
}

TEST(CaliendoParroGame, APayoffIsTheSameFromAnyStart) {
  Observer silent;
  const Baseline baseline = calibrate(test::random_economy(4));
  CaliendoParroGame game = everybody(baseline, {});
  Policy high = game.status_quo();
  for (double& each : high) each += 0.3;
  const double there = game.move_to(high, silent).payoff[0];
  EXPECT_LE(std::abs(game.move_to(game.status_quo(), silent).payoff[0]), 1e-10) << "the base is not the zero";
  EXPECT_NEAR(game.move_to(high, silent).payoff[0], there, 1e-10);
  const Shock shock = game.shock_at(high);
  EXPECT_NEAR(payoff(baseline, game.governments()[0], solve(baseline, shock)), there, 1e-10);
}

TEST(CaliendoParroGame, TheAnswerDoesNotDependOnTheNumberOfThreads) {
  Observer silent;
  const Baseline baseline = calibrate(test::random_economy(5));
  const auto answers = [&](unsigned threads) {
    CaliendoParroGame game = everybody(baseline, {}, {.threads = threads});
    std::vector<double> slope(game.instruments().size());
    Policy answer = game.status_quo();
    EXPECT_TRUE(game.move_to(game.status_quo(), silent).report.usable());
    EXPECT_TRUE(game.respond(own_blocks(game), slope, answer, silent).usable());
    return answer;
  };
  EXPECT_EQ(answers(1), answers(3));
}

struct SymmetricWar {
  double theta, iceberg, tariff, real_income_hat;
};

/// t: theta t = 1 + phi (1+t)^-(1+theta), phi = iceberg^-theta.
TEST(StationaryPoint, SymmetricWarHasTheClosedFormTariff) {
  Observer silent;
  for (const SymmetricWar& war : {SymmetricWar{2, 1, 0.6180339887498949, 0.929370086150461},
                                  {4, 1, 0.313855935501143, 0.961708847934836},
                                  {4, 1.5, 0.265230915092251, 0.988679200133880},
                                  {6, 1.2, 0.183798963332130, 0.988055615616366}}) {
    const Baseline baseline =
        calibrate(test::symmetric_economy({.trade_elasticity = {war.theta}, .iceberg = war.iceberg}));
    CaliendoParroGame game = everybody(baseline, {});
    const StationaryPoint nash = solve_stationary(game, own_blocks(game), game.status_quo(), {}, silent);
    ASSERT_TRUE(nash.report.usable()) << nash.report.message;
    EXPECT_LE(nash.first_order_residual, 1e-9);
    for (std::size_t k = 0; k < 2; ++k) {
      EXPECT_NEAR(std::expm1(nash.policy[k]), war.tariff, 1e-8);
      EXPECT_NEAR(std::exp(nash.position.payoff[k]), war.real_income_hat, 1e-8);
    }
  }
}

TEST(Instruments, GroupsCoverEachTariffOnce) {
  const Baseline baseline = calibrate(test::random_economy(6, {.has_gaps = true}));
  std::size_t cells = 0;
  for (const TariffGroup& group : instruments_of(baseline, Country(0), 0, {})) {
    EXPECT_EQ(group.cells.size(), 1U);
    EXPECT_GT(baseline.flow(group.cells[0].sector, group.cells[0].importer, group.cells[0].exporter), 0);
    ++cells;
  }
  const auto all = instruments_of(baseline, Country(0), 0, {.grouping = Grouping::uniform});
  ASSERT_EQ(all.size(), 1U);
  EXPECT_EQ(all[0].cells.size(), cells);
}

TEST(Instruments, WrongChoicesAreNamed) {
  const Baseline baseline = calibrate(test::random_economy(7));
  EXPECT_THROW((void)instruments_of(baseline, Country(0), 0, {.partners = {Country(0)}}), InputError);
  EXPECT_THROW((void)instruments_of(baseline, Country(0), 0, {.lowest_tariff = 0.5, .highest_tariff = 0.4}),
               InputError);
  EXPECT_THROW((void)instruments_of(baseline, Country(0), 0, {.lowest_tariff = -1}), InputError);
  std::vector<TariffGroup> groups = instruments_of(baseline, Country(0), 0, {});
  groups.push_back(groups[0]);
  EXPECT_THROW(CaliendoParroGame(baseline, no_shock(baseline), {Government{}}, groups), InputError);
  Government negative;
  negative.sector_weight = Array<Sector>(baseline.economy.sector_count());
  negative.sector_weight(Sector(0)) = -1;
  groups.pop_back();
  EXPECT_THROW(CaliendoParroGame(baseline, no_shock(baseline), {negative}, groups), InputError);
}

}  // namespace
}  // namespace parley::strategy
