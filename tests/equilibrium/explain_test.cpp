#include "parley/equilibrium/explain.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "parley/data/read_baseline.hpp"
#include "parley/numerics/chebyshev.hpp"
#include "support/files.hpp"
#include "support/random_economy.hpp"

namespace parley {
namespace {

TEST(Chebyshev, IntegratesAndDifferentiatesAnalyticFunctions) {
  const numerics::ChebyshevRule rule = numerics::chebyshev_rule(16);
  const std::size_t size = rule.point.size();
  double integral = 0;
  for (std::size_t k = 0; k < size; ++k) integral += rule.weight[k] * std::exp(rule.point[k]);
  EXPECT_NEAR(integral, std::exp(1.0) - 1, 1e-14);
  for (std::size_t k = 0; k < size; ++k) {
    double slope = 0;
    for (std::size_t l = 0; l < size; ++l) slope += rule.derivative[k * size + l] * std::exp(rule.point[l]);
    EXPECT_NEAR(slope, std::exp(rule.point[k]), 1e-11);
  }
}

TEST(Chebyshev, RefusesAnOddNumberOfIntervals) {
  EXPECT_THROW((void)numerics::chebyshev_rule(7), std::invalid_argument);
}

std::vector<Country> all_countries(const Baseline& baseline) {
  std::vector<Country> countries;
  for (const Country n : baseline.economy.countries()) countries.push_back(n);
  return countries;
}

TEST(Explain, BothSplitsAddUpToTheExactChange) {
  for (const DeficitRule rule : {DeficitRule::fixed, DeficitRule::share_of_world, DeficitRule::share_of_own_income}) {
    BaselineData data = test::random_economy(5);
    data.info.deficit_rule = rule;
    const Baseline baseline = calibrate(std::move(data));
    Shock shock = no_shock(baseline);
    shock.tariff_new(Sector(0), Importer(0), Exporter(1)) += 0.5;
    shock.tariff_new(Sector(1), Importer(1), Exporter(0)) += 0.3;
    shock.export_tax_new(Sector(1), Importer(2), Exporter(0)) = 0.15;
    shock.iceberg_hat(Sector(2), Importer(0), Exporter(2)) = 1.2;
    shock.iceberg_hat(Sector(0), Importer(1), Exporter(1)) = 1.02;
    shock.claims = {{.id = "profits",
                     .payer = Country(1),
                     .receiver = Country(0),
                     .sector = Sector(0),
                     .importer = Importer(1),
                     .exporter = Exporter(1),
                     .rate = 0.03,
                     .base = 0.01 * baseline.flow(Sector(0), Importer(1), Exporter(1))}};
    Observer silent;
    for (const Explanation& each : explain(baseline, shock, real_incomes(all_countries(baseline)), {}, silent)) {
      EXPECT_TRUE(each.holds(1e-10)) << each.instrument_gap << " " << each.channel_gap;
      EXPECT_NE(each.total, 0.0);
    }
  }
}

/// An instrument that does not move contributes nothing; alone, it contributes everything.
TEST(Explain, OneInstrumentExplainsAll) {
  const Baseline baseline = calibrate(test::random_economy(9));
  Shock shock = no_shock(baseline);
  shock.tariff_new(Sector(0), Importer(0), Exporter(1)) += 0.5;
  Observer silent;
  const Explanation only = explain(baseline, shock, real_incomes({Country(0)}), {}, silent).at(0);
  EXPECT_NEAR(only.by_instrument[PolicyInstrument::tariff](Sector(0), Importer(0), Exporter(1)), only.total, 1e-10);
  double others = 0;
  for (const double value : only.by_instrument[PolicyInstrument::tariff].values()) others += std::abs(value);
  EXPECT_EQ(others, std::abs(only.by_instrument[PolicyInstrument::tariff](Sector(0), Importer(0), Exporter(1))));
}

TEST(Explain, TheDefaultBaselineUnderAllOutTariffs) {
  const Baseline baseline = data::read_baseline(test::project() / "data" / "world-2017");
  const Country usa = *baseline.economy.find_country("USA");
  const Country chn = *baseline.economy.find_country("CHN");
  Shock shock = no_shock(baseline);
  for (const Sector s : baseline.economy.sectors()) {
    if (!baseline.economy.sector(s).is_goods) continue;
    shock.tariff_new(s, importer(usa), exporter(chn)) += 0.25;
    shock.tariff_new(s, importer(chn), exporter(usa)) += 0.25;
  }
  Observer silent;
  for (const Explanation& each : explain(baseline, shock, real_incomes({usa, chn}), {}, silent))
    EXPECT_TRUE(each.holds(1e-10)) << each.instrument_gap << " " << each.channel_gap << " " << each.path_points;
}

}  // namespace
}  // namespace parley
