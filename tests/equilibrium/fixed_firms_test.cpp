#include "parley/equilibrium/fixed_firms.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "parley/base/error.hpp"

namespace parley {
namespace {

model::FixedFirmsEconomy drawn(unsigned seed) {
  std::mt19937_64 random(seed);
  std::uniform_real_distribution<double> uniform(0.0, 1.0);
  model::FixedFirmsEconomy economy{{"A", "B", "C", "D"}, {"S", "T", "U"}, {}, {}, Array<Sector>(3)};
  economy.trade = economy.tariff = Array<Sector, Importer, Exporter>(3, 4, 4);
  for (const Sector s : all<Sector>(3)) {
    economy.substitution(s) = 2 + 6 * uniform(random);
    for (const Importer n : all<Importer>(4)) {
      for (const Exporter i : all<Exporter>(4)) {
        const bool own = country(n) == country(i);
        economy.trade(s, n, i) = own ? 300 + 100 * uniform(random) : 5 + 30 * uniform(random);
        economy.tariff(s, n, i) = own ? 0 : 0.2 * uniform(random);
      }
    }
  }
  Observer silent;
  PurgedEconomy purged = without_imbalances(economy, silent);
  EXPECT_TRUE(purged.report.usable());
  return std::move(purged.economy);
}

TEST(FixedFirms, PurgingLeavesNoImbalance) {
  const model::FixedFirmsEconomy economy = drawn(1);
  for (const double net : model::FixedFirmsShares(economy).net_exports) EXPECT_NEAR(net, 0, 1e-9);
}

TEST(FixedFirms, NoShockChangesNothing) {
  const model::FixedFirmsEconomy economy = drawn(2);
  Observer silent;
  const FixedFirmsEquilibrium still = solve(economy, {economy.tariff, std::vector<double>(4, 0.0)}, silent);
  ASSERT_TRUE(still.report.usable());
  for (const double wage : still.state.wage_hat) EXPECT_NEAR(wage, 1, 1e-12);
  for (const double welfare : still.welfare_hat) EXPECT_NEAR(welfare, 1, 1e-12);
}

TEST(FixedFirms, ThereAndBack) {
  const model::FixedFirmsEconomy economy = drawn(3);
  model::FixedFirmsShock shock{economy.tariff, std::vector<double>(4, 0.0)};
  for (const Sector s : all<Sector>(3)) shock.tariff_new(s, Importer(0), Exporter(1)) += 0.5;
  Observer silent;
  const FixedFirmsEquilibrium there = solve(economy, shock, silent);
  ASSERT_TRUE(there.report.usable());
  model::FixedFirmsEconomy after = economy;
  after.trade = there.state.trade_new;
  after.tariff = shock.tariff_new;
  const FixedFirmsEquilibrium back = solve(after, {economy.tariff, std::vector<double>(4, 0.0)}, silent);
  ASSERT_TRUE(back.report.usable());
  for (std::size_t n = 0; n < 4; ++n) {
    EXPECT_NEAR(there.state.wage_hat[n] * back.state.wage_hat[n], 1, 1e-10);
    EXPECT_NEAR(there.welfare_hat[n] * back.welfare_hat[n], 1, 1e-10);
  }
}

TEST(FixedFirms, WrongEconomiesAreRefused) {
  Observer silent;
  model::FixedFirmsEconomy economy = drawn(4);
  const model::FixedFirmsShock shock{economy.tariff, std::vector<double>(4, 0.0)};
  economy.substitution(Sector(0)) = 1;
  EXPECT_THROW((void)solve(economy, shock, silent), InputError);
  economy = drawn(4);
  economy.trade(Sector(0), Importer(0), Exporter(1)) = std::nan("");
  EXPECT_THROW((void)solve(economy, shock, silent), InputError);
}

}  // namespace
}  // namespace parley
