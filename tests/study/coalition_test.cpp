// Coalitions on the default baseline against solutions found another way.
#include "parley/study/coalition.hpp"

#include <gmock/gmock.h>

#include <array>

#include "parley/base/error.hpp"
#include "support/strategy_world.hpp"

namespace parley::study {
namespace {

using test::government;

const study::StrategyProblem& world() { return test::strategy_world(); }

study::CoalitionRequest request_of(study::CoalitionAct act) {
  study::CoalitionRequest request;
  for (const char* code : {"JPN", "KOR"}) request.candidates.push_back(government(code));
  request.act = act;
  request.attack_points = 0.1;
  return request;
}

/// Two that retaliate together find what the best pair of tariffs on a grid gives them together, and a little more.
TEST(Coalition, RetaliationTogetherIsTheBestForTheSum) {
  Observer silent;
  study::CoalitionRequest request = request_of(study::CoalitionAct::retaliation);
  request.against = government("USA");
  request.choice.grouping = strategy::Grouping::uniform;
  const study::CoalitionResult result = study::unite(world(), request, silent);
  ASSERT_EQ(result.coalitions.size(), 4U);
  const double found = result.game.coalitions[3].value;
  const Country attacker = request.against->country;
  const auto worth = [&](const std::array<double, 2>& answer) {
    Shock shock = no_shock(world().baseline);
    for (std::size_t i = 0; i < 2; ++i) {
      const Country n = request.candidates[i].country;
      for (const Sector s : world().baseline.economy.sectors()) {
        if (!world().baseline.economy.sector(s).is_goods) continue;
        shock.tariff_new(s, importer(n), exporter(attacker)) = answer[i];
        shock.tariff_new(s, importer(attacker), exporter(n)) += request.attack_points;
      }
    }
    const study::StrategyOutcome outcome = study::outcome_of("grid", world(), request.candidates, shock, silent);
    double sum = 0;
    for (std::size_t i = 0; i < 2; ++i) {
      sum += world().baseline.income(request.candidates[i].country) / 100 *
             (outcome.objective_pct[i] - result.unanswered.objective_pct[i]);
    }
    return sum;
  };
  double best = -1e9;
  for (int japan = 4; japan <= 20; japan += 2) {
    for (int korea = 4; korea <= 20; korea += 2) best = std::max(best, worth({japan / 100.0, korea / 100.0}));
  }
  EXPECT_GE(found, best);
  EXPECT_NEAR(found, best, 0.02 * best);
}

/// Opening is one solution without any choice: the same tariffs by hand.
TEST(Coalition, PaymentsGiveEachItsShapleyShare) {
  study::CoalitionResult result;
  result.game.shapley = {7, 3};
  result.coalitions.resize(4);
  result.coalitions.back().gain = {10, 0};
  EXPECT_EQ(result.paid_to(0), -3);
  EXPECT_EQ(result.paid_to(1), 3);
}

TEST(Coalition, OpeningIsTheTariffCutItSays) {
  Observer silent;
  study::CoalitionRequest request = request_of(study::CoalitionAct::none);
  request.opening = 0.5;
  const study::CoalitionResult result = study::unite(world(), request, silent);
  Shock shock = no_shock(world().baseline);
  const Country japan = request.candidates[0].country;
  const Country korea = request.candidates[1].country;
  for (const Sector s : world().baseline.economy.sectors()) {
    if (!world().baseline.economy.sector(s).is_goods) continue;
    shock.tariff_new(s, importer(japan), exporter(korea)) /= 2;
    shock.tariff_new(s, importer(korea), exporter(japan)) /= 2;
  }
  const study::StrategyOutcome outcome = study::outcome_of("by hand", world(), request.candidates, shock, silent);
  for (std::size_t i = 0; i < 2; ++i) {
    EXPECT_NEAR(result.coalitions[3].gain[i],
                world().baseline.income(request.candidates[i].country) * outcome.objective_pct[i] / 100, 1e-6);
    EXPECT_NEAR(result.coalitions[0].gain[i], 0, 0.01);
  }
}

/// United, two face the country as one player that could always do what they do alone: against its answers that need not
/// pay, but against tariffs that stay it does.
TEST(Coalition, TwoTogetherDoNoWorseThanAlone) {
  Observer silent;
  study::CoalitionRequest request = request_of(study::CoalitionAct::retaliation);
  request.against = government("USA");
  const study::CoalitionResult result = study::unite(world(), request, silent);
  EXPECT_GE(result.game.coalitions[3].value, result.coalitions[0].gain[0] + result.coalitions[0].gain[1]);
  EXPECT_LE(result.coalitions[3].first_order_residual, 1e-6);
  EXPECT_FALSE(result.game.core.need > result.game.coalitions[3].value * (1 + 1e-9));
}

TEST(Coalition, NobodyLeftToFaceIsRefused) {
  Observer silent;
  EXPECT_THROW((void)study::unite(world(), request_of(study::CoalitionAct::retaliation), silent), InputError);
  EXPECT_THROW((void)study::unite(world(), request_of(study::CoalitionAct::none), silent), InputError);
  study::CoalitionRequest request = request_of(study::CoalitionAct::war);
  request.candidates.pop_back();
  EXPECT_THROW((void)study::unite(world(), request, silent), InputError);
}

}  // namespace
}  // namespace parley::study
