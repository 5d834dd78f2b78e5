// How deficits move under each rule: what the rules promise, on drawn economies.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <cmath>

#include "parley/base/error.hpp"
#include "parley/equilibrium/certificate.hpp"
#include "parley/equilibrium/outcome.hpp"
#include "parley/equilibrium/session.hpp"
#include "parley/equilibrium/solve.hpp"
#include "support/random_economy.hpp"

namespace parley {
namespace {

void property(const std::function<void()>& body) { EXPECT_TRUE(rc::check(body)); }

Baseline drawn_economy(DeficitRule rule) {
  const test::EconomyShape shape{.countries = *rc::gen::inRange<std::size_t>(3, 7),
                                 .sectors = *rc::gen::inRange<std::size_t>(1, 5)};
  BaselineData data = test::random_economy(*rc::gen::arbitrary<unsigned>(), shape);
  data.info.deficit_rule = rule;
  return calibrate(std::move(data));
}

Shock trade_war(const Baseline& baseline) {
  Shock shock = no_shock(baseline);
  for (const Sector s : baseline.economy.sectors()) {
    shock.tariff_new(s, Importer(0), Exporter(1)) += 0.25;
    shock.tariff_new(s, Importer(1), Exporter(0)) += 0.125;
  }
  shock.export_tax_new(Sector(0), Importer(2), Exporter(0)) = 0.1;
  return shock;
}

Equilibrium solved(const Baseline& baseline, const Shock& shock, const SolveOptions& options = {.tolerance = 1e-12}) {
  Equilibrium result = solve(baseline, shock, options);
  RC_ASSERT(result.report.usable());
  return result;
}

double share_at_base(const Baseline& baseline, Country n) {
  return baseline.deficit(n) / (baseline.income(n) - baseline.deficit(n));
}

double share_after(const Equilibrium& after, Country n) {
  return after.deficit_new(n) / (after.income_new(n) - after.deficit_new(n));
}

double sum_of_deficits(const Equilibrium& after) {
  double sum = 0;
  for (const double deficit : after.deficit_new.values()) sum += deficit;
  return sum;
}

double world_income(const Equilibrium& after) {
  double sum = 0;
  for (const double income : after.income_new.values()) sum += income;
  return sum;
}

/// All shares of income move by the same points, which is what the sum of zero asks for.
TEST(ShareOfOwnIncome, MovesEveryShareByTheSamePoints) {
  property([] {
    const Baseline baseline = drawn_economy(DeficitRule::share_of_own_income);
    const Equilibrium after = solved(baseline, trade_war(baseline));
    const double moved = share_after(after, Country(0)) - share_at_base(baseline, Country(0));
    for (const Country n : baseline.economy.countries())
      RC_ASSERT(std::abs(share_after(after, n) - share_at_base(baseline, n) - moved) <= 1e-12);
    RC_ASSERT(std::abs(sum_of_deficits(after)) <= 1e-12 * world_income(after));
  });
}

/// GTAP's way: the ratio to income stands for all but one country, which takes the remainder.
TEST(ShareOfOwnIncome, StandsExactlyWhereAnotherTakesTheRemainder) {
  property([] {
    const Baseline baseline = drawn_economy(DeficitRule::share_of_own_income);
    Shock shock = trade_war(baseline);
    shock.deficit_exceptions.remainder = {Country(2)};
    const Equilibrium after = solved(baseline, shock);
    for (const Country n : baseline.economy.countries()) {
      if (n != Country(2)) RC_ASSERT(std::abs(share_after(after, n) - share_at_base(baseline, n)) <= 1e-13);
    }
    RC_ASSERT(std::abs(sum_of_deficits(after)) <= 1e-12 * world_income(after));
  });
}

/// Spending is a constant multiple of what is earned, up to the common shift: no transfer in the change of income.
TEST(ShareOfOwnIncome, LeavesTheChangeOfIncomeToWhatIsEarned) {
  property([] {
    const Baseline baseline = drawn_economy(DeficitRule::share_of_own_income);
    Shock shock = trade_war(baseline);
    shock.deficit_exceptions.remainder = {Country(2)};
    const Equilibrium after = solved(baseline, shock);
    const double earned = (after.income_new(Country(0)) - after.deficit_new(Country(0))) /
                          (baseline.income(Country(0)) - baseline.deficit(Country(0)));
    RC_ASSERT(std::abs(after.income_new(Country(0)) / baseline.income(Country(0)) - earned) <= 1e-12);
  });
}

TEST(ShareOfOwnIncome, DoesNotDependOnTheNumeraire) {
  property([] {
    const Baseline baseline = drawn_economy(DeficitRule::share_of_own_income);
    Shock shock = trade_war(baseline);
    if (*rc::gen::arbitrary<bool>()) shock.deficit_exceptions.remainder = {Country(1)};
    const Outcome world = outcome(baseline, shock, solved(baseline, shock));
    shock.numeraire = Country(*rc::gen::inRange<std::size_t>(0, 3));
    const Outcome one = outcome(baseline, shock, solved(baseline, shock));
    for (const Country n : baseline.economy.countries())
      RC_ASSERT(std::abs(world.real_income_pct(n) - one.real_income_pct(n)) <= 1e-8);
  });
}

TEST(ShareOfOwnIncome, HasNothingToScaleInABalancedWorld) {
  property([] {
    Observer silent;
    const Baseline raw = drawn_economy(DeficitRule::share_of_own_income);
    const Baseline balanced = resolve_base(raw, DeficitRule::balanced, {.tolerance = 1e-13}, silent).baseline;
    Shock shock = trade_war(balanced);
    const Equilibrium one = solved(balanced, shock);
    shock.deficit_rule = DeficitRule::balanced;
    const Equilibrium two = solved(balanced, shock);
    for (const Country n : balanced.economy.countries()) RC_ASSERT(std::abs(one.wage_hat(n) - two.wage_hat(n)) <= 1e-9);
  });
}

/// Under `fixed` another unit is another closure: a claim that fails there is what the note to the user is for.
TEST(FixedDeficits, DependOnTheNumeraire) {
  BaselineData data = test::random_economy(3);
  data.info.deficit_rule = DeficitRule::fixed;
  const Baseline baseline = calibrate(std::move(data));
  Shock shock = trade_war(baseline);
  const Outcome world = outcome(baseline, shock, solve(baseline, shock));
  shock.numeraire = Country(0);
  const Outcome one = outcome(baseline, shock, solve(baseline, shock));
  EXPECT_GT(std::abs(world.real_income_pct(Country(0)) - one.real_income_pct(Country(0))), 1e-4);
}

/// Rules with exceptions; the base is solved once without the balanced country's deficit, as a run does it.
Baseline with_one_balanced(DeficitRule rule) {
  Observer silent;
  Baseline baseline = drawn_economy(rule);
  baseline.info.deficit_exceptions.balanced = {Country(1)};
  if (*rc::gen::arbitrary<bool>()) baseline.info.deficit_exceptions.remainder = {Country(0)};
  ResolvedBase resolved = resolve_base(baseline, rule, {.tolerance = 1e-13}, silent);
  RC_ASSERT(resolved.report.usable());
  return std::move(resolved.baseline);
}

TEST(DeficitExceptions, BalanceTheNamedCountryAlone) {
  property([] {
    const auto rule =
        *rc::gen::element(DeficitRule::fixed, DeficitRule::share_of_world, DeficitRule::share_of_own_income);
    const Baseline baseline = with_one_balanced(rule);
    const Equilibrium after = solved(baseline, trade_war(baseline));
    RC_ASSERT(std::abs(baseline.deficit(Country(1))) <= 1e-12 * baseline.income(Country(1)));
    RC_ASSERT(after.deficit_new(Country(1)) == 0.0);
    RC_ASSERT(std::abs(sum_of_deficits(after)) <= 1e-12 * world_income(after));
    RC_ASSERT(std::abs(after.deficit_new(Country(2))) > 0.0);
  });
}

TEST(DeficitExceptions, AreCertifiedByEveryCheck) {
  property([] {
    const auto rule =
        *rc::gen::element(DeficitRule::fixed, DeficitRule::share_of_world, DeficitRule::share_of_own_income);
    const Baseline baseline = with_one_balanced(rule);
    const Shock shock = trade_war(baseline);
    const Certificate certificate = certify_thoroughly(baseline, shock, solved(baseline, shock));
    for (const Check& check : certificate.checks) {
      RC_LOG() << check.name << ' ' << check.value << ' ' << check.where << ' ' << check.not_made << '\n';
      RC_ASSERT(check.holds());
    }
  });
}

TEST(DeficitExceptions, ACertificateSeesADeficitThatIsNotTheRules) {
  BaselineData data = test::random_economy(5);
  data.info.deficit_rule = DeficitRule::share_of_own_income;
  const Baseline baseline = calibrate(std::move(data));
  Shock shock = trade_war(baseline);
  const Equilibrium after = solve(baseline, shock);
  ASSERT_TRUE(certify(baseline, shock, after).holds());
  shock.deficit_exceptions.remainder = {Country(0)};
  EXPECT_THAT(first_failure(certify(baseline, shock, after)), testing::HasSubstr("'deficits'"));
}

TEST(DeficitExceptions, TwoSolversAgree) {
  property([] {
    const Baseline baseline = with_one_balanced(DeficitRule::share_of_own_income);
    const Shock shock = trade_war(baseline);
    const Equilibrium one = solved(baseline, shock);
    const Equilibrium two = solved(baseline, shock, {.solver = Solver::newton_krylov});
    for (const Country n : baseline.economy.countries()) RC_ASSERT(std::abs(one.wage_hat(n) - two.wage_hat(n)) <= 1e-8);
  });
}

TEST(DeficitExceptions, ASessionSolvesAsOnceDoes) {
  Observer silent;
  BaselineData data = test::random_economy(6);
  data.info.deficit_rule = DeficitRule::share_of_own_income;
  data.info.deficit_exceptions.remainder = {Country(3)};
  const Baseline baseline = calibrate(std::move(data));
  SolveSession session = start_session(baseline, no_shock(baseline), {}, silent);
  ASSERT_TRUE(session.report.usable());
  Shock shock = trade_war(baseline);
  shock.claims = {{.id = "rent",
                   .payer = Country(2),
                   .receiver = Country(1),
                   .sector = Sector(0),
                   .importer = Importer(2),
                   .exporter = Exporter(1),
                   .rate = 0.2,
                   .base = 5.0}};
  set_shock(session, baseline, shock);
  resolve(session, silent);
  ASSERT_TRUE(session.report.usable());
  const Equilibrium once = solve(baseline, shock);
  for (const Country n : baseline.economy.countries())
    EXPECT_NEAR(std::exp(session.x[n.value()]), once.wage_hat(n), 1e-9);
  shock.deficit_exceptions.remainder = {};
  EXPECT_THROW(set_shock(session, baseline, shock), InputError);
}

/// What a claim counts at the base is in the deficits already: at its base rate it changes nothing, under any rule.
TEST(IncomeClaims, ChangeNothingAtTheirBaseRate) {
  property([] {
    const auto rule =
        *rc::gen::element(DeficitRule::fixed, DeficitRule::share_of_world, DeficitRule::share_of_own_income);
    const Baseline baseline = drawn_economy(rule);
    Shock shock = no_shock(baseline);
    const double flow = baseline.flow(Sector(0), Importer(0), Exporter(1));
    shock.claims = {{.id = "profits",
                     .payer = Country(0),
                     .receiver = Country(1),
                     .sector = Sector(0),
                     .importer = Importer(0),
                     .exporter = Exporter(1),
                     .rate = 0.1,
                     .base = 0.1 * flow}};
    const Equilibrium still = solved(baseline, shock);
    for (const Country n : baseline.economy.countries())
      RC_ASSERT(std::abs(still.income_new(n) / baseline.income(n) - 1) <= 1e-10);
  });
}

std::string refused(const DeficitExceptions& exceptions, bool has_claim = false) {
  const Baseline baseline = calibrate(test::random_economy(2, {.countries = 3}));
  Shock shock = no_shock(baseline);
  shock.deficit_exceptions = exceptions;
  if (has_claim) shock.claims = {{.id = "rent", .payer = Country(0), .receiver = Country(1)}};
  try {
    (void)solve(baseline, shock);
  } catch (const InputError& error) {
    return error.what();
  }
  return "";
}

TEST(DeficitExceptions, ThatContradictThemselvesAreRefused) {
  EXPECT_EQ(refused({}), "");
  EXPECT_THAT(refused({.balanced = {Country(0)}, .remainder = {Country(0)}}), testing::HasSubstr("cannot take up"));
  EXPECT_THAT(refused({.balanced = {Country(0), Country(1)}}), testing::HasSubstr("no two countries"));
  EXPECT_THAT(refused({.balanced = {Country(1)}}, true), testing::HasSubstr("whose trade is balanced"));
}

}  // namespace
}  // namespace parley
