#include "parley/bargaining/equal_gains.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "parley/strategy/fixed_firms_game.hpp"
#include "parley/strategy/nash.hpp"
#include "support/random_firms.hpp"

namespace parley::strategy {
namespace {

FixedFirmsGame everybody(const model::FixedFirmsEconomy& economy, const InstrumentChoice& choice) {
  std::vector<TariffGroup> groups;
  std::vector<model::FixedFirmsGovernment> governments;
  for (const Country n : all<Country>(economy.countries.size())) {
    governments.push_back({n, std::vector<double>(economy.sectors.size(), 1.0)});
    for (TariffGroup& group : instruments_of(economy, n, n.value(), choice)) groups.push_back(std::move(group));
  }
  return {economy, governments, groups};
}

TEST(EqualGains, SymmetricCountriesEndTheirWarInFreeTrade) {
  Observer silent;
  model::FixedFirmsEconomy economy = test::symmetric_firms(3, 2);
  economy.substitution.fill(5.0);
  FixedFirmsGame game = everybody(economy, {});
  const StationaryPoint war = solve_stationary(game, own_blocks(game), game.status_quo(), {}, silent);
  ASSERT_TRUE(war.report.usable());
  ASSERT_GT(war.policy[0], 0.1);
  const bargaining::Treaty treaty = bargaining::equal_gains(game, war.position.payoff, war.policy, {}, silent);
  ASSERT_TRUE(treaty.report.usable()) << treaty.report.message;
  for (const double each : treaty.policy) EXPECT_NEAR(each, 0, 1e-8);
  for (std::size_t p = 0; p < 3; ++p) {
    EXPECT_NEAR(treaty.weight[p], 1.0 / 3, 1e-8);
    EXPECT_NEAR(treaty.gain_pct[p], 100 * std::expm1(-war.position.payoff[p]), 1e-9);
  }
}

TEST(EqualGains, GainsAreEqualAndCannotAllRise) {
  Observer silent;
  for (const unsigned seed : {1U, 2U, 3U}) {
    FixedFirmsGame game = everybody(test::random_firms(seed), {.grouping = Grouping::by_sector});
    const std::vector<double> threat(4, 0.0);
    const bargaining::Treaty equal = bargaining::equal_gains(game, threat, game.status_quo(), {}, silent);
    ASSERT_TRUE(equal.report.usable()) << equal.report.message;
    EXPECT_LE(equal.first_order_residual, 1e-8);
    for (const double gain : equal.gain_pct) EXPECT_NEAR(gain, equal.gain_pct[0], 1e-6);
    const bargaining::Treaty max_min =
        bargaining::equal_gains(game, threat, game.status_quo(), {.rule = bargaining::GainRule::max_min}, silent);
    ASSERT_TRUE(max_min.report.usable()) << max_min.report.message;
    const bargaining::Treaty by_steps = bargaining::equal_gains_by_steps(game, threat, max_min, {}, silent);
    ASSERT_TRUE(by_steps.report.usable()) << by_steps.report.message;
    for (const double gain : by_steps.gain_pct) EXPECT_NEAR(gain, equal.gain_pct[0], 1e-6);
    const double least = *std::min_element(max_min.gain_pct.begin(), max_min.gain_pct.end());
    EXPECT_GE(least, equal.gain_pct[0] - 1e-6);
    // No small step from there raises the least gain: each instrument up and down by a tenth of a point.
    for (std::size_t k = 0; k < max_min.policy.size(); ++k) {
      for (const double step : {-1e-3, 1e-3}) {
        Policy moved = max_min.policy;
        moved[k] = std::max(moved[k] + step, 0.0);
        const std::vector<double> payoff = game.move_to(moved, silent).payoff;
        EXPECT_LE(100 * std::expm1(*std::min_element(payoff.begin(), payoff.end())), least + 1e-8);
      }
    }
  }
}

}  // namespace
}  // namespace parley::strategy
