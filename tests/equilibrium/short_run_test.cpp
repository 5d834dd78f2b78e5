#include "parley/equilibrium/short_run.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <cmath>
#include <nlohmann/json.hpp>
#include <tuple>

#include "parley/base/error.hpp"
#include "parley/data/read_baseline.hpp"
#include "parley/equilibrium/certificate.hpp"
#include "parley/equilibrium/explain.hpp"
#include "parley/equilibrium/outcome.hpp"
#include "parley/equilibrium/production_reading.hpp"
#include "parley/equilibrium/session.hpp"
#include "parley/text/json.hpp"
#include "support/files.hpp"
#include "support/random_economy.hpp"

namespace parley {
namespace {

constexpr SolveOptions nearest_solve{.tolerance = 1e-13, .iteration_limit = 20000};

/// Duties, an export tax and a wedge, on pairs that trade and on some that do not.
Shock mixed_policy(const Baseline& baseline) {
  Shock shock = no_shock(baseline);
  shock.tariff_new(Sector(0), Importer(0), Exporter(1)) += 0.25;
  shock.tariff_new(Sector(1), Importer(1), Exporter(0)) += 0.1;
  shock.export_tax_new(Sector(1), Importer(2), Exporter(1)) = 0.08;
  shock.iceberg_hat(Sector(0), Importer(0), Exporter(2)) = 1.1;
  shock.iceberg_hat(Sector(1), Importer(1), Exporter(1)) = 0.97;
  return shock;
}

/// What somebody could ask for: each parameter somewhere in its range, home goods in a nest or not.
ProductionStructure some_structure(std::size_t sectors) {
  const auto tenths = [](int from, int to) { return *rc::gen::inRange(from, to + 1) / 10.0; };
  ProductionStructure structure{
      .immobility = tenths(0, 10), .value_added_materials = tenths(2, 15), .among_materials = tenths(0, 15)};
  if (*rc::gen::arbitrary<bool>()) {
    structure.home_elasticity = Array<Sector>(sectors);
    for (double& theta : structure.home_elasticity.values()) theta = tenths(-4, 30);
  }
  return structure;
}

Baseline some_short_economy() {
  const unsigned seed = *rc::gen::inRange(1U, 10000U);
  Baseline baseline = calibrate(test::random_economy(seed, {.has_gaps = *rc::gen::arbitrary<bool>()}));
  baseline.production = some_structure(baseline.economy.sector_count());
  if (*rc::gen::arbitrary<bool>()) {
    for (double& theta : baseline.trade_elasticity.values()) theta = 0.4 * (1 + theta) - 1;
  }
  return baseline;
}

double largest_gap(const Array<Country, Sector>& a, const Array<Country, Sector>& b) {
  double worst = 0;
  for (std::size_t cell = 0; cell < a.size(); ++cell)
    worst = std::max(worst, std::abs(a.values()[cell] / b.values()[cell] - 1));
  return worst;
}

TEST(ShortRun, CertificateHoldsWhateverTheStructure) {
  EXPECT_TRUE(rc::check([] {
    const Baseline baseline = some_short_economy();
    const Shock shock = mixed_policy(baseline);
    const Equilibrium solved = solve(baseline, shock);
    RC_ASSERT(solved.report.usable());
    const Certificate certificate = certify(baseline, shock, solved);
    RC_ASSERT(first_failure(certificate) == "");
    const Equilibrium still = solve(baseline, no_shock(baseline), nearest_solve);
    for (const double price : still.price_index_hat.values()) RC_ASSERT(std::abs(price - 1) < 1e-12);
  }));
}

TEST(ShortRun, CertificateSeesAWrongFactorPriceAndACostThatDoesNotFollow) {
  Baseline baseline = calibrate(test::random_economy(3));
  baseline.production = {.immobility = 0.5, .value_added_materials = 0.5, .among_materials = 0.2};
  const Shock shock = mixed_policy(baseline);
  const Equilibrium solved = solve(baseline, shock);
  ASSERT_TRUE(certify(baseline, shock, solved).holds());
  Equilibrium wrong = solved;
  wrong.factor_price_hat(Country(1), Sector(0)) *= 1 + 1e-6;
  EXPECT_FALSE(certify(baseline, shock, wrong).holds());
  wrong = solved;
  wrong.unit_cost_hat(Country(1), Sector(0)) *= 1 + 1e-6;
  EXPECT_FALSE(certify(baseline, shock, wrong).holds());
}

TEST(ShortRun, SecondSolverOtherStartAndOtherUnitAgree) {
  const Baseline long_run = calibrate(test::random_economy(5));
  for (const ShortRunSet& set : short_run_sets()) {
    const Baseline baseline = in_short_run(long_run, set);
    Shock shock = mixed_policy(baseline);
    shock.deficit_rule = DeficitRule::share_of_world;
    const Equilibrium solved = solve(baseline, shock);
    EXPECT_EQ(first_failure(certify_thoroughly(baseline, shock, solved)), "") << set.id;
  }
}

std::vector<Objective> measures_of_all_kinds() {
  using Kind = Measure::Kind;
  const Country home(0);
  const Country other(1);
  return {{{{1, {Kind::real_income, home, {}, {}}}}},    {{{1, {Kind::real_wage, other, {}, {}}}}},
          {{{1, {Kind::tariff_revenue, home, {}, {}}}}}, {{{1, {Kind::employment, home, Sector(1), {}}}}},
          {{{1, {Kind::output, other, Sector(0), {}}}}}, {{{1, {Kind::exports, home, {}, other}}}}};
}

double by_differences(const Baseline& baseline, Shock shock, TradeCells Shock::* instrument, Sector s, Importer n,
                      Exporter i, const Objective& objective) {
  constexpr double step = 1e-4;
  const double before = (shock.*instrument)(s, n, i);
  const bool is_factor = instrument == &Shock::iceberg_hat;
  (shock.*instrument)(s, n, i) = is_factor ? before * std::exp(step) : before + step;
  const double up = value_of(baseline, solve(baseline, shock, nearest_solve), objective);
  (shock.*instrument)(s, n, i) = is_factor ? before * std::exp(-step) : before - step;
  const double down = value_of(baseline, solve(baseline, shock, nearest_solve), objective);
  return (up - down) / (2 * step);
}

void expect_slopes_by_differences(const Baseline& baseline, const Shock& shock) {
  const Equilibrium solved = solve(baseline, shock, nearest_solve);
  ASSERT_TRUE(solved.report.usable());
  Observer silent;
  for (const Objective& objective : measures_of_all_kinds()) {
    const Gradient slope = gradient(baseline, shock, solved, objective, {}, silent);
    ASSERT_TRUE(slope.report.usable()) << slope.report.message;
    double largest = 0;
    for (const double value : slope.by[PolicyInstrument::tariff].values()) largest = std::max(largest, std::abs(value));
    const double near = 4e-6 * largest + 1e-10;  // what a central difference of step 1e-4 leaves, and its rounding
    for (const auto& [s, n, i] : {std::tuple(0U, 0U, 1U), std::tuple(1U, 2U, 1U), std::tuple(2U, 0U, 3U)}) {
      for (const PolicyInstrumentRow& row : policy_instruments) {
        EXPECT_NEAR(slope.by[row.instrument](Sector(s), Importer(n), Exporter(i)),
                    by_differences(baseline, shock, row.level, Sector(s), Importer(n), Exporter(i), objective), near)
            << row.name << to_string(objective.terms[0].measure.kind);
      }
    }
    EXPECT_NEAR(slope.by[PolicyInstrument::wedge](Sector(1), Importer(1), Exporter(1)),
                by_differences(baseline, shock, &Shock::iceberg_hat, Sector(1), Importer(1), Exporter(1), objective),
                near);
    for (std::size_t c = 0; c < shock.claims.size(); ++c) {
      Shock moved = shock;
      moved.claims[c].rate += 1e-4;
      const double up = value_of(baseline, solve(baseline, moved, nearest_solve), objective);
      moved.claims[c].rate -= 2e-4;
      const double down = value_of(baseline, solve(baseline, moved, nearest_solve), objective);
      EXPECT_NEAR(slope.claim_rate[c], (up - down) / 2e-4, near);
    }
  }
}

TEST(ShortRun, AdjointAgreesWithCentralDifferences) {
  for (const double immobility : {0.0, 0.4, 1.0}) {
    for (const bool is_nested : {false, true}) {
      BaselineData data = test::random_economy(8);
      data.info.deficit_rule = is_nested ? DeficitRule::share_of_own_income : DeficitRule::share_of_world;
      Baseline baseline = calibrate(std::move(data));
      baseline.production = {.immobility = immobility, .value_added_materials = 0.6, .among_materials = 0.98};
      if (is_nested) baseline.production.home_elasticity = baseline.trade_elasticity;
      if (is_nested)
        for (double& theta : baseline.production.home_elasticity.values()) theta = (1 + theta) / 2 - 1;
      baseline.trade_elasticity(Sector(0)) = 0.02;
      Shock shock = mixed_policy(baseline);
      shock.claims = {{.id = "profits",
                       .payer = Country(0),
                       .receiver = Country(1),
                       .sector = Sector(1),
                       .importer = Importer(0),
                       .exporter = Exporter(0),
                       .rate = 0.05},
                      {.id = "rent",
                       .payer = Country(2),
                       .receiver = Country(1),
                       .sector = Sector(1),
                       .importer = Importer(2),
                       .exporter = Exporter(1),
                       .rate = 0.3}};
      expect_slopes_by_differences(baseline, shock);
    }
  }
}

/// The channels of Caliendo and Parro add up to the exact change in the short run too: dI = sum VA dln r.
TEST(ShortRun, ChannelsAndInstrumentsAddUpToTheExactChange) {
  Baseline baseline = in_short_run(calibrate(test::random_economy(5)), short_run_sets()[0]);
  baseline.production.home_elasticity = baseline.trade_elasticity;
  Observer silent;
  for (const Explanation& each : explain(baseline, mixed_policy(baseline), {Country(0), Country(1)}, {}, silent)) {
    EXPECT_TRUE(each.holds()) << each.channel_gap << " " << each.instrument_gap;
    EXPECT_NE(each.total, 0.0);
  }
}

TEST(ShortRun, MobileValueAddedWithOneLevelGivesTheLongRunsDigits) {
  const Baseline long_run = calibrate(test::random_economy(11, {.has_gaps = true}));
  const Shock shock = mixed_policy(long_run);
  const Equilibrium expected = solve(long_run, shock, nearest_solve);
  Baseline same = long_run;
  same.production = {.immobility = 0, .value_added_materials = 1, .among_materials = 1};
  const Equilibrium bits = solve(same, shock, nearest_solve);
  EXPECT_EQ(bits.flow_new, expected.flow_new);
  EXPECT_EQ(bits.income_new, expected.income_new);
  EXPECT_EQ(bits.report.iterations, expected.report.iterations);
  // The same equations by the other path: a nest as elastic as the trade between origins.
  same.production.home_elasticity = long_run.trade_elasticity;
  const Equilibrium nested = solve(same, shock, nearest_solve);
  ASSERT_TRUE(nested.report.usable());
  EXPECT_LT(largest_gap(nested.price_index_hat, expected.price_index_hat), 1e-12);
}

TEST(ShortRun, FixedFactorsAndProportionsKeepEveryOutput) {
  Baseline baseline = calibrate(test::random_economy(2));
  baseline.production = {.immobility = 1, .value_added_materials = 0, .among_materials = 0};
  const Equilibrium solved = solve(baseline, mixed_policy(baseline), nearest_solve);
  ASSERT_TRUE(solved.report.usable()) << solved.report.message;
  for (const Country n : baseline.economy.countries()) {
    for (const Sector s : baseline.economy.sectors())
      EXPECT_NEAR(solved.gross_output_new(n, s) / baseline.gross_output(n, s) / solved.unit_cost_hat(n, s), 1, 1e-11);
  }
}

TEST(ShortRun, FixedFactorsWithCobbDouglasInputsProduceByTheirMaterials) {
  Baseline baseline = calibrate(test::random_economy(2));
  baseline.production.immobility = 1;
  const Equilibrium solved = solve(baseline, mixed_policy(baseline), nearest_solve);
  ASSERT_TRUE(solved.report.usable());
  for (const Country n : baseline.economy.countries()) {
    for (const Sector s : baseline.economy.sectors()) {
      const double sales = solved.gross_output_new(n, s) / baseline.gross_output(n, s);
      const SectorProduction production = sector_production(baseline, solved, n, s);
      EXPECT_NEAR(solved.factor_price_hat(n, s) / sales, 1, 1e-11);
      EXPECT_NEAR(sales / solved.unit_cost_hat(n, s) /
                      std::pow(sales / production.materials_price_hat, 1 - baseline.value_added_share(n, s)),
                  1, 1e-11);
    }
  }
}

TEST(ShortRun, OneSectorIsTheSameHoweverMobile) {
  Baseline baseline = calibrate(test::random_economy(4, {.countries = 3, .sectors = 1}));
  Shock shock = no_shock(baseline);
  shock.tariff_new(Sector(0), Importer(0), Exporter(1)) += 0.25;
  const Equilibrium expected = solve(baseline, shock, nearest_solve);
  for (const double immobility : {0.25, 1.0}) {
    baseline.production.immobility = immobility;
    const Equilibrium solved = solve(baseline, shock, nearest_solve);
    EXPECT_LT(largest_gap(solved.price_index_hat, expected.price_index_hat), 1e-12);
  }
}

TEST(ShortRun, HomeGoodsOfUnitElasticityKeepTheirShares) {
  Baseline baseline = calibrate(test::random_economy(6));
  baseline.production.home_elasticity = Array<Sector>(baseline.economy.sector_count());
  const Shock shock = mixed_policy(baseline);
  const Equilibrium solved = solve(baseline, shock, nearest_solve);
  ASSERT_TRUE(solved.report.usable());
  for (const Country n : baseline.economy.countries()) {
    for (const Sector s : baseline.economy.sectors()) {
      const double share = solved.flow_new(s, importer(n), exporter(n)) / solved.expenditure_new(n, s);
      EXPECT_NEAR(share, baseline.expenditure_share(s, importer(n), exporter(n)), 1e-12);
    }
  }
}

TEST(ShortRun, SolvedEconomyIsABaselineOfItsOwn) {
  Baseline baseline = in_short_run(calibrate(test::random_economy(9)), short_run_sets()[1]);
  const Shock shock = mixed_policy(baseline);
  const Equilibrium solved = solve(baseline, shock, nearest_solve);
  const Baseline after = rebase(baseline, shock, solved);
  const Equilibrium still = solve(after, no_shock(after), nearest_solve);
  ASSERT_TRUE(still.report.usable());
  for (const double price : still.price_index_hat.values()) EXPECT_NEAR(price, 1, 1e-11);
  for (const double price : still.factor_price_hat.values()) EXPECT_NEAR(price, 1, 1e-11);
}

TEST(ShortRun, IsRefusedWhereOnlyTheLongRunIsKnown) {
  const Baseline baseline = in_short_run(calibrate(test::random_economy(1)), short_run_sets()[0]);
  Observer silent;
  EXPECT_THROW((void)start_session(baseline, no_shock(baseline), {}, silent), InputError);
  EXPECT_THROW((void)learn_inverse(baseline, no_shock(baseline), solve(baseline, no_shock(baseline))), InputError);
  EXPECT_THROW((void)in_short_run(baseline, short_run_sets()[0]), InputError);
}

TEST(ShortRun, RefusesNumbersOutsideTheirDomain) {
  const Baseline good = calibrate(test::random_economy(1));
  const auto refused = [&](ProductionStructure structure) {
    Baseline baseline = good;
    baseline.production = std::move(structure);
    EXPECT_THROW((void)solve(baseline, no_shock(baseline)), InputError);
  };
  refused({.immobility = 1.01});
  refused({.immobility = -0.1});
  refused({.immobility = std::nan("")});
  refused({.value_added_materials = -0.1});
  refused({.among_materials = -1});
  refused({.home_elasticity = Array<Sector>(1)});
}

/// Version 0.1's world, 25 points on all goods both ways between the two, by another program.
TEST(ShortRun, AgreesWithAnotherProgramOnTheWorldOf2017) {
  const auto shared = test::shared();
  if (!shared) GTEST_SKIP() << "PARLEY_SHARED names no reference data";
  const nlohmann::json file = text::read_json(*shared / "reference" / "short-run" / "world-2017-all-out.json");
  const Baseline world = data::read_baseline(test::basic_world());
  Shock shock = no_shock(world);
  shock.deficit_rule = DeficitRule::share_of_world;
  const Country usa = *world.economy.find_country("USA");
  const Country chn = *world.economy.find_country("CHN");
  for (const Sector s : world.economy.sectors()) {
    if (!world.economy.sector(s).is_goods) continue;
    shock.tariff_new(s, importer(usa), exporter(chn)) += 0.25;
    shock.tariff_new(s, importer(chn), exporter(usa)) += 0.25;
  }
  const auto nested = [](Baseline baseline) {
    baseline.production.home_elasticity = baseline.trade_elasticity;
    for (double& theta : baseline.production.home_elasticity.values()) theta = (1 + theta) / 2 - 1;
    return baseline;
  };
  Baseline fixed = world;
  fixed.production.immobility = 1;
  const Baseline set_a = in_short_run(world, short_run_sets()[0]);
  for (const auto& [name, baseline] : {std::pair<const char*, Baseline>("long", world),
                                       {"fixed", fixed},
                                       {"short", set_a},
                                       {"nest", nested(world)},
                                       {"short nest", nested(set_a)}}) {
    const Equilibrium solved = solve(baseline, shock, nearest_solve);
    ASSERT_TRUE(solved.report.usable()) << name;
    const Outcome result = outcome(baseline, shock, solved);
    const nlohmann::json& expected = file.at("cases").at(name);
    for (const auto& [code, value] : expected.at("real_income_pct").items())
      EXPECT_NEAR(result.real_income_pct(*world.economy.find_country(code)), value.get<double>(), 1e-7) << name << code;
    for (const auto& [code, value] : expected.at("real_value_added_pct").items())
      EXPECT_NEAR(result.real_wage_pct(*world.economy.find_country(code)), value.get<double>(), 1e-7) << name << code;
  }
}

}  // namespace
}  // namespace parley
