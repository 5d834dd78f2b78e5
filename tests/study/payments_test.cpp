// Payments between countries against the theory of transfers: no price moves where tastes are the same and trade is
// free of costs (Samuelson 1952); with a taste for home goods the receiver's terms of trade improve.
#include "parley/study/payments.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "parley/study/talks.hpp"
#include "support/symmetric_economy.hpp"

namespace parley::study {
namespace {

struct Paid {
  study::StrategyProblem problem;
  study::PaymentPlan plan;
  study::Payments payments;
};

/// Two equal countries at free trade; the threat is two per cent below it, and one shall have a fifth more of the gain.
Paid pay(double iceberg) {
  Paid paid;
  paid.problem.baseline = calibrate(test::symmetric_economy({.trade_elasticity = {4}, .iceberg = iceberg}));
  paid.problem.status_quo = no_shock(paid.problem.baseline);
  std::vector<strategy::Government> governments(2);
  governments[1].country = Country(1);
  const double income = paid.problem.baseline.income(Country(0));
  const double at_threat = income * 0.98;
  const double gain = income - at_threat;
  paid.plan = {{std::log(0.98), std::log(0.98)},
               {0.2 * gain, -0.2 * gain},
               {100 * 1.2 * gain / at_threat, 100 * 0.8 * gain / at_threat}};
  Observer silent;
  paid.payments = study::settle_payments(paid.problem, governments, paid.problem.status_quo, paid.plan, silent);
  return paid;
}

TEST(Payments, MoveNoPriceWhereTastesAreTheSame) {
  const Paid paid = pay(1.0);
  ASSERT_TRUE(paid.payments.report.usable()) << paid.payments.report.message;
  EXPECT_NEAR(paid.payments.price_effect_pct, 0, 1e-8);
  for (std::size_t p = 0; p < 2; ++p) {
    EXPECT_NEAR(paid.payments.received[p] / paid.plan.received[p], 1, 1e-7);
    EXPECT_NEAR(paid.payments.gain_pct[p], paid.plan.gain_pct[p], 1e-8);
  }
}

TEST(Payments, AreSmallerWhereTheReceiversTermsOfTradeImprove) {
  const Paid paid = pay(1.5);
  ASSERT_TRUE(paid.payments.report.usable()) << paid.payments.report.message;
  EXPECT_GT(paid.payments.price_effect_pct, 1e-4);
  EXPECT_LT(paid.payments.received[0], paid.plan.received[0]);
  EXPECT_NEAR(paid.payments.received[0] + paid.payments.received[1], 0, 1e-9);
  EXPECT_NEAR(paid.payments.gain_pct[0] / paid.payments.gain_pct[1], 1.5, 1e-6);
}

TEST(Talks, PaymentsDivideTheGainsInTheWorldTheyLeadTo) {
  Observer silent;
  study::StrategyProblem problem =
      study::read_strategy_problem({.target = std::string(PARLEY_SOURCE_DIR) + "/data/world-2017"}, silent);
  study::TariffTalksRequest request;
  const Country usa = problem.baseline.economy.find_country("USA").value();
  const Country china = problem.baseline.economy.find_country("CHN").value();
  for (const auto& [who, on] : {std::pair(usa, china), std::pair(china, usa)}) {
    request.governments.push_back({.country = who});
    request.instruments.push_back({.partners = {on}});
  }
  const study::TariffTalks talks = study::talk(problem, request, silent);
  ASSERT_EQ(talks.treaties.size(), 6U);
  const study::TariffTreaty& equal = talks.treaties[4];
  EXPECT_EQ(equal.name, "equal proportions with payments");
  EXPECT_NEAR(equal.gain_over_threat_pct[0], equal.gain_over_threat_pct[1], 1e-7);
  for (const std::size_t at : {4U, 5U}) {
    const study::TariffTreaty& treaty = talks.treaties[at];
    EXPECT_NEAR(treaty.received[0] + treaty.received[1], 0, 1e-6);
    EXPECT_LT(std::abs(treaty.received[0]), std::abs(treaty.received_at_treaty_prices[0]));
    EXPECT_GT(treaty.price_effect_pct, 0);
  }
}

}  // namespace
}  // namespace parley::study
