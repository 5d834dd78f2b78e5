// What theory says of every economy of this kind, on drawn economies: closed forms, symmetries and first-order laws.

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <cmath>
#include <functional>

#include "parley/equilibrium/outcome.hpp"
#include "parley/equilibrium/solve.hpp"
#include "support/random_economy.hpp"

namespace parley {
namespace {

void property(const std::function<void()>& body) { EXPECT_TRUE(rc::check(body)); }

unsigned any_seed() { return *rc::gen::arbitrary<unsigned>(); }

Equilibrium solved(const Baseline& baseline, const Shock& shock, SolveOptions options = {}) {
  Equilibrium result = solve(baseline, shock, options);
  RC_ASSERT(result.report.usable());
  return result;
}

/// A drawn economy whose aggregate deficits were taken away.
Baseline balanced(unsigned seed, const test::EconomyShape& shape = {}) {
  Observer silent;
  ResolvedBase base = resolve_base(calibrate(test::random_economy(seed, shape)), DeficitRule::balanced, {}, silent);
  RC_ASSERT(base.report.usable());
  return std::move(base.baseline);
}

void multiply_import_tariffs(const Baseline& baseline, Importer n, double factor, Shock& shock) {
  for (const Sector j : baseline.economy.sectors()) {
    for (const Exporter i : baseline.economy.exporters()) {
      if (country(i) != country(n)) shock.tariff_new(j, n, i) = factor * (1 + shock.tariff_new(j, n, i)) - 1;
    }
  }
}

void multiply_export_taxes(const Baseline& baseline, Exporter i, double factor, Shock& shock) {
  for (const Sector j : baseline.economy.sectors()) {
    for (const Importer n : baseline.economy.importers()) {
      if (country(i) != country(n)) shock.export_tax_new(j, n, i) = factor * (1 + shock.export_tax_new(j, n, i)) - 1;
    }
  }
}

/// Largest distance in real income between two answers, in fractions.
double real_income_gap(const Baseline& baseline, const Shock& a, const Shock& b) {
  const SolveOptions tight{.tolerance = 1e-13};
  const Outcome one = outcome(baseline, a, solved(baseline, a, tight));
  const Outcome two = outcome(baseline, b, solved(baseline, b, tight));
  double worst = 0;
  for (const Country n : baseline.economy.countries())
    worst = std::max(worst, std::abs(one.real_income_pct(n) - two.real_income_pct(n)) / 100);
  return worst;
}

/// Lerner (1936): a uniform import tariff and a uniform export tax, over all sectors, are the same policy.
TEST(Theory, LernerSymmetryUnderBalancedTrade) {
  property([] {
    const Baseline baseline = balanced(any_seed());
    Shock tariff = no_shock(baseline);
    tariff.deficit_rule = DeficitRule::balanced;
    Shock tax = tariff;
    multiply_import_tariffs(baseline, Importer(0), 1.2, tariff);
    multiply_export_taxes(baseline, Exporter(0), 1.2, tax);
    RC_ASSERT(real_income_gap(baseline, tariff, tax) <= 1e-11);
  });
}

TEST(Theory, LernerSymmetryWithFixedDeficitsInAForeignWage) {
  property([] {
    const Baseline baseline = calibrate(test::random_economy(any_seed()));
    Shock tariff = no_shock(baseline);
    tariff.deficit_rule = DeficitRule::fixed;
    tariff.numeraire = Country(1);
    Shock tax = tariff;
    multiply_import_tariffs(baseline, Importer(0), 1.2, tariff);
    multiply_export_taxes(baseline, Exporter(0), 1.2, tax);
    RC_ASSERT(real_income_gap(baseline, tariff, tax) <= 1e-11);
  });
}

/// The same test must be able to fail: over a part of the sectors the two policies differ.
TEST(Theory, LernerSymmetryFailsOverSomeSectorsOnly) {
  const Baseline baseline = calibrate(test::random_economy(11));
  Shock tariff = no_shock(baseline);
  tariff.deficit_rule = DeficitRule::share_of_world;
  Shock tax = tariff;
  for (const Exporter i : baseline.economy.exporters()) {
    if (country(i) != Country(0)) tariff.tariff_new(Sector(0), Importer(0), i) += 0.2;
  }
  for (const Importer n : baseline.economy.importers()) {
    if (country(n) != Country(0)) tax.export_tax_new(Sector(0), n, Exporter(0)) += 0.2;
  }
  EXPECT_GT(real_income_gap(baseline, tariff, tax), 1e-4);
}

/// Without any distortion a small instrument moves income about but creates none: sum_n I_n dlnW_n = 0.
TEST(Theory, AtFreeTradeSmallInstrumentsOnlyRedistribute) {
  property([] {
    const Baseline baseline = balanced(any_seed(), {.has_tariffs = false});
    constexpr double step = 1e-4;
    const auto world_gain = [&](bool tax, double size) {
      Shock shock = no_shock(baseline);
      shock.deficit_rule = DeficitRule::balanced;
      Array<Sector, Importer, Exporter>& instrument = tax ? shock.export_tax_new : shock.tariff_new;
      instrument(Sector(0), Importer(0), Exporter(1)) = size;
      const Outcome out = outcome(baseline, shock, solved(baseline, shock, {.tolerance = 1e-13}));
      double moved = 0;
      for (const Country n : baseline.economy.countries()) moved += std::abs(out.equivalent_variation_musd(n));
      double sum = 0;
      for (const Country n : baseline.economy.countries()) sum += out.equivalent_variation_musd(n);
      return std::pair(sum, moved);
    };
    for (const bool tax : {false, true}) {
      const auto [up, moved] = world_gain(tax, step);
      const auto [down, moved_down] = world_gain(tax, -step);
      RC_ASSERT(std::abs(up - down) <= 1e-4 * (moved + moved_down));  // central difference: what is left is O(step^2)
    }
  });
}

/// With tariffs in place and inputs bought from the own sector: W_hat = pi_hat_own^(-1/(theta b)) I_hat / w_hat.
TEST(Theory, OwnShareWithInputsAndTariffs) {
  property([] {
    const Baseline baseline = balanced(any_seed(), {.sectors = 1});
    Shock shock = no_shock(baseline);
    shock.deficit_rule = DeficitRule::balanced;
    multiply_import_tariffs(baseline, Importer(0), 1.25, shock);
    const Equilibrium after = solved(baseline, shock);
    const Outcome out = outcome(baseline, shock, after);
    const Sector only(0);
    for (const Country n : baseline.economy.countries()) {
      const double own_hat = after.flow_new(only, importer(n), exporter(n)) / after.expenditure_new(n, only) /
                             baseline.expenditure_share(only, importer(n), exporter(n));
      const double exponent = -1 / (baseline.trade_elasticity(only) * baseline.value_added_share(n, only));
      const double income_over_wage = after.income_new(n) / baseline.income(n) / after.wage_hat(n);
      RC_ASSERT(std::abs(out.real_income_pct(n) / 100 + 1 - std::pow(own_hat, exponent) * income_over_wage) <= 1e-9);
    }
  });
}

/// Money has no unit: an economy counted in another currency gives the same answer.
TEST(Theory, TheCurrencyDoesNotMatter) {
  property([] {
    const BaselineData dollars = test::random_economy(any_seed());
    BaselineData yen = dollars;
    for (double& flow : yen.flow.values()) flow *= 112.2;
    for (double& use : yen.use.values()) use *= 112.2;
    const Baseline one = calibrate(dollars);
    const Baseline two = calibrate(yen);
    Shock shock = no_shock(one);
    shock.deficit_rule = DeficitRule::share_of_world;
    shock.tariff_new(Sector(0), Importer(0), Exporter(1)) += 0.25;
    const Equilibrium a = solved(one, shock);
    const Equilibrium b = solved(two, shock);
    for (const Country n : one.economy.countries()) RC_ASSERT(std::abs(a.wage_hat(n) - b.wage_hat(n)) <= 1e-10);
  });
}

/// The printed first-order sum is the derivative of exact real income: for a small shock the gap is of second order.
TEST(Theory, TheFirstOrderSumIsTheDerivativeOfRealIncome) {
  property([] {
    const Baseline baseline = calibrate(test::random_economy(any_seed()));
    const auto gap = [&](double size) {
      Shock shock = no_shock(baseline);
      shock.deficit_rule = DeficitRule::fixed;
      shock.tariff_new(Sector(0), Importer(0), Exporter(1)) += size;
      shock.export_tax_new(Sector(1), Importer(1), Exporter(0)) += size;
      shock.iceberg_hat(Sector(2), Importer(0), Exporter(2)) += size;
      const Outcome out = outcome(baseline, shock, solved(baseline, shock, {.tolerance = 1e-13}));
      double worst = 0;
      for (const Country n : baseline.economy.countries())
        worst = std::max(worst, std::abs(out.welfare_pct(n) - out.real_income_pct(n)) / 100);
      return worst;
    };
    // A tenth of the shock must leave about a hundredth of the gap; 1e-11 is the solver's own noise.
    RC_ASSERT(gap(1e-4) <= 0.02 * gap(1e-3) + 1e-11);
  });
}

TEST(Theory, TheDecompositionAddsUp) {
  property([] {
    const Baseline baseline = calibrate(test::random_economy(any_seed()));
    Shock shock = no_shock(baseline);
    multiply_import_tariffs(baseline, Importer(0), 1.25, shock);
    multiply_export_taxes(baseline, Exporter(1), 1.1, shock);
    shock.iceberg_hat(Sector(0), Importer(2), Exporter(0)) = 1.05;
    const Outcome out = outcome(baseline, shock, solved(baseline, shock));
    for (const Country n : baseline.economy.countries()) {
      double terms = 0;
      double volume = 0;
      double wedge = 0;
      for (const Partner m : baseline.economy.partners()) {
        for (const Sector j : baseline.economy.sectors()) {
          terms += out.decomposition.terms_of_trade_pct(n, m, j);
          volume += out.decomposition.volume_of_trade_pct(n, m, j);
          wedge += out.decomposition.wedge_cost_pct(n, m, j);
        }
      }
      RC_ASSERT(std::abs(terms - out.terms_of_trade_pct(n)) <= 1e-9);
      RC_ASSERT(std::abs(volume - out.volume_of_trade_pct(n)) <= 1e-9);
      RC_ASSERT(std::abs(wedge - out.wedge_cost_pct(n)) <= 1e-9);
      RC_ASSERT(std::abs(terms + volume + wedge + out.transfers_pct(n) - out.welfare_pct(n)) <= 1e-9);
    }
  });
}

}  // namespace
}  // namespace parley
