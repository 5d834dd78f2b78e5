#include "parley/equilibrium/gravity.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <cmath>
#include <functional>
#include <random>

#include "parley/base/error.hpp"
#include "parley/equilibrium/resistance.hpp"

namespace parley {
namespace {

void property(const std::function<void()>& body) { EXPECT_TRUE(rc::check(body)); }

/// Positive flows, most of them at home; without deficits where asked.
model::GravityEconomy drawn(unsigned seed, double supply_elasticity, bool balanced) {
  std::mt19937_64 random(seed);
  std::uniform_real_distribution<double> uniform(0.0, 1.0);
  constexpr std::size_t countries = 6;
  model::GravityEconomy economy;
  for (std::size_t n = 0; n < countries; ++n) economy.codes.push_back("C" + std::to_string(n));
  economy.flow = Array<Exporter, Importer>(countries, countries);
  for (const Exporter i : all<Exporter>(countries)) {
    for (const Importer n : all<Importer>(countries)) {
      const double flow = 5 + 20 * uniform(random);
      economy.flow(i, n) = i.value() == n.value() ? 200 + 300 * uniform(random) : flow;
      if (balanced && n.value() < i.value())
        economy.flow(i, n) = economy.flow(Exporter(n.value()), Importer(i.value()));
    }
  }
  economy.trade_elasticity = 3 + 4 * uniform(random);
  economy.supply_elasticity = supply_elasticity;
  return economy;
}

/// All international trade costs change alike.
model::GravityShock border_effect(const model::GravityEconomy& economy, double effect, model::GravityDeficits rule) {
  model::GravityShock shock = model::no_gravity_shock(economy);
  shock.deficits = rule;
  for (const Exporter i : all<Exporter>(economy.codes.size())) {
    for (const Importer n : all<Importer>(economy.codes.size())) {
      if (i.value() != n.value()) shock.trade_cost_effect(i, n) = effect;
    }
  }
  return shock;
}

GravityEquilibrium solved(const model::GravityEconomy& economy, const model::GravityShock& shock) {
  Observer silent;
  GravityEquilibrium result = solve(economy, shock, silent);
  RC_ASSERT(result.report.usable());
  return result;
}

constexpr std::array rules = {model::GravityDeficits::additive, model::GravityDeficits::universal,
                              model::GravityDeficits::multiplicative};

TEST(Gravity, NoShockChangesNothing) {
  property([] {
    const model::GravityEconomy economy = drawn(*rc::gen::arbitrary<unsigned>(), *rc::gen::element(0.0, 1.24), false);
    for (const model::GravityDeficits rule : rules) {
      const GravityEquilibrium still = solved(economy, border_effect(economy, 1.0, rule));
      for (std::size_t n = 0; n < economy.codes.size(); ++n) {
        RC_ASSERT(std::abs(still.state.price_hat[n] - 1) <= 1e-12);
        RC_ASSERT(std::abs(still.welfare_hat[n] - 1) <= 1e-12);
      }
    }
  });
}

/// Arkolakis, Costinot and Rodriguez-Clare (2012), and its version with upward-sloping supply: balanced trade,
/// W_hat = own share_hat^(-(1 + psi) / theta).
TEST(Gravity, OwnShareGivesTheGains) {
  property([] {
    const double psi = *rc::gen::element(0.0, 0.5, 1.24);
    const model::GravityEconomy economy = drawn(*rc::gen::arbitrary<unsigned>(), psi, true);
    const GravityEquilibrium after = solved(economy, border_effect(economy, 1.5, model::GravityDeficits::additive));
    for (std::size_t n = 0; n < economy.codes.size(); ++n) {
      double spent = 0;
      double spent_new = 0;
      for (const Exporter i : all<Exporter>(economy.codes.size())) {
        spent += economy.flow(i, Importer(n));
        spent_new += after.state.flow_new(i, Importer(n));
      }
      const double own_hat =
          after.state.flow_new(Exporter(n), Importer(n)) / spent_new / (economy.flow(Exporter(n), Importer(n)) / spent);
      RC_ASSERT(std::abs(after.welfare_hat[n] - std::pow(own_hat, -(1 + psi) / economy.trade_elasticity)) <= 1e-9);
    }
  });
}

/// However much borders cost: prices stay positive, every market clears, everybody gains.
TEST(Gravity, BordersMayBeRemoved) {
  property([] {
    const model::GravityEconomy economy = drawn(*rc::gen::arbitrary<unsigned>(), *rc::gen::element(0.0, 1.24), false);
    const double effect = *rc::gen::element(5.0, 50.0, 1000.0);
    for (const model::GravityDeficits rule : rules) {
      const GravityEquilibrium after = solved(economy, border_effect(economy, effect, rule));
      for (std::size_t n = 0; n < economy.codes.size(); ++n) {
        RC_ASSERT(after.state.price_hat[n] > 0);
        RC_ASSERT(after.welfare_hat[n] > 1);
      }
    }
  });
}

/// The same positive root from wherever the solver starts.
TEST(Gravity, BordersAreRemovedToOneRoot) {
  property([] {
    const model::GravityEconomy economy = drawn(*rc::gen::arbitrary<unsigned>(), *rc::gen::element(0.0, 1.24), false);
    std::vector<double> start;
    for (std::size_t n = 0; n < economy.codes.size(); ++n) start.push_back(0.01 * *rc::gen::inRange(-300, 301));
    for (const model::GravityDeficits rule : rules) {
      const model::GravityShock shock = border_effect(economy, *rc::gen::element(5.0, 30.0, 1000.0), rule);
      const GravityEquilibrium once = solved(economy, shock);
      Observer silent;
      const GravityEquilibrium again = solve(economy, shock, silent, start);
      // Deficits that stay constant in value may exceed what a country earns at the prices of a far start.
      if (rule != model::GravityDeficits::additive) RC_ASSERT(again.report.usable());
      if (!again.report.usable()) continue;
      for (std::size_t n = 0; n < economy.codes.size(); ++n)
        RC_ASSERT(std::abs(again.state.price_hat[n] / once.state.price_hat[n] - 1) <= 1e-9);
    }
  });
}

/// `multiplicative` has the prices of `universal` and, for want of the factor Xi, less spending and welfare.
TEST(Gravity, MultiplicativeDeficitsDifferByOneFactor) {
  property([] {
    const model::GravityEconomy economy = drawn(*rc::gen::arbitrary<unsigned>(), *rc::gen::element(0.0, 1.24), false);
    const GravityEquilibrium closed = solved(economy, border_effect(economy, 30.0, model::GravityDeficits::universal));
    const GravityEquilibrium open =
        solved(economy, border_effect(economy, 30.0, model::GravityDeficits::multiplicative));
    for (std::size_t n = 0; n < economy.codes.size(); ++n) {
      RC_ASSERT(std::abs(open.state.price_hat[n] - closed.state.price_hat[n]) <= 1e-10);
      RC_ASSERT(std::abs(open.state.spending_hat[n] - open.state.output_hat[n]) <= 1e-15);
      RC_ASSERT(std::abs(open.welfare_hat[n] * open.state.world_factor - closed.welfare_hat[n]) <= 1e-10);
    }
  });
}

TEST(Gravity, ThereAndBack) {
  property([] {
    model::GravityEconomy economy = drawn(*rc::gen::arbitrary<unsigned>(), 0.7, false);
    const auto rule = model::GravityDeficits::additive;
    const GravityEquilibrium there = solved(economy, border_effect(economy, 2.0, rule));
    model::GravityEconomy after = economy;
    after.flow = there.state.flow_new;
    const GravityEquilibrium back = solved(after, border_effect(after, 0.5, rule));
    for (std::size_t n = 0; n < economy.codes.size(); ++n)
      RC_ASSERT(std::abs(there.state.price_hat[n] * back.state.price_hat[n] - 1) <= 1e-9);
  });
}

TEST(Gravity, WrongEconomiesAreRefused) {
  Observer silent;
  model::GravityEconomy economy = drawn(1, 0, false);
  model::GravityShock shock = model::no_gravity_shock(economy);
  shock.trade_cost_effect(Exporter(0), Importer(1)) = 0;
  EXPECT_THROW((void)solve(economy, shock, silent), InputError);
  EXPECT_THROW((void)solve(economy, model::no_gravity_shock(economy), silent, {0.0}), InputError);
  economy.trade_elasticity = -1;
  EXPECT_THROW((void)solve(economy, model::no_gravity_shock(economy), silent), InputError);
}

/// With T the flows of a world of given shares, all terms are one up to the world's size.
TEST(Resistance, FlowsThatAddUpNeedNoTerms) {
  const model::GravityEconomy economy = drawn(4, 0, true);
  const std::size_t countries = economy.codes.size();
  std::vector<double> output(countries, 0.0);
  double world = 0;
  for (const Exporter i : all<Exporter>(countries)) {
    for (const double flow : economy.flow.row(i)) output[i.value()] += flow;
    world += output[i.value()];
  }
  for (double& share : output) share /= world;
  Array<Exporter, Importer> openness = economy.flow;
  for (const Exporter i : all<Exporter>(countries)) {
    for (const Importer n : all<Importer>(countries)) openness(i, n) /= world * output[i.value()] * output[n.value()];
  }
  Observer silent;
  const ResistanceTerms terms = resistance_terms(openness, output, output, 0, silent);
  ASSERT_TRUE(terms.report.usable());
  for (std::size_t n = 0; n < countries; ++n) {
    EXPECT_NEAR(terms.inward[n], 1, 1e-11);
    EXPECT_NEAR(terms.outward[n], 1, 1e-11);
  }
  EXPECT_THROW((void)resistance_terms(openness, std::vector<double>(countries, 1.0), output, 0, silent), InputError);
}

}  // namespace
}  // namespace parley
