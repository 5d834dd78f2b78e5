// Closed forms: methods page on deals, section C.
#include "parley/equilibrium/commitments/services.hpp"

#include <gmock/gmock.h>

#include <cmath>

#include "parley/base/error.hpp"
#include "parley/data/read_baseline.hpp"
#include "parley/equilibrium/outcome.hpp"
#include "support/files.hpp"
#include "support/random_economy.hpp"

namespace parley {
namespace {

constexpr RestrictivenessSlope banking{.beta = -7.335, .standard_error = 1.608, .sigma = 2.54};
constexpr RestrictivenessSlope insurance{.beta = -5.022, .standard_error = 0.957, .sigma = 2.77};

TEST(AdValoremEquivalent, AgreesWithBenzAndJaaxsFormula) {
  // China's index of 2024 for commercial banking against the benchmark 0.0432990, and half of that gap; the indices are
  // printed with seven decimals, which moves the results by half a millionth.
  EXPECT_NEAR(ad_valorem_equivalent(banking, 0.0432990, 0.3017182).central, 2.42413, 5e-6);
  const double half = (0.3017182 - 0.0432990) / 2;
  EXPECT_NEAR(ad_valorem_equivalent(banking, 0.3017182 - half, 0.3017182).central, 0.850441, 1e-6);
  EXPECT_NEAR(ad_valorem_equivalent(banking, 0.3017182, 0.3017182 - half).central, -0.459588, 1e-6);
  EXPECT_NEAR(ad_valorem_equivalent(banking, 0, 0.01).central, 0.04878, 5e-6);
  EXPECT_NEAR(ad_valorem_equivalent(insurance, 0, 0.01).central, 0.02878, 5e-6);
}

TEST(AdValoremEquivalent, HasAnIntervalAroundIt) {
  const AdValoremEquivalent cost = ad_valorem_equivalent(banking, 0, 0.05);
  EXPECT_LT(cost.low, cost.central);
  EXPECT_GT(cost.high, cost.central);
  EXPECT_NEAR(cost.high, std::exp((7.335 + 1.96 * 1.608) * 0.05 / 1.54) - 1, 1e-12);
}

TEST(AffiliateNest, HasItsClosedForm) {
  const AffiliateNest nest = affiliate_nest(0.02, 4, 0.9);
  EXPECT_NEAR(nest.share, 0.0301669135, 5e-11);
  EXPECT_NEAR(nest.price_hat, 0.9973962480, 5e-11);
  EXPECT_EQ(affiliate_nest(0.02, 4, 1).price_hat, 1);
}

/// One factor, no input links, one service that nobody trades.
Baseline closed_services(double theta) {
  BaselineData data =
      test::random_economy(3, {.countries = 2, .sectors = 2, .has_inputs = false, .has_tariffs = false});
  data.trade_elasticity(Sector(1)) = theta;
  data.flow(Sector(1), Importer(0), Exporter(1)) = data.flow(Sector(1), Importer(1), Exporter(0)) = 0;
  return calibrate(std::move(data));
}

AffiliateReform reform(double affiliate_sales) {
  return {.id = "r",
          .host = Country(0),
          .owner = Country(1),
          .sector = Sector(1),
          .affiliate_sales = affiliate_sales,
          .equity_cap_before = 0,
          .equity_cap_after = 0,
          .index_before = 0.1,
          .index_after = 0.05,
          .slope = banking};
}

TEST(Reform, WithoutProfitsIsWorthTheFallOfItsPrice) {
  // T-C3: non-traded, no input links, no transfers: real income rises by P_hat^-(final-use share).
  const Baseline baseline = closed_services(4);
  const double sales = 0.1 * baseline.flow(Sector(1), Importer(0), Exporter(0));
  Observer silent;
  const ReformedEquilibrium result = solve_with_reforms(baseline, no_shock(baseline), {}, {reform(sales)}, {}, silent);
  ASSERT_TRUE(result.solved.report.usable());
  const double cost = std::exp(-7.335 * 0.05 / 1.54);
  EXPECT_NEAR(result.reforms[0].cost_hat, cost, 1e-12);
  const double price = affiliate_nest(0.1, 4, cost).price_hat;
  const double expected = std::pow(price, -baseline.consumption_share(Country(0), Sector(1)));
  const double found = outcome(baseline, result.solved.shock, result.solved.equilibrium).real_income_pct(Country(0));
  EXPECT_NEAR(1 + found / 100, expected, 1e-9);
}

TEST(Reform, OwnersGainTwoFortyNinthsFromTwoPointsOfEquity) {
  const Baseline baseline = closed_services(4);
  AffiliateReform caps = reform(0.1 * baseline.flow(Sector(1), Importer(0), Exporter(0)));
  caps.index_after = caps.index_before;
  caps.equity_cap_before = 0.49;
  caps.equity_cap_after = 0.51;
  Observer silent;
  const ReformedEquilibrium result = solve_with_reforms(baseline, no_shock(baseline), {}, {caps}, {}, silent);
  ASSERT_TRUE(result.solved.report.usable());
  const ReformOutcome& found = result.reforms[0];
  EXPECT_EQ(found.cost_hat, 1);
  const double sales = result.solved.equilibrium.flow_new(Sector(1), Importer(0), Exporter(0)) /
                       baseline.flow(Sector(1), Importer(0), Exporter(0));
  EXPECT_NEAR(found.owner_income_after / found.owner_income_before, 51.0 / 49 * sales, 1e-8);
  // What the owner gains the host loses.
  const double transfer = found.owner_income_after - found.owner_income_before;
  EXPECT_NEAR(result.solved.equilibrium.deficit_new(Country(1)) - baseline.deficit(Country(1)), transfer, 1e-6);
  EXPECT_NEAR(result.solved.equilibrium.deficit_new(Country(0)) - baseline.deficit(Country(0)), -transfer, 1e-6);
}

TEST(Reform, OfTechnologyIsACostAndAFee) {
  // Costs fall by the wedge; without affiliates' profits the owner's gain is the fees alone.
  const Baseline baseline = closed_services(4);
  AffiliateReform technology = reform(0.1 * baseline.flow(Sector(1), Importer(0), Exporter(0)));
  technology.index_after = technology.index_before;
  technology.wedge_before = 0.05;
  technology.wedge_after = 0.01;
  technology.licence_fees = 2;
  technology.licence_fees_after = 3;
  Observer silent;
  const ReformedEquilibrium result = solve_with_reforms(baseline, no_shock(baseline), {}, {technology}, {}, silent);
  ASSERT_TRUE(result.solved.report.usable());
  EXPECT_NEAR(result.reforms[0].cost_hat, 1.01 / 1.05, 1e-15);
  EXPECT_NEAR(result.solved.equilibrium.price_index_hat(Country(0), Sector(1)) /
                  result.solved.equilibrium.unit_cost_hat(Country(0), Sector(1)),
              affiliate_nest(0.1, 4, 1.01 / 1.05).price_hat, 1e-9);
  const double sales = result.solved.equilibrium.flow_new(Sector(1), Importer(0), Exporter(0)) /
                       baseline.flow(Sector(1), Importer(0), Exporter(0));
  EXPECT_NEAR(result.reforms[0].owner_income_before, 2, 1e-12);
  EXPECT_NEAR(result.reforms[0].owner_income_after, 3 * sales, 1e-9);
}

TEST(Reform, AMonthEarlierIsWorthAboutATwelfth) {
  const Baseline baseline = closed_services(4);
  AffiliateReform early = reform(0.1 * baseline.flow(Sector(1), Importer(0), Exporter(0)));
  early.equity_cap_before = 0.49;
  early.equity_cap_after = 0.51;
  early.months_until = 3;
  early.months_earlier = 2;
  Observer silent;
  const ReformOutcome found = solve_with_reforms(baseline, no_shock(baseline), {}, {early}, {}, silent).reforms.front();
  const double gain = found.owner_income_after - found.owner_income_before;
  EXPECT_NEAR(found.value_of_acceleration / gain, 2.0 / 12, 0.003);
}

TEST(Reform, OfOneMarketTwiceIsRefused) {
  const Baseline baseline = closed_services(4);
  Observer silent;
  AffiliateReform other = reform(10);
  other.id = "other";
  EXPECT_THROW(static_cast<void>(solve_with_reforms(baseline, no_shock(baseline), {}, {reform(10), other}, {}, silent)),
               InputError);
}

TEST(Reform, ThatIsImpossibleIsRefused) {
  const Baseline baseline = closed_services(4);
  Observer silent;
  AffiliateReform wrong = reform(10);
  wrong.equity_cap_after = 1.4;
  EXPECT_THROW(static_cast<void>(solve_with_reforms(baseline, no_shock(baseline), {}, {wrong}, {}, silent)),
               InputError);
  wrong = reform(1e9);
  EXPECT_THROW(static_cast<void>(solve_with_reforms(baseline, no_shock(baseline), {}, {wrong}, {}, silent)),
               InputError);
  wrong = reform(10);
  wrong.owner = wrong.host;
  EXPECT_THROW(static_cast<void>(solve_with_reforms(baseline, no_shock(baseline), {}, {wrong}, {}, silent)),
               InputError);
}

}  // namespace
}  // namespace parley
