// Solves near a solution: the same answers as ordinary ones, without allocating, and the inverse that makes them short.
#include "parley/equilibrium/session.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <thread>

#include "parley/base/error.hpp"
#include "parley/data/read_baseline.hpp"
#include "parley/equilibrium/certificate.hpp"
#include "parley/model/equilibrium_adjoint.hpp"
#include "support/allocations.hpp"
#include "support/files.hpp"
#include "support/random_economy.hpp"

namespace parley {
namespace {

double worst_gap(std::span<const double> a, std::span<const double> b) {
  double worst = 0.0;
  for (std::size_t at = 0; at < a.size(); ++at) worst = std::max(worst, std::abs(a[at] - b[at]));
  return worst;
}

const Baseline& world_2017() {
  static const Baseline baseline = data::read_baseline(test::project() / "data" / "world-2017");
  return baseline;
}

/// 25 points on everything that country 0 buys from country 1.
Shock tariffs_of_the_first(const Baseline& baseline) {
  Shock shock = no_shock(baseline);
  for (const Sector s : baseline.economy.sectors()) shock.tariff_new(s, Importer(0), Exporter(1)) += 0.25;
  return shock;
}

Observer silent;

/// Every kind of closure that changes the country's own block: the deficit rules with and without exceptions, both
/// numeraires, export taxes.
class DomesticJacobian : public ::testing::TestWithParam<int> {};

SolveSession economy_under(int closure) {
  // In shares of own income the block leaves out what a country does to the others' duties and taxes: there are none.
  const bool own_income = closure >= 4;
  const Baseline baseline = calibrate(test::random_economy(
      11, {.countries = 4, .sectors = 3, .has_tariffs = !own_income, .has_gaps = closure % 2 == 1}));
  Shock shock = own_income ? no_shock(baseline) : tariffs_of_the_first(baseline);
  shock.deficit_rule = closure < 2 ? DeficitRule::fixed : DeficitRule::share_of_world;
  if (closure == 2) shock.numeraire = Country(2);
  if (own_income) {
    shock.deficit_rule = DeficitRule::share_of_own_income;
    shock.iceberg_hat(Sector(0), Importer(0), Exporter(1)) = 1.2;
  } else if (closure >= 1) {
    shock.export_tax_new(Sector(0), Importer(1), Exporter(2)) = 0.1;
  }
  if (closure == 5) shock.deficit_exceptions = {.balanced = {Country(3)}, .remainder = {Country(1)}};
  return start_session(baseline, shock, {.tolerance = 1e-12}, silent);
}

TEST_P(DomesticJacobian, HasThePriceAndSpendingRowsOfTheTransposedSweep) {
  const SolveSession session = economy_under(GetParam());
  ASSERT_TRUE(session.report.usable());
  std::vector<double> block(7 * 7), seed(session.x.size()), row(session.x.size());
  model::AdjointState state(session.economy);
  for (std::size_t n = 0; n < 4; ++n) {
    model::domestic_jacobian(session.economy, session.levels, Country(n), block);
    for (std::size_t r = 1; r < 7; ++r) {
      std::fill(seed.begin(), seed.end(), 0.0);
      seed[r * 4 + n] = 1.0;
      model::reverse(session.economy, session.levels, seed, nullptr, row, state, nullptr);
      for (std::size_t c = 0; c < 7; ++c)
        EXPECT_NEAR(block[r * 7 + c], row[c * 4 + n], 1e-10) << "row " << r << ", column " << c;
    }
  }
}

/// ln w + step gap / (w VA), from the levels of an evaluation.
double wage_before_the_numeraire(SolveSession& session, std::size_t n, std::span<const double> x) {
  std::vector<double> image(x.size());
  model::evaluate(session.economy, x, image, session.levels);
  double gap = session.levels.deficit[n];
  for (std::size_t j = 0; j < 3; ++j)
    gap += session.levels.border_exports(Sector(j), Country(n)) - session.levels.border_imports(Sector(j), Country(n));
  const double wage = session.levels.wage_hat[n];
  return std::log(wage + session.economy.wage_step(Country(n)) * gap / session.economy.value_added(Country(n)));
}

TEST_P(DomesticJacobian, HasTheWageRowOfCentralDifferences) {
  SolveSession session = economy_under(GetParam());
  std::vector<double> block(7 * 7);
  for (std::size_t n = 0; n < 4; ++n) {
    (void)wage_before_the_numeraire(session, n, session.x);
    model::domestic_jacobian(session.economy, session.levels, Country(n), block);
    for (std::size_t c = 0; c < 7; ++c) {
      constexpr double step = 1e-5;
      std::vector<double> up = session.x, down = session.x;
      up[c * 4 + n] += step;
      down[c * 4 + n] -= step;
      const double slope =
          (wage_before_the_numeraire(session, n, up) - wage_before_the_numeraire(session, n, down)) / (2 * step);
      EXPECT_NEAR(block[c], slope, 1e-7) << "country " << n << ", column " << c;
    }
  }
}
INSTANTIATE_TEST_SUITE_P(Closures, DomesticJacobian, ::testing::Range(0, 6));

TEST(SetCell, GivesTheBitsOfTheWholeShock) {
  const Baseline baseline = calibrate(test::random_economy(12));
  const Sector s(1);
  const Importer n(2);
  const Exporter i(0);
  for (const double export_tax : {0.0, 0.07}) {
    Shock shock = tariffs_of_the_first(baseline);
    model::ShockedEconomy changed = model::apply_shock(baseline, shock);
    shock.tariff_new(s, n, i) = 0.4;
    shock.iceberg_hat(s, n, i) = 1.03;
    shock.export_tax_new(s, n, i) = export_tax;
    model::set_cell(changed, baseline, s, n, i, {0.4, export_tax, 1.03});
    const model::ShockedEconomy whole = model::apply_shock(baseline, shock);
    EXPECT_EQ(changed.delivered, whole.delivered);
    EXPECT_EQ(changed.border, whole.border);
    EXPECT_EQ(changed.export_price, whole.export_price);
  }
}

TEST(SolveSession, AgreesWithAnOrdinarySolveAndIsCertified) {
  const Baseline& baseline = world_2017();
  Shock shock = tariffs_of_the_first(baseline);
  SolveSession session = start_session(baseline, shock, {}, silent);
  ASSERT_TRUE(session.report.usable());
  for (const double rate : {0.26, 0.4, 0.0}) {
    for (std::size_t s = 0; s < 3; ++s) {
      shock.tariff_new(Sector(s), Importer(1), Exporter(0)) = rate;
      set_cell(session, baseline, Sector(s), Importer(1), Exporter(0), {.tariff_new = rate});
    }
    resolve(session, silent);
    ASSERT_TRUE(session.report.usable());
    const Equilibrium ordinary = solve(baseline, shock);
    const Equilibrium found = equilibrium_of(session, baseline);
    EXPECT_LE(worst_gap(found.wage_hat.values(), ordinary.wage_hat.values()), 1e-9);
    EXPECT_LE(worst_gap(found.price_index_hat.values(), ordinary.price_index_hat.values()), 1e-9);
    EXPECT_TRUE(certify(baseline, shock, found).holds());
    EXPECT_LT(3 * session.report.evaluations, ordinary.report.evaluations);
  }
}

TEST(SolveSession, AllocatesNothing) {
  const Baseline& baseline = world_2017();
  SolveSession session = start_session(baseline, tariffs_of_the_first(baseline), {}, silent);
  resolve(session, silent);
  const std::size_t before = test::allocation_count();
  for (const double rate : {0.3, 0.1}) {
    set_cell(session, baseline, Sector(2), Importer(0), Exporter(1), {.tariff_new = rate});
    resolve(session, silent);
    ASSERT_TRUE(session.report.usable());
    go_back(session);
  }
  EXPECT_EQ(test::allocation_count(), before);
}

TEST(SolveSession, EndsWhereTheInverseIsOfNoUse) {
  const Baseline baseline = calibrate(test::random_economy(13));
  const Shock shock = tariffs_of_the_first(baseline);
  SolveSession session = start_session(baseline, shock, {}, silent);
  for (float& number : session.inverse.block) number *= -50.0F;
  Shock other = shock;
  other.tariff_new(Sector(1), Importer(2), Exporter(0)) = 0.5;
  set_shock(session, baseline, other);
  resolve(session, silent);
  ASSERT_TRUE(session.report.usable());
  const Equilibrium ordinary = solve(baseline, other);
  EXPECT_LE(worst_gap(equilibrium_of(session, baseline).wage_hat.values(), ordinary.wage_hat.values()), 1e-9);
}

TEST(SolveSession, HasTheSameBitsOnEveryThreadAndInEveryOrder) {
  const Baseline& baseline = world_2017();
  const SolveSession first = start_session(baseline, tariffs_of_the_first(baseline), {}, silent);
  const std::array<double, 4> rates{0.05, 0.15, 0.35, 0.6};
  std::array<std::vector<double>, 4> alone, together;
  SolveSession session = first;
  const auto answer = [&](SolveSession& in, std::size_t k) {
    Observer quiet;
    go_back(in);
    set_cell(in, baseline, Sector(4), Importer(0), Exporter(1), {.tariff_new = rates[k]});
    resolve(in, quiet);
    return in.x;
  };
  for (std::size_t k = 0; k < 4; ++k) alone[k] = answer(session, k);
  std::vector<std::thread> threads;
  for (std::size_t k = 4; k-- > 0;) {
    threads.emplace_back([&, k] {
      SolveSession own = first;
      together[k] = answer(own, k);
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(alone, together);
}

TEST(SolveSession, RefusesWhatSolveRefuses) {
  const Baseline baseline = calibrate(test::random_economy(14));
  SolveSession session = start_session(baseline, no_shock(baseline), {}, silent);
  EXPECT_THROW(set_cell(session, baseline, Sector(0), Importer(0), Exporter(1), {.tariff_new = -1.0}), InputError);
  EXPECT_THROW(set_cell(session, baseline, Sector(0), Importer(1), Exporter(1), {.tariff_new = 0.1}), InputError);
  Shock other = no_shock(baseline);
  other.numeraire = Country(1);
  EXPECT_THROW(set_shock(session, baseline, other), InputError);
}

TEST(NearbyInverse, ShortensAnOrdinarySolveAndLeavesItsAnswer) {
  const Baseline& baseline = world_2017();
  Shock shock = tariffs_of_the_first(baseline);
  const Equilibrium central = solve(baseline, shock);
  const model::NearbyInverse inverse = learn_inverse(baseline, shock, central);
  Baseline other = baseline;
  for (double& theta : other.trade_elasticity.values()) theta *= 0.9;
  const Equilibrium ordinary = solve(other, shock, {.start = &central});
  const Equilibrium improved = solve(other, shock, {.start = &central, .nearby = &inverse});
  ASSERT_TRUE(improved.report.usable());
  EXPECT_LE(worst_gap(improved.wage_hat.values(), ordinary.wage_hat.values()), 1e-9);
  EXPECT_LT(2 * improved.report.evaluations, ordinary.report.evaluations);
}

}  // namespace
}  // namespace parley
