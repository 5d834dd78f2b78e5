#include "parley/equilibrium/solve.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "parley/data/read_baseline.hpp"
#include "parley/equilibrium/certificate.hpp"
#include "parley/equilibrium/outcome.hpp"
#include "support/files.hpp"
#include "support/random_economy.hpp"

namespace parley {
namespace {

double worst_gap(std::span<const double> a, std::span<const double> b) {
  double worst = 0.0;
  for (std::size_t at = 0; at < a.size(); ++at) worst = std::max(worst, std::abs(a[at] - b[at]));
  return worst;
}

double worst_from_one(std::span<const double> values) {
  double worst = 0.0;
  for (const double value : values) worst = std::max(worst, std::abs(value - 1.0));
  return worst;
}

/// Country 0 puts 25 points on everything from country 1, which answers.
Shock trade_war(const Baseline& baseline, double rate = 0.25) {
  Shock shock = no_shock(baseline);
  for (const Sector s : baseline.economy.sectors()) {
    shock.tariff_new(s, Importer(0), Exporter(1)) += rate;
    shock.tariff_new(s, Importer(1), Exporter(0)) += rate / 2;
  }
  return shock;
}

Equilibrium solved(const Baseline& baseline, const Shock& shock, SolveOptions options = {}) {
  Equilibrium result = solve(baseline, shock, options);
  RC_ASSERT(result.report.usable());
  return result;
}

test::EconomyShape any_shape() {
  return {.countries = *rc::gen::inRange<std::size_t>(2, 7),
          .sectors = *rc::gen::inRange<std::size_t>(1, 6),
          .has_inputs = *rc::gen::arbitrary<bool>(),
          .has_tariffs = *rc::gen::arbitrary<bool>(),
          .has_gaps = *rc::gen::arbitrary<bool>()};
}

/// A drawn economy with country 0's and 1's trade in place; the gaps may close a sector.
Baseline any_baseline() {
  return calibrate(test::random_economy(*rc::gen::arbitrary<unsigned>(), any_shape()),
                   {.negative_final_use = NegativeFinalUse::refuse});
}

void property(const std::function<void()>& body) { EXPECT_TRUE(rc::check(body)); }

TEST(Equilibrium, NoShockChangesNothing) {
  property([] {
    const Baseline baseline = any_baseline();
    const Equilibrium still = solved(baseline, no_shock(baseline));
    RC_ASSERT(worst_from_one(still.wage_hat.values()) <= 1e-12);
    RC_ASSERT(worst_from_one(still.price_index_hat.values()) <= 1e-12);
  });
}

TEST(Equilibrium, NoShockChangesNothingInTheDefaultBaseline) {
  const Baseline baseline = data::read_baseline(test::project() / "data" / "world-2017");
  const Equilibrium still = solve(baseline, no_shock(baseline));
  ASSERT_TRUE(still.report.usable());
  EXPECT_LE(worst_from_one(still.wage_hat.values()), 1e-12);
  EXPECT_LE(worst_from_one(still.price_index_hat.values()), 1e-12);
}

TEST(Equilibrium, TwoSolversAgree) {
  property([] {
    const Baseline baseline = any_baseline();
    const Equilibrium one = solved(baseline, trade_war(baseline));
    const Equilibrium two = solved(baseline, trade_war(baseline), {.solver = Solver::newton_krylov});
    RC_ASSERT(worst_gap(one.wage_hat.values(), two.wage_hat.values()) <= 1e-8);
    RC_ASSERT(worst_gap(one.price_index_hat.values(), two.price_index_hat.values()) <= 1e-8);
  });
}

TEST(Equilibrium, EverySolutionIsCertified) {
  property([] {
    const Baseline baseline = any_baseline();
    const Shock shock = trade_war(baseline);
    RC_ASSERT(certify(baseline, shock, solved(baseline, shock)).holds());
  });
}

TEST(Equilibrium, ATamperedSolutionIsNotCertified) {
  const Baseline baseline = calibrate(test::random_economy(7));
  const Shock shock = trade_war(baseline);
  Equilibrium wrong = solve(baseline, shock);
  ASSERT_TRUE(certify(baseline, shock, wrong).holds());
  wrong.wage_hat(Country(1)) *= 1.0001;
  EXPECT_FALSE(certify(baseline, shock, wrong).holds());
}

TEST(Equilibrium, DoingAndUndoingAShockReturns) {
  property([] {
    const Baseline baseline = any_baseline();
    const Shock shock = trade_war(baseline);
    const Equilibrium there = solved(baseline, shock);
    const Baseline after = rebase(baseline, shock, there);
    Shock undo = no_shock(after);
    undo.tariff_new = baseline.tariff;
    const Equilibrium back = solved(after, undo);
    for (const Country n : baseline.economy.countries()) {
      RC_ASSERT(std::abs(there.wage_hat(n) * back.wage_hat(n) - 1.0) <= 1e-8);
    }
  });
}

/// Whether trade joins all countries into one world. Where it does not, nothing ties the wage of one part to that of
/// another, and transfers that are shares of world income depend on the unit.
bool is_one_world(const BaselineData& data) {
  std::set<std::size_t> reached{0};
  for (std::size_t before = 0; before != reached.size();) {
    before = reached.size();
    for (const Sector s : data.economy.sectors()) {
      for (const Importer n : data.economy.importers()) {
        for (const Exporter i : data.economy.exporters()) {
          if (data.flow(s, n, i) <= 0) continue;
          if (reached.contains(n.value())) reached.insert(i.value());
          if (reached.contains(i.value())) reached.insert(n.value());
        }
      }
    }
  }
  return reached.size() == data.economy.country_codes().size();
}

TEST(Equilibrium, TheNumeraireDoesNotMoveRealResults) {
  property([] {
    test::EconomyShape shape = any_shape();
    BaselineData data = test::random_economy(*rc::gen::arbitrary<unsigned>(), shape);
    RC_PRE(is_one_world(data));
    data.info.deficit_rule = DeficitRule::share_of_world;
    const Baseline baseline = calibrate(std::move(data));
    Shock shock = trade_war(baseline);
    const Outcome world = outcome(baseline, shock, solved(baseline, shock));
    shock.numeraire = Country(1);
    const Equilibrium other = solved(baseline, shock);
    RC_ASSERT(std::abs(other.wage_hat(Country(1)) - 1.0) <= 1e-10);
    const Outcome one = outcome(baseline, shock, other);
    RC_ASSERT(worst_gap(world.real_income_pct.values(), one.real_income_pct.values()) <= 1e-7);
  });
}

TEST(Equilibrium, OneWayTradeIsSolvedInAnyUnit) {
  // One country sells nothing and has the unit wage's partner's deficit; mixing alone leaves the domain here.
  BaselineData data = test::random_economy(
      211, {.countries = 2, .sectors = 1, .has_inputs = true, .has_tariffs = true, .has_gaps = true});
  data.info.deficit_rule = DeficitRule::share_of_world;
  const Baseline baseline = calibrate(std::move(data));
  ASSERT_EQ(baseline.flow(Sector(0), Importer(1), Exporter(0)), 0.0);
  Shock shock = trade_war(baseline);
  const Equilibrium world = solve(baseline, shock);
  ASSERT_TRUE(world.report.usable());
  shock.numeraire = Country(1);
  const Equilibrium other = solve(baseline, shock);
  ASSERT_TRUE(other.report.usable()) << other.report.message;
  EXPECT_NEAR(other.wage_hat(Country(0)), world.wage_hat(Country(0)) / world.wage_hat(Country(1)), 1e-9);
}

TEST(Equilibrium, ReversingTheCountriesReversesTheAnswer) {
  property([] {
    const BaselineData data = test::random_economy(*rc::gen::arbitrary<unsigned>());
    const std::size_t last = data.economy.country_count() - 1;
    BaselineData mirrored = data;
    for (const Sector s : data.economy.sectors()) {
      for (const Importer n : data.economy.importers()) {
        for (const Exporter i : data.economy.exporters()) {
          const Importer to(last - n.value());
          const Exporter from(last - i.value());
          mirrored.flow(s, to, from) = data.flow(s, n, i);
          mirrored.tariff(s, to, from) = data.tariff(s, n, i);
        }
      }
    }
    for (const Country n : data.economy.countries()) {
      for (const InputSector k : data.economy.input_sectors()) {
        for (const Sector j : data.economy.sectors()) mirrored.use(Country(last - n.value()), k, j) = data.use(n, k, j);
      }
    }
    const Baseline one = calibrate(data);
    const Baseline two = calibrate(mirrored);
    Shock shock = no_shock(two);
    for (const Sector s : two.economy.sectors()) {
      shock.tariff_new(s, Importer(last), Exporter(last - 1)) += 0.25;
      shock.tariff_new(s, Importer(last - 1), Exporter(last)) += 0.125;
    }
    const Equilibrium a = solved(one, trade_war(one));
    const Equilibrium b = solved(two, shock);
    for (std::size_t n = 0; n <= last; ++n)
      RC_ASSERT(std::abs(a.wage_hat(Country(n)) - b.wage_hat(Country(last - n))) <= 1e-9);
  });
}

/// Arkolakis, Costinot and Rodriguez-Clare (2012): without tariffs, inputs or deficits W_hat = pi_hat_own^(-1/theta).
TEST(Equilibrium, OwnShareGivesTheGainsFromTrade) {
  property([] {
    Observer silent;
    const Baseline raw = calibrate(test::random_economy(*rc::gen::arbitrary<unsigned>(),
                                                        {.sectors = 1, .has_inputs = false, .has_tariffs = false}));
    const ResolvedBase balanced = resolve_base(raw, DeficitRule::balanced, {}, silent);
    RC_ASSERT(balanced.report.usable());
    const Baseline& baseline = balanced.baseline;
    Shock shock = no_shock(baseline);
    shock.deficit_rule = DeficitRule::balanced;
    for (const Importer n : baseline.economy.importers()) {
      for (const Exporter i : baseline.economy.exporters()) {
        if (country(n) != country(i)) shock.iceberg_hat(Sector(0), n, i) = 1.3;
      }
    }
    const Equilibrium after = solved(baseline, shock);
    const Outcome out = outcome(baseline, shock, after);
    for (const Country n : baseline.economy.countries()) {
      const double own_before = baseline.expenditure_share(Sector(0), importer(n), exporter(n));
      const double own_after =
          after.flow_new(Sector(0), importer(n), exporter(n)) / after.expenditure_new(n, Sector(0));
      const double gain = std::pow(own_after / own_before, -1.0 / baseline.trade_elasticity(Sector(0)));
      RC_ASSERT(std::abs(1.0 + out.real_income_pct(n) / 100.0 - gain) <= 1e-9);
    }
  });
}

TEST(Equilibrium, GivingUpIsAStatus) {
  const Baseline baseline = calibrate(test::random_economy(3));
  const Equilibrium cut_short = solve(baseline, trade_war(baseline), {.iteration_limit = 2});
  EXPECT_EQ(cut_short.report.status, SolveStatus::iteration_limit);
  EXPECT_FALSE(cut_short.report.usable());
  EXPECT_FALSE(cut_short.report.message.empty());
}

TEST(Equilibrium, CancellingIsAStatus) {
  class Impatient : public Observer {
   public:
    bool cancelled() override { return true; }
  } impatient;
  const Baseline baseline = calibrate(test::random_economy(3));
  EXPECT_EQ(solve(baseline, trade_war(baseline), {}, impatient).report.status, SolveStatus::cancelled);
}

}  // namespace
}  // namespace parley
