#include "parley/strategy/lobbying_weights.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "parley/base/error.hpp"
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

TEST(LobbyingWeights, WrongObservationsAreRefused) {
  Observer silent;
  const model::FixedFirmsEconomy economy = test::random_firms(4);
  EXPECT_THROW((void)calibrate_weights(economy, Country(0), {0.1, 0.2}, silent), InputError);
  EXPECT_THROW((void)calibrate_weights(economy, Country(0), {0.1, -0.2, 0.3}, silent), InputError);
  EXPECT_THROW((void)calibrate_weights(economy, Country(0), {0.1, std::nan(""), 0.3}, silent), InputError);
}

}  // namespace
}  // namespace parley::strategy
