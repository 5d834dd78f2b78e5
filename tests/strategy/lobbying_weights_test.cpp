#include "parley/strategy/lobbying_weights.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "parley/base/error.hpp"
#include "parley/strategy/best_response.hpp"
#include "parley/strategy/caliendo_parro_game.hpp"
#include "support/random_economy.hpp"
#include "support/random_firms.hpp"

namespace parley::strategy {
namespace {

TEST(LobbyingWeights, AreRecoveredFromTheTariffsTheyLeadTo) {
  Observer silent;
  for (const unsigned seed : {1U, 2U, 3U}) {
    const model::FixedFirmsEconomy economy = test::random_firms(seed, 4, 5);
    const std::vector<double> weight{0.9, 1.1, 1.05, 0.85, 1.1};
    const std::vector<double> room(5, 1.0);
    const std::vector<double> tariff = weighted_mfn_tariffs(economy, {Country(1), weight}, room, silent);
    ASSERT_EQ(tariff.size(), 5U);
    // Only the spread counts: a common shift of the observed tariffs changes nothing.
    std::vector<double> observed = tariff;
    for (double& each : observed) each += 0.1;
    const LobbyingWeights found = calibrate_weights(economy, Country(1), observed, silent);
    ASSERT_TRUE(found.report.usable()) << found.report.message;
    EXPECT_LE(found.largest_difference, 1e-6);
    for (std::size_t s = 0; s < 5; ++s) EXPECT_NEAR(found.weight[s], weight[s], 1e-6);
  }
}

/// MFN tariffs by sector of the second country, by an optimiser that uses slopes only.
Array<Sector> optimum_by_gradients(const Baseline& baseline, const std::vector<double>& weight) {
  Observer silent;
  Government wants{.country = Country(1), .sector_weight = Array<Sector>(weight.size())};
  std::ranges::copy(weight, wants.sector_weight.values().begin());
  CaliendoParroGame game(baseline, no_shock(baseline), {wants},
                         instruments_of(baseline, Country(1), 0, {.grouping = Grouping::by_sector}));
  const BestResponse best = best_response(game, own_block(game, 0), game.status_quo(), {.random_starts = 0}, silent);
  EXPECT_TRUE(best.report.usable()) << best.report.message;
  Array<Sector> tariff(weight.size());
  for (std::size_t s = 0; s < weight.size(); ++s) tariff(Sector(s)) = std::expm1(best.policy[s]);
  return tariff;
}

TEST(LobbyingWeights, AreRecoveredInAWorldWithInputLinks) {
  Observer silent;
  for (const unsigned seed : {1U, 2U, 3U}) {
    const Baseline baseline = calibrate(test::random_economy(seed, {.countries = 4, .sectors = 5}));
    const std::vector<double> weight{0.95, 1.05, 1.02, 0.93, 1.05};
    Array<Sector> observed = optimum_by_gradients(baseline, weight);
    for (double& each : observed.values()) {
      ASSERT_GT(each, 0.0) << "a tariff at its bound tells nothing of its weight";
      each += 0.1;
    }
    const SectorWeights found = calibrate_weights(baseline, no_shock(baseline), Country(1), observed, silent);
    ASSERT_TRUE(found.fit.report.usable()) << found.fit.report.message;
    EXPECT_LE(found.fit.largest_difference, 1e-6);
    for (std::size_t s = 0; s < 5; ++s) EXPECT_NEAR(found.fit.weight[s], weight[s], 1e-6) << "seed " << seed;
  }
}

/// A tariff that is lower than the optimum without any weight cannot be met: the weight ends at zero, and the others fit.
TEST(LobbyingWeights, StopAtZeroWhereNoWeightGivesSoLowATariff) {
  Observer silent;
  const Baseline baseline = calibrate(test::random_economy(1, {.countries = 4, .sectors = 5}));
  Array<Sector> observed = optimum_by_gradients(baseline, std::vector<double>(5, 1.0));
  for (double& each : observed.values()) each += 2;
  observed(Sector(2)) = 0;
  const SectorWeights found = calibrate_weights(baseline, no_shock(baseline), Country(1), observed, silent);
  ASSERT_TRUE(found.fit.report.usable()) << found.fit.report.message;
  EXPECT_EQ(found.fit.weight[2], 0.0);
  EXPECT_GT(found.fit.largest_difference, 0.01);
}

TEST(LobbyingWeights, WrongObservationsAreRefused) {
  Observer silent;
  const model::FixedFirmsEconomy economy = test::random_firms(4);
  EXPECT_THROW((void)calibrate_weights(economy, Country(0), {0.1, 0.2}, silent), InputError);
  EXPECT_THROW((void)calibrate_weights(economy, Country(0), {0.1, -0.2, 0.3}, silent), InputError);
  EXPECT_THROW((void)calibrate_weights(economy, Country(0), {0.1, std::nan(""), 0.3}, silent), InputError);
}

}  // namespace
}  // namespace parley::strategy
