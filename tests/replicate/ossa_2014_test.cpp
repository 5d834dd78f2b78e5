// Ossa's world under lobbying weights, where optima lie on both sides of valleys.
#include <gtest/gtest.h>

#include <cmath>

#include "parley/replicate/ossa_2014_strategies.hpp"
#include "support/files.hpp"

namespace parley::replicate::ossa {
namespace {

/// Japan's tariff on wheat: interior from the factual tariffs, prohibitive in the article's Table 8b, which prints a
/// welfare gain of 1.0 %.
TEST(BoundSearch, FindsTheArticlesProhibitiveTariff) {
  const auto shared = test::shared();
  if (!shared) GTEST_SKIP() << "PARLEY_SHARED is not set: no reference data";
  Observer silent;
  const replicate::ossa::Case data = replicate::ossa::read_case(*shared / "reference" / "ossa-2014");
  const Country japan(replicate::ossa::position(data.economy.countries, "Japan", {}));
  strategy::FixedFirmsGame game =
      replicate::ossa::game_of_one(data.economy, data.weighted, replicate::ossa::Tariffs::mfn, japan);
  const strategy::Block block = own_block(game, japan.value());
  const strategy::StationaryPoint near = solve_stationary(game, {&block, 1}, game.status_quo(), {}, silent);
  ASSERT_TRUE(near.report.usable());
  EXPECT_GT(replicate::ossa::percentages_of(replicate::ossa::figures_of(game, near.position)).welfare[japan.value()],
            1.1);
  const strategy::BoundSearch beyond = search_bounds(game, block, each_alone(block), near.policy, {}, silent);
  EXPECT_GT(beyond.gain, 1e-4);
  const replicate::ossa::Figures best = replicate::ossa::figures_of(game, game.move_to(beyond.policy, silent));
  EXPECT_NEAR(replicate::ossa::percentages_of(best).welfare[japan.value()], 1.0, 0.05);
  EXPECT_NEAR(std::expm1(beyond.policy[replicate::ossa::position(data.economy.sectors, "wht", {})]), 10, 1e-12);
}

}  // namespace
}  // namespace parley::replicate::ossa
