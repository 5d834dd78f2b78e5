#include "parley/equilibrium/fixed_firms_solver.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "parley/equilibrium/fixed_firms.hpp"
#include "support/random_firms.hpp"

namespace parley {
namespace {

using model::FixedFirmsEconomy;
using model::FixedFirmsGovernment;
using model::FixedFirmsSeeds;

/// Tariffs of up to 80 % on everything foreign, from a seed.
Array<Sector, Importer, Exporter> random_tariffs(const FixedFirmsEconomy& economy, unsigned seed) {
  std::mt19937_64 random(seed);
  std::uniform_real_distribution<double> uniform(0.0, 0.8);
  Array<Sector, Importer, Exporter> tariff = economy.tariff;
  for (const Sector s : all<Sector>(economy.sectors.size())) {
    for (const Importer n : all<Importer>(economy.countries.size())) {
      for (const Exporter i : all<Exporter>(economy.countries.size()))
        tariff(s, n, i) = country(n) == country(i) ? 0 : uniform(random);
    }
  }
  return tariff;
}

void set_tariffs(FixedFirmsSolver& solver, const Array<Sector, Importer, Exporter>& tariff) {
  for (const Sector s : all<Sector>(tariff.extent(0))) {
    for (const Importer n : all<Importer>(tariff.extent(1))) {
      for (const Exporter i : all<Exporter>(tariff.extent(2))) solver.kernel().set_tariff(s, n, i, tariff(s, n, i));
    }
  }
}

FixedFirmsGovernment weighted(const FixedFirmsEconomy& economy, Country country, unsigned seed) {
  std::mt19937_64 random(seed);
  std::uniform_real_distribution<double> uniform(0.3, 1.7);
  FixedFirmsGovernment government{country, std::vector<double>(economy.sectors.size())};
  for (double& weight : government.weight) weight = uniform(random);
  return government;
}

std::vector<double> random_vector(std::size_t size, unsigned seed) {
  std::mt19937_64 random(seed);
  std::normal_distribution<double> normal;
  std::vector<double> values(size);
  for (double& value : values) value = normal(random);
  return values;
}

TEST(FixedFirmsSolver, AgreesWithTheFixedPointIteration) {
  Observer silent;
  for (const unsigned seed : {1U, 2U, 3U}) {
    const FixedFirmsEconomy economy = test::random_firms(seed, 5, 4);
    const auto tariff = random_tariffs(economy, seed);
    const FixedFirmsEquilibrium other = solve(economy, {tariff, std::vector<double>(5, 0.0)}, silent);
    ASSERT_TRUE(other.report.usable());
    FixedFirmsSolver solver(economy);
    set_tariffs(solver, tariff);
    ASSERT_TRUE(solver.solve().usable());
    for (const Country n : all<Country>(5)) {
      EXPECT_NEAR(solver.kernel().levels().wage_hat[n.value()], other.state.wage_hat[n.value()], 1e-11);
      EXPECT_NEAR(log_welfare(solver.kernel(), n), std::log(other.welfare_hat[n.value()]), 1e-11);
    }
  }
}

TEST(FixedFirmsSolver, TheLastLabourMarketClearsByItself) {
  const FixedFirmsEconomy economy = test::random_firms(4);
  FixedFirmsSolver solver(economy);
  set_tariffs(solver, random_tariffs(economy, 4));
  ASSERT_TRUE(solver.solve().usable());
  double wages = 0;
  for (const Sector s : all<Sector>(3))
    wages += solver.kernel().levels().sales(s, Exporter(3)) * (1 - 1 / economy.substitution(s));
  EXPECT_NEAR(wages / (solver.kernel().shares().wage_bill[3] * solver.kernel().levels().wage_hat[3]), 1, 1e-12);
}

TEST(FixedFirmsSolver, TheWayThereDoesNotMatter) {
  const FixedFirmsEconomy economy = test::random_firms(5);
  FixedFirmsSolver direct(economy);
  FixedFirmsSolver wandering(economy);
  for (const unsigned seed : {7U, 8U, 9U}) {
    set_tariffs(wandering, random_tariffs(economy, seed));
    ASSERT_TRUE(wandering.solve().usable());
  }
  set_tariffs(direct, random_tariffs(economy, 9));
  ASSERT_TRUE(direct.solve().usable());
  for (std::size_t n = 0; n < 4; ++n)
    EXPECT_NEAR(direct.kernel().levels().wage_hat[n], wandering.kernel().levels().wage_hat[n], 1e-12);
}

TEST(FixedFirmsSolver, TariffsFarFromTheBaseAreSolved) {
  const FixedFirmsEconomy economy = test::random_firms(6);
  for (const double tariff : {-0.5, 0.0, 10.0, 1000.0}) {
    FixedFirmsSolver solver(economy);
    for (const Sector s : all<Sector>(3)) {
      for (const Exporter i : all<Exporter>(3)) solver.kernel().set_tariff(s, Importer(3), i, tariff);
    }
    EXPECT_TRUE(solver.solve().usable()) << tariff;
  }
}

TEST(FixedFirmsKernel, JacobianIsTheSlopeOfTheGaps) {
  const FixedFirmsEconomy economy = test::random_firms(10);
  FixedFirmsSolver solver(economy);
  set_tariffs(solver, random_tariffs(economy, 10));
  model::FixedFirmsKernel& kernel = solver.kernel();
  const std::size_t size = kernel.unknowns();
  std::vector<double> x = random_vector(size, 10);
  for (double& part : x) part *= 0.1;
  std::vector<double> up(size), down(size), slopes(size * size);
  kernel.evaluate(x, up);
  kernel.jacobian(slopes);
  constexpr double step = 1e-5;
  for (std::size_t column = 0; column < size; ++column) {
    const double at = x[column];
    x[column] = at + step;
    kernel.evaluate(x, up);
    x[column] = at - step;
    kernel.evaluate(x, down);
    x[column] = at;
    for (std::size_t row = 0; row < size; ++row)
      EXPECT_NEAR(slopes[row * size + column], (up[row] - down[row]) / (2 * step), 1e-8) << row << " " << column;
  }
}

/// v.F of the equations without their own w_hat and E terms has slope J' v less those terms.
TEST(FixedFirmsKernel, PullingBackIsTheJacobianTransposed) {
  const FixedFirmsEconomy economy = test::random_firms(11);
  FixedFirmsSolver solver(economy);
  set_tariffs(solver, random_tariffs(economy, 11));
  ASSERT_TRUE(solver.solve().usable());
  model::FixedFirmsKernel& kernel = solver.kernel();
  const std::size_t size = kernel.unknowns();
  const std::size_t countries = kernel.countries();
  std::vector<double> slopes(size * size), pulled(size);
  kernel.jacobian(slopes);
  const std::vector<double> v = random_vector(size, 11);
  const std::vector<double> u = random_vector(size, 12);
  FixedFirmsSeeds seeds = kernel.no_seeds();
  kernel.add_multipliers(v, seeds);
  kernel.pull_back(seeds, pulled);
  double forward = 0, backward = 0, world = 0;
  for (const double bill : kernel.shares().wage_bill) world += bill;
  for (std::size_t n = 0; n < countries; ++n) {
    const double wage = kernel.levels().wage_hat[n];
    const double bill = kernel.shares().wage_bill[n];
    const double spending = kernel.shares().spending[n];
    const double labour = n + 1 < countries ? v[n] * wage : 0.0;
    backward += u[n] * (labour - v[countries + n] * bill * wage / spending + v[countries - 1] * bill * wage / world);
    backward += u[countries + n] * v[countries + n] * kernel.levels().expenditure[n] / spending;
  }
  for (std::size_t row = 0; row < size; ++row) {
    for (std::size_t column = 0; column < size; ++column) forward += v[row] * slopes[row * size + column] * u[column];
    backward -= u[row] * pulled[row];
  }
  EXPECT_NEAR(forward, backward, 1e-12 * std::abs(forward) + 1e-13);
}

TEST(FixedFirmsKernel, TariffGradientIsTheSlopeOfTheObjective) {
  for (const unsigned seed : {13U, 14U}) {
    const FixedFirmsEconomy economy = test::random_firms(seed);
    FixedFirmsSolver solver(economy);
    set_tariffs(solver, random_tariffs(economy, seed));
    model::FixedFirmsKernel& kernel = solver.kernel();
    const FixedFirmsGovernment one = weighted(economy, Country(1), seed);
    const FixedFirmsGovernment other = weighted(economy, Country(2), seed + 1);
    const auto value = [&] {
      EXPECT_TRUE(solver.solve(1e-14).usable());
      return 0.7 * log_government_income(kernel, one) + 0.3 * log_government_income(kernel, other);
    };
    (void)value();
    FixedFirmsSeeds seeds = kernel.no_seeds();
    add_government_seeds(kernel, one, 0.7, seeds);
    add_government_seeds(kernel, other, 0.3, seeds);
    solver.multiply(seeds);
    constexpr double step = 1e-4;
    for (const Sector s : all<Sector>(3)) {
      for (const Importer n : all<Importer>(4)) {
        std::vector<double> slope(4);
        kernel.tariff_gradient(seeds, s, n, slope);
        for (const Exporter i : all<Exporter>(4)) {
          if (country(n) == country(i)) continue;
          const double tariff = kernel.tariff(s, n, i);
          // The levels of the solution must be those that the next gradient sees.
          kernel.set_tariff(s, n, i, (1 + tariff) * std::exp(step) - 1);
          const double up = value();
          kernel.set_tariff(s, n, i, (1 + tariff) * std::exp(-step) - 1);
          const double down = value();
          kernel.set_tariff(s, n, i, tariff);
          (void)value();
          EXPECT_NEAR(slope[i.value()], (up - down) / (2 * step), 2e-9) << s.value() << " " << n.value() << i.value();
        }
      }
    }
  }
}

TEST(FixedFirmsGovernment, WithoutWeightsItIsTheCountry) {
  const FixedFirmsEconomy economy = test::random_firms(15);
  FixedFirmsSolver solver(economy);
  const FixedFirmsGovernment government{Country(2), std::vector<double>(3, 1.0)};
  ASSERT_TRUE(solver.solve().usable());
  const double before = log_government_income(solver.kernel(), government);
  set_tariffs(solver, random_tariffs(economy, 15));
  ASSERT_TRUE(solver.solve().usable());
  EXPECT_NEAR(log_government_income(solver.kernel(), government) - before, log_welfare(solver.kernel(), Country(2)),
              1e-12);
}

TEST(FixedFirmsGovernment, WeightsOfAnyScaleWantTheSame) {
  const FixedFirmsEconomy economy = test::random_firms(16);
  FixedFirmsSolver solver(economy);
  ASSERT_TRUE(solver.solve().usable());
  FixedFirmsGovernment government = weighted(economy, Country(0), 16);
  FixedFirmsSeeds seeds = solver.kernel().no_seeds();
  add_government_seeds(solver.kernel(), government, 1, seeds);
  for (double& weight : government.weight) weight *= 5;
  FixedFirmsSeeds scaled = solver.kernel().no_seeds();
  add_government_seeds(solver.kernel(), government, 1, scaled);
  for (std::size_t k = 0; k < seeds.sales.size(); ++k)
    EXPECT_NEAR(seeds.sales.values()[k], scaled.sales.values()[k], 1e-15);
}

TEST(FixedFirmsSolver, SymmetricCountriesShareOneFate) {
  const FixedFirmsEconomy economy = test::symmetric_firms(3, 2);
  FixedFirmsSolver solver(economy);
  for (const Sector s : all<Sector>(2)) {
    for (const Importer n : all<Importer>(3)) {
      for (const Exporter i : all<Exporter>(3)) {
        if (country(n) != country(i)) solver.kernel().set_tariff(s, n, i, 0.3);
      }
    }
  }
  ASSERT_TRUE(solver.solve().usable());
  for (const double wage : solver.kernel().levels().wage_hat) EXPECT_NEAR(wage, 1, 1e-13);
  EXPECT_NEAR(log_welfare(solver.kernel(), Country(0)), log_welfare(solver.kernel(), Country(2)), 1e-13);
  EXPECT_LT(log_welfare(solver.kernel(), Country(0)), 0);
}

}  // namespace
}  // namespace parley
