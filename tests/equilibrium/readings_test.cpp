// The two readings of the model's equations, each computed in levels from its own primitives by code that shares
// nothing with the solver.
#include <gtest/gtest.h>

#include <array>
#include <cmath>

#include "parley/equilibrium/outcome.hpp"
#include "parley/equilibrium/solve.hpp"

namespace parley {
namespace {

constexpr std::size_t countries = 3;
constexpr std::size_t sectors = 2;
template <class T>
using ByCountry = std::array<T, countries>;
template <class T>
using BySector = std::array<T, sectors>;

/// Armington's primitives: each origin's good is another good, with a CES weight for every buyer.
struct Armington {
  BySector<double> sigma{3.5, 6.0};
  ByCountry<double> labour{100, 180, 60};
  BySector<double> spending{0.4, 0.6};                         // alpha, Cobb-Douglas over sectors
  BySector<double> value_added{0.5, 0.6};                      // b by user
  BySector<BySector<double>> input{{{0.3, 0.2}, {0.1, 0.3}}};  // [user][input]
  ByCountry<BySector<double>> productivity{{{1.0, 1.3}, {0.8, 1.1}, {1.5, 0.7}}};
  /// [sector][buyer][origin]
  BySector<ByCountry<ByCountry<double>>> weight{{{{{1.0, 0.3, 0.2}, {0.25, 1.1, 0.3}, {0.2, 0.4, 0.9}}},
                                                 {{{0.9, 0.2, 0.3}, {0.3, 1.0, 0.25}, {0.35, 0.3, 1.2}}}}};
  BySector<ByCountry<ByCountry<double>>> tariff{
      {{{{0, 0.05, 0.1}, {0.08, 0, 0.02}, {0.2, 0.15, 0}}}, {{{0, 0.1, 0}, {0.03, 0, 0.12}, {0.06, 0.01, 0}}}}};
};

/// Prices, values and quantities in levels.
struct World {
  ByCountry<double> wage{1, 1, 1};
  ByCountry<double> income{};
  ByCountry<BySector<double>> price{{{1, 1}, {1, 1}, {1, 1}}};  // of the composite good
  ByCountry<BySector<double>> cost{}, output{{{50, 50}, {50, 50}, {50, 50}}}, purchases{};
  BySector<ByCountry<ByCountry<double>>> quantity{};  // [sector][buyer][origin]
  ByCountry<double> utility{};
};

void price_goods(const Armington& economy, World& world) {
  for (int round = 0; round < 400; ++round) {
    for (std::size_t n = 0; n < countries; ++n) {
      for (std::size_t j = 0; j < sectors; ++j) {
        double cost = std::pow(world.wage[n], economy.value_added[j]) / economy.productivity[n][j];
        for (std::size_t k = 0; k < sectors; ++k) cost *= std::pow(world.price[n][k], economy.input[j][k]);
        world.cost[n][j] = cost;
      }
    }
    for (std::size_t n = 0; n < countries; ++n) {
      for (std::size_t k = 0; k < sectors; ++k) {
        double sum = 0;
        for (std::size_t i = 0; i < countries; ++i)
          sum += economy.weight[k][n][i] *
                 std::pow(world.cost[i][k] * (1 + economy.tariff[k][n][i]), 1 - economy.sigma[k]);
        world.price[n][k] = std::pow(sum, 1 / (1 - economy.sigma[k]));
      }
    }
  }
}

/// Quantities demanded at these prices, until sales, incomes and purchases agree.
void trade_goods(const Armington& economy, World& world) {
  for (int round = 0; round < 400; ++round) {
    for (std::size_t n = 0; n < countries; ++n) {
      double revenue = 0;
      for (std::size_t k = 0; k < sectors; ++k) {
        for (std::size_t i = 0; i < countries; ++i)
          revenue += economy.tariff[k][n][i] * world.cost[i][k] * world.quantity[k][n][i];
      }
      world.income[n] = world.wage[n] * economy.labour[n] + revenue;
      for (std::size_t k = 0; k < sectors; ++k) {
        world.purchases[n][k] = economy.spending[k] * world.income[n];
        for (std::size_t j = 0; j < sectors; ++j) world.purchases[n][k] += economy.input[j][k] * world.output[n][j];
        for (std::size_t i = 0; i < countries; ++i) {
          const double paid = world.cost[i][k] * (1 + economy.tariff[k][n][i]);
          world.quantity[k][n][i] = economy.weight[k][n][i] * std::pow(paid / world.price[n][k], -economy.sigma[k]) *
                                    world.purchases[n][k] / world.price[n][k];
        }
      }
    }
    for (std::size_t i = 0; i < countries; ++i) {
      for (std::size_t k = 0; k < sectors; ++k) {
        world.output[i][k] = 0;
        for (std::size_t n = 0; n < countries; ++n) world.output[i][k] += world.cost[i][k] * world.quantity[k][n][i];
      }
    }
  }
}

/// Utility from the quantities that are consumed, not from income and price indices.
double utility(const Armington& economy, const World& world, std::size_t n) {
  double log_utility = 0;
  for (std::size_t k = 0; k < sectors; ++k) {
    const double consumed = economy.spending[k] * world.income[n] / world.purchases[n][k];
    const double power = (economy.sigma[k] - 1) / economy.sigma[k];
    double sum = 0;
    for (std::size_t i = 0; i < countries; ++i)
      sum +=
          std::pow(economy.weight[k][n][i], 1 / economy.sigma[k]) * std::pow(consumed * world.quantity[k][n][i], power);
    log_utility += economy.spending[k] * std::log(sum) / power;
  }
  return std::exp(log_utility);
}

/// Wages rise where labour is short, in small steps, until nothing is.
World equilibrium(const Armington& economy) {
  World world;
  for (int round = 0; round < 1500; ++round) {
    price_goods(economy, world);
    trade_goods(economy, world);
    double worst = 0;
    double bill = 0;
    double labour = 0;
    for (std::size_t n = 0; n < countries; ++n) {
      double wanted = 0;
      for (std::size_t j = 0; j < sectors; ++j) wanted += economy.value_added[j] * world.output[n][j] / world.wage[n];
      const double excess = wanted / economy.labour[n] - 1;
      worst = std::max(worst, std::abs(excess));
      world.wage[n] *= 1 + 0.15 * excess;
      bill += world.wage[n] * economy.labour[n];
      labour += economy.labour[n];
    }
    for (double& wage : world.wage) wage *= labour / bill;
    if (worst < 1e-13) break;
  }
  price_goods(economy, world);
  trade_goods(economy, world);
  for (std::size_t n = 0; n < countries; ++n) world.utility[n] = utility(economy, world, n);
  return world;
}

BaselineData as_data(const Armington& economy, const World& world) {
  BaselineData data;
  data.info.name = "armington";
  data.economy = Economy({{"A", "A"}, {"B", "B"}, {"C", "C"}}, {{"S", "S", true}, {"T", "T", true}});
  data.flow = data.tariff = Array<Sector, Importer, Exporter>(sectors, countries, countries);
  data.use = Array<Country, InputSector, Sector>(countries, sectors, sectors);
  data.trade_elasticity = Array<Sector>(sectors);
  data.elasticity_source.assign(sectors, "sigma - 1");
  for (const Sector s : data.economy.sectors()) {
    const std::size_t k = s.value();
    data.trade_elasticity(s) = economy.sigma[k] - 1;
    for (const Importer n : data.economy.importers()) {
      double basic = 0;
      for (const Exporter i : data.economy.exporters()) {
        data.flow(s, n, i) = world.cost[i.value()][k] * world.quantity[k][n.value()][i.value()];
        data.tariff(s, n, i) = economy.tariff[k][n.value()][i.value()];
        basic += data.flow(s, n, i);
      }
      for (const Sector user : data.economy.sectors()) {
        const double delivered = economy.input[user.value()][k] * world.output[n.value()][user.value()];
        data.use(country(n), input(s), user) = delivered * basic / world.purchases[n.value()][k];
      }
    }
  }
  return data;
}

/// sigma = theta + 1: an Armington world in levels, before and after new duties, against the model in changes.
TEST(Readings, ArmingtonInLevelsGivesTheSameNumbers) {
  Armington economy;
  const World before = equilibrium(economy);
  const Baseline baseline = calibrate(as_data(economy, before));
  Shock shock = no_shock(baseline);
  for (std::size_t k = 0; k < sectors; ++k) {
    economy.tariff[k][0][1] += 0.25;
    economy.tariff[k][1][0] += 0.4;
    shock.tariff_new(Sector(k), Importer(0), Exporter(1)) += 0.25;
    shock.tariff_new(Sector(k), Importer(1), Exporter(0)) += 0.4;
  }
  const World after = equilibrium(economy);
  const Equilibrium solved = solve(baseline, shock, {.tolerance = 1e-13});
  ASSERT_TRUE(solved.report.usable());
  const Outcome result = outcome(baseline, shock, solved);
  for (const Country n : baseline.economy.countries()) {
    const std::size_t at = n.value();
    EXPECT_NEAR(solved.wage_hat(n), after.wage[at] / before.wage[at], 1e-9);
    EXPECT_NEAR(result.real_income_pct(n), 100 * (after.utility[at] / before.utility[at] - 1), 1e-8);
    EXPECT_GT(std::abs(result.real_income_pct(n)), 1e-3);
    for (const Sector s : baseline.economy.sectors()) {
      for (const Exporter i : baseline.economy.exporters()) {
        const double flow = after.cost[i.value()][s.value()] * after.quantity[s.value()][at][i.value()];
        EXPECT_NEAR(solved.flow_new(s, importer(n), i), flow, 1e-8 * flow);
      }
    }
  }
}

/// One buyer in Eaton and Kortum's world: every good from the cheapest of three sources whose prices are drawn.
struct Cheapest {
  ByCountry<double> share{};
  double price = 0;  ///< (mean of price^(1-sigma))^(1/(1-sigma))
};

/// Integrates over the distributions of prices, G_i(p) = 1 - exp(-T_i c_i^-theta p^theta), on a fine grid of ln p.
Cheapest cheapest(const ByCountry<double>& technology, const ByCountry<double>& cost, double theta, double sigma) {
  Cheapest result;
  constexpr int points = 11000;
  constexpr double low = -40, high = 4;
  const double step = (high - low) / points;
  double moment = 0;
  for (int at = 0; at <= points; ++at) {
    const double p = std::exp(low + at * step);
    double others = 0;
    for (std::size_t i = 0; i < countries; ++i)
      others += technology[i] * std::pow(cost[i], -theta) * std::pow(p, theta);
    for (std::size_t i = 0; i < countries; ++i) {
      // Density of source i's price in ln p, times the chance that no source is cheaper.
      const double rate = technology[i] * std::pow(cost[i], -theta) * std::pow(p, theta);
      const double mass = theta * rate * std::exp(-others) * step;
      result.share[i] += mass;
      moment += mass * std::pow(p, 1 - sigma);
    }
  }
  result.price = std::pow(moment, 1 / (1 - sigma));
  return result;
}

/// theta is the shape of the distribution, and what is bought does not depend on sigma.
TEST(Readings, EatonKortumGivesTheSameSharesAndPrices) {
  constexpr double theta = 4.2;
  const ByCountry<double> technology{1.0, 0.6, 1.7};
  const ByCountry<double> cost{1.0, 1.2, 1.1};
  const ByCountry<double> cost_hat{1.0, 1.25, 0.9};
  ByCountry<double> cost_new{};
  for (std::size_t i = 0; i < countries; ++i) cost_new[i] = cost[i] * cost_hat[i];
  for (const double sigma : {2.0, 4.5}) {
    const Cheapest before = cheapest(technology, cost, theta, sigma);
    const Cheapest after = cheapest(technology, cost_new, theta, sigma);
    double sum = 0;
    for (std::size_t i = 0; i < countries; ++i) sum += before.share[i] * std::pow(cost_hat[i], -theta);
    EXPECT_NEAR(after.price / before.price, std::pow(sum, -1 / theta), 1e-7);
    for (std::size_t i = 0; i < countries; ++i)
      EXPECT_NEAR(after.share[i], before.share[i] * std::pow(cost_hat[i], -theta) / sum, 1e-7);
  }
}

}  // namespace
}  // namespace parley
