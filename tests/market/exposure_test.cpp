// Exposure of industries and firms; the model beside prices.
#include "parley/market/exposure.hpp"

#include <gmock/gmock.h>
#include <rapidcheck.h>

#include <cmath>

#include "parley/base/observer.hpp"
#include "parley/equilibrium/outcome.hpp"
#include "parley/equilibrium/solve.hpp"
#include "parley/market/model_against_market.hpp"
#include "support/files.hpp"
#include "support/random_economy.hpp"

namespace parley::market {
namespace {

using ::testing::HasSubstr;

TEST(IndustryExposure, AddsUpToTheValueOfAllExports) {
  // What the output called for by exports (e Y = Leontief's inverse times F) pays for value added at home and for inputs
  // from abroad, duties included, is the exports themselves.
  rc::check("v' e Y + m' e Y = exports to the partner", [] {
    const Baseline baseline = calibrate(test::random_economy(*rc::gen::inRange(0U, 100000U)));
    const Country home(0), partner(1);
    const IndustryExposure found = industry_exposure(baseline, home, partner);
    double exports = 0;
    double paid = 0;
    for (const Sector j : baseline.economy.sectors()) {
      exports += baseline.flow(j, importer(partner), exporter(home));
      double share = baseline.value_added_share(home, j);
      for (const Sector k : baseline.economy.sectors()) {
        const double at_home = baseline.expenditure_share(k, importer(home), exporter(home));
        share += baseline.input_share(home, input(k), j) * (1 - at_home);
      }
      paid += share * found.with_links(j) * baseline.gross_output(home, j);
    }
    RC_ASSERT(std::abs(paid - exports) < 1e-9 * exports);
  });
}

TEST(IndustryExposure, WithoutInputsIsDirectAlone) {
  const Baseline baseline = calibrate(test::random_economy(3, {.has_inputs = false}));
  const IndustryExposure found = industry_exposure(baseline, Country(0), Country(1));
  for (const Sector j : baseline.economy.sectors()) {
    EXPECT_NEAR(found.with_links(j), found.direct(j), 1e-15);
    EXPECT_EQ(found.inputs(j), 0);
  }
}

TEST(IndustryExposure, RanksByWhatLinksAddToo) {
  IndustryExposure found{Array<Sector>(3), Array<Sector>(3), Array<Sector>(3), Array<Sector>(3)};
  found.direct(Sector(0)) = 0.5;
  found.with_links(Sector(0)) = 0.6;
  found.with_links(Sector(1)) = 0.1;
  found.with_links(Sector(2)) = 0.7;
  EXPECT_THAT(by_exposure(found), testing::ElementsAre(Sector(2), Sector(0), Sector(1)));
}

TEST(IndustryExposure, IsTheLimitOfItsOwnRounds) {
  const Baseline baseline = calibrate(test::random_economy(5));
  const Country home(2), partner(0);
  const IndustryExposure found = industry_exposure(baseline, home, partner);
  std::vector<double> e(3, 0.0);
  for (int round = 0; round < 200; ++round) {
    std::vector<double> next;
    for (const Sector j : baseline.economy.sectors()) {
      double sum = found.direct(j);
      for (const Sector k : baseline.economy.sectors())
        sum += baseline.input_share(home, input(j), k) * baseline.gross_output(home, k) *
               baseline.expenditure_share(j, importer(home), exporter(home)) / baseline.gross_output(home, j) *
               e[k.value()];
      next.push_back(sum);
    }
    e = next;
  }
  for (const Sector j : baseline.economy.sectors()) EXPECT_NEAR(found.with_links(j), e[j.value()], 1e-12);
}

const std::string head = "firm,name,sector,partner,share_pct,chosen,sales_busd,basis,year,source\n";

TEST(FirmSales, CarryTheDollarsThatTheirSourceStates) {
  const Baseline baseline = calibrate(test::random_economy(7));
  const Equilibrium calm = solve(baseline, no_shock(baseline));
  const auto shares = parse_sales_shares(head + "A,a,S0,C1,40,1,2.5,,,\nB,b,S0,C1,20,1,,,,\n", "f.csv");
  const std::vector<FirmSales> firms = firm_sales(shares, baseline, calm, Country(0), Country(1));
  ASSERT_EQ(firms.size(), 2U);
  EXPECT_EQ(firms[0].sales_busd, 2.5);
  EXPECT_FALSE(firms[1].sales_busd);
}

TEST(FirmSales, FollowTheSectorInEachMarket) {
  const Baseline baseline = calibrate(test::random_economy(7));
  Shock shock = no_shock(baseline);
  for (const Sector s : baseline.economy.sectors()) shock.tariff_new(s, Importer(1), Exporter(0)) += 0.25;
  Observer silent;
  const Equilibrium solved = solve(baseline, shock, {}, silent);
  ASSERT_TRUE(solved.report.usable());
  const auto shares =
      parse_sales_shares(head + "A,a,S0,C1,0,1,,,,\nB,b,S0,C1,100,1,,,,\nC,c,S1,C2,30,1,,,,\n", "f.csv");
  const std::vector<FirmSales> firms = firm_sales(shares, baseline, solved, Country(0), Country(1));
  ASSERT_EQ(firms.size(), 2U);  // C sells to another partner
  EXPECT_EQ(firms[0].if_exported, firms[0].elsewhere_change);
  const double direct = solved.flow_new(Sector(0), Importer(1), Exporter(0)) /
                            baseline.flow(Sector(0), Importer(1), Exporter(0)) /
                            consumer_price_hat(baseline, solved, Country(0)) -
                        1;
  EXPECT_NEAR(firms[1].if_exported, direct, 1e-15);
  EXPECT_LT(direct, -0.1);
  EXPECT_GT(firms[1].if_made_there, firms[1].if_exported);
  const PortfolioExposure both = portfolio(firms, {3, 1});
  EXPECT_NEAR(both.share, 0.25, 1e-15);
  EXPECT_NEAR(both.if_exported, 0.75 * firms[0].if_exported + 0.25 * firms[1].if_exported, 1e-15);
  EXPECT_NEAR(both.concentration, 0.625, 1e-15);
}

/// A duty of the home country on the partner's goods shelters the home sector and cuts what the firm has made abroad.
TEST(FirmSales, FollowThePartnersMakersWhereTheFirmImports) {
  const Baseline baseline = calibrate(test::random_economy(7));
  Shock shock = no_shock(baseline);
  shock.deficit_rule = DeficitRule::share_of_world;
  for (const Sector s : baseline.economy.sectors()) shock.tariff_new(s, Importer(0), Exporter(1)) += 0.5;
  const Equilibrium solved = solve(baseline, shock);
  const std::string wide =
      "firm,name,sector,partner,share_pct,chosen,sales_busd,made_there_pct,imported_pct,basis,year,source\n";
  const auto shares = parse_sales_shares(
      wide + "HOME,,S0,C1,20,1,,0,0,,,\nBUYS,,S0,C1,20,1,,25,100,,,\nSILENT,,S0,C1,20,1,,,,,,\n", "f.csv");
  const std::vector<FirmSales> firms = firm_sales(shares, baseline, solved, Country(0), Country(1));
  ASSERT_EQ(firms.size(), 3U);
  double before = 0;
  double after = 0;
  for (const Importer n : baseline.economy.importers()) {
    if (n == Importer(1)) continue;
    before += baseline.flow(Sector(0), n, Exporter(1));
    after += solved.flow_new(Sector(0), n, Exporter(1));
  }
  EXPECT_NEAR(firms[1].elsewhere_change, after / before / consumer_price_hat(baseline, solved, Country(0)) - 1, 1e-14);
  EXPECT_LT(firms[1].elsewhere_change, firms[0].elsewhere_change);
  EXPECT_NEAR(firms[1].as_stated, 0.75 * firms[1].if_exported + 0.25 * firms[1].if_made_there, 1e-15);
  EXPECT_EQ(firms[2].as_stated, firms[0].as_stated);
  EXPECT_EQ(firms[2].as_stated, firms[2].if_exported);
  EXPECT_FALSE(firms[2].imported);
  EXPECT_THROW(static_cast<void>(parse_sales_shares(wide + "A,,S0,C1,20,1,,101,,,,\n", "f.csv")), InputError);
  EXPECT_THROW(static_cast<void>(parse_sales_shares(wide + "A,,S0,C1,20,1,,,-1,,,\n", "f.csv")), InputError);
}

TEST(SalesChanges, DoNotDependOnTheNumeraire) {
  rc::check("changes with one country's wage as one are those with world value added as one", [] {
    const Baseline baseline = calibrate(test::random_economy(*rc::gen::inRange(0U, 100000U)));
    Shock shock = no_shock(baseline);
    // Fixed deficits are amounts of the numeraire, and another one is another closure.
    shock.deficit_rule = DeficitRule::share_of_world;
    for (const Sector s : baseline.economy.sectors()) shock.tariff_new(s, Importer(1), Exporter(0)) += 0.25;
    Shock other = shock;
    other.numeraire = Country(1);
    Observer silent;
    const Equilibrium a = solve(baseline, shock, {}, silent);
    const Equilibrium b = solve(baseline, other, {}, silent);
    RC_ASSERT(a.report.usable() && b.report.usable());
    const auto shares = parse_sales_shares(head + "A,a,S0,C1,40,1,,,,\n", "f.csv");
    const FirmSales one = firm_sales(shares, baseline, a, Country(0), Country(1)).front();
    const FirmSales two = firm_sales(shares, baseline, b, Country(0), Country(1)).front();
    RC_ASSERT(std::abs(one.if_exported - two.if_exported) < 1e-9);
    RC_ASSERT(std::abs(one.if_made_there - two.if_made_there) < 1e-9);
    const std::vector<Sector> sectors{Sector(0), Sector(1)};
    RC_ASSERT(std::abs(sales_change(baseline, a, Country(0), sectors) -
                       sales_change(baseline, b, Country(0), sectors)) < 1e-9);
  });
}

std::string complaint(const std::string& rows) {
  try {
    (void)parse_sales_shares(head + rows, "f.csv");
  } catch (const InputError& error) {
    return error.what();
  }
  return "nothing was wrong";
}

TEST(SalesShares, SayWhichSourceCounts) {
  EXPECT_THAT(complaint("A,a,S0,C1,10,1,,,,\nA,a,S0,C1,20,1,,,,\n"), HasSubstr("A has 2 chosen rows"));
  EXPECT_THAT(complaint("A,a,S0,C1,10,0,,,,\n"), HasSubstr("A has 0 chosen rows"));
  EXPECT_THAT(complaint("A,a,S0,C1,110,1,,,,\n"), HasSubstr("is not a share"));
  EXPECT_THAT(complaint("A,a,S0,C1,60,1,,,,\nA,a,S0,C2,60,1,,,,\n"), HasSubstr("over 100 %"));
  EXPECT_THAT(complaint("A,a,S0,C1,60,1,,,,\nA,a,S1,C2,10,1,,,,\n"), HasSubstr("in sectors"));
}

TEST(AffiliateSales, OfTheBureauAddUp) {
  const auto rows =
      parse_affiliate_sales(test::read_file(test::project() / "data/market/us-affiliates-china.csv"), "a");
  ASSERT_EQ(rows.size(), 12U);
  const auto all = std::find_if(rows.begin(), rows.end(), [](const auto& row) {
    return row.year == 2017 && row.measure == "goods_and_services";
  });
  ASSERT_NE(all, rows.end());
  EXPECT_EQ(all->total, 372306);
  EXPECT_EQ(all->host, 305407);
  EXPECT_EQ(*(all + 1)->total + *(all + 2)->total, *all->total);  // goods and services apart
}

TEST(AffiliateSales, ThatDoNotAddUpAreAnError) {
  const std::string columns =
      "year,measure,country,total,to_us_total,to_foreign_total,host_total,other_foreign_total\n";
  EXPECT_THROW((void)parse_affiliate_sales(columns + "2017,goods,X,100,10,80,50,30\n", "a"), InputError);
  const auto rows = parse_affiliate_sales(columns + "2017,goods,X,100,(D),80,50,30\n", "a");
  EXPECT_FALSE(rows.front().to_home.has_value());
}

TEST(Agreement, OfALineIsPerfect) {
  std::vector<PredictedAndObserved> pairs;
  for (const double x : {0.01, -0.02, 0.03, 0.005, -0.04, 0.07}) pairs.push_back({"", x, 0.002 + 3 * x});
  const Agreement fit = agreement(pairs, 999, 1);
  EXPECT_NEAR(fit.rank_correlation, 1, 1e-15);
  EXPECT_NEAR(fit.slope, 3, 1e-12);
  EXPECT_NEAR(fit.intercept, 0.002, 1e-14);
  EXPECT_LT(fit.slope_error, 1e-7);
  EXPECT_EQ(fit.slope_margin(), 1.96 * fit.slope_error);
  EXPECT_LE(fit.probability, 0.02);  // 2 of 720 pairings go as far
}

TEST(Agreement, IsNotClaimedOfFewOrConstantPairs) {
  EXPECT_TRUE(std::isnan(agreement({{"", 1, 1}, {"", 2, 2}, {"", 3, 3}}, 99, 1).rank_correlation));
  EXPECT_TRUE(std::isnan(agreement({{"", 1, 1}, {"", 1, 2}, {"", 1, 3}, {"", 1, 0}}, 99, 1).rank_correlation));
}

TEST(TwoStateReading, IsTheMoveOverTheDistance) {
  const TwoStateReading odds = two_state_reading(-0.01, 0.002, -0.04, 0.01);
  EXPECT_TRUE(odds.is_identified);
  EXPECT_NEAR(odds.change, 0.2, 1e-15);  // 0.01 of the 0.05 between war and deal
  EXPECT_NEAR(odds.high - odds.low, 2 * 1.959963984540054 * 0.002 / 0.05, 1e-12);
}

TEST(TwoStateReading, RefusesAMoveLargerThanTheDistanceOrWithinTheUsual) {
  EXPECT_THAT(two_state_reading(-0.0456, 0.005, -0.003, 0.001).reason, HasSubstr("11.4 times the whole distance"));
  EXPECT_THAT(two_state_reading(-0.01, 0.01, -0.04, 0.01).reason, HasSubstr("the interval holds zero"));
  EXPECT_FALSE(two_state_reading(-0.01, 0.01, -0.04, 0.01).is_identified);
  EXPECT_THROW((void)two_state_reading(0.1, 0.1, 1, 1), std::invalid_argument);
}

}  // namespace
}  // namespace parley::market
