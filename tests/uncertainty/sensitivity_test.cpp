#include "parley/uncertainty/sensitivity.hpp"

#include <gmock/gmock.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "parley/base/machine_failure.hpp"
#include "parley/report/page/sensitivity_page.hpp"
#include "parley/text/csv.hpp"
#include "support/files.hpp"

namespace parley::uncertainty {
namespace {

using numerics::SamplingMethod;

uncertainty::SensitivityOptions options(SamplingMethod method, std::size_t count) {
  uncertainty::SensitivityOptions chosen;
  chosen.run.scenario = test::project() / "scenarios" / "us-china-march-2018.toml";
  chosen.case_name = "all-out";
  chosen.plan.elasticities = uncertainty::parse_uncertainty("lognormal:0.2", {});
  chosen.plan.shocks = uncertainty::parse_uncertainty("uniform:0.8:1.2", {});
  chosen.plan.sector_correlation = 0.5;
  chosen.plan.shock_correlation = -0.3;
  chosen.plan.sampling = {method, 0, count, 11};
  return chosen;
}

uncertainty::Sensitivity answered(const uncertainty::SensitivityOptions& chosen) {
  Observer silent;
  return uncertainty::sensitivity(study::read_problem(chosen.run), chosen, nullptr, silent);
}

void expect_same_draws(const uncertainty::Sensitivity& a, const uncertainty::Sensitivity& b) {
  ASSERT_EQ(a.draws.size(), b.draws.size());
  for (std::size_t at = 0; at < a.draws.size(); ++at) EXPECT_EQ(a.draws[at].values, b.draws[at].values) << at;
}

TEST(Sensitivity, ThreadsChangeNoDigit) {
  uncertainty::SensitivityOptions chosen = options(SamplingMethod::monte_carlo, 30);
  chosen.threads = 1;
  const uncertainty::Sensitivity one = answered(chosen);
  chosen.threads = 3;
  expect_same_draws(one, answered(chosen));
}

TEST(Sensitivity, AKilledRunGoesOn) {
  const test::TemporaryFolder folder;
  Observer silent;
  const uncertainty::SensitivityOptions whole = options(SamplingMethod::sobol, 40);
  uncertainty::SensitivityOptions part = whole;
  part.plan.sampling.count = 15;  // what was in the store when the run was killed
  const study::Problem problem = study::read_problem(whole.run);
  const std::string key = uncertainty::plan_key(problem, whole);
  {
    const auto store = uncertainty::open_draw_store(folder / "draws.sqlite", key);
    (void)uncertainty::sensitivity(problem, part, store.get(), silent);
  }
  const auto store = uncertainty::open_draw_store(folder / "draws.sqlite", key);
  EXPECT_EQ(store->load().size(), 15U);
  const uncertainty::Sensitivity resumed = uncertainty::sensitivity(problem, whole, store.get(), silent);
  EXPECT_EQ(store->load().size(), 40U);
  expect_same_draws(resumed, answered(whole));
}

TEST(Sensitivity, AStoreOfAnotherPlanIsRefused) {
  const test::TemporaryFolder folder;
  (void)uncertainty::open_draw_store(folder / "draws.sqlite", "one plan");
  EXPECT_THROW((void)uncertainty::open_draw_store(folder / "draws.sqlite", "another"), InputError);
  test::write_file(folder / "text.sqlite", std::string(5000, 'x'));
  EXPECT_THROW((void)uncertainty::open_draw_store(folder / "text.sqlite", "one plan"), InputError);
  EXPECT_THROW((void)uncertainty::open_draw_store(folder / "no-such-folder/draws.sqlite", "one plan"), MachineFailure);
}

/// Three methods, one answer: 74 quadrature points against 800 draws, within four standard errors of the draws.
TEST(Sensitivity, MethodsAgree) {
  const uncertainty::Sensitivity exact = answered(options(SamplingMethod::quadrature, 0));
  const uncertainty::Sensitivity sobol = answered(options(SamplingMethod::sobol, 400));
  const uncertainty::Sensitivity chance = answered(options(SamplingMethod::monte_carlo, 800));
  ASSERT_EQ(exact.draws.size(), 74U);  // two for each score: 35 sectors, their common part and the shocks
  for (std::size_t at = 0; at < exact.intervals.size(); ++at) {
    if (exact.intervals[at].item.measure->id == "mean_tariff_before_pct") continue;  // of the base, which is not drawn
    const double sd = chance.intervals[at].spread.standard_deviation;
    const double error = sd / std::sqrt(800.0);
    EXPECT_NEAR(chance.intervals[at].spread.mean, sobol.intervals[at].spread.mean, 4 * error)
        << exact.intervals[at].item.name;
    // Quadrature is exact to third order of the outcome in the scores only.
    EXPECT_NEAR(exact.intervals[at].spread.mean, sobol.intervals[at].spread.mean, 0.1 * sd)
        << exact.intervals[at].item.name;
    EXPECT_NEAR(exact.intervals[at].spread.standard_deviation, sd, 0.15 * sd) << exact.intervals[at].item.name;
    EXPECT_LT(sobol.intervals[at].spread.p05, sobol.intervals[at].spread.median);
    EXPECT_LT(sobol.intervals[at].spread.median, sobol.intervals[at].spread.p95);
  }
}

TEST(Sensitivity, WithoutUncertaintyEveryDrawIsTheCentralCase) {
  uncertainty::SensitivityOptions certain = options(SamplingMethod::monte_carlo, 3);
  certain.plan.elasticities = certain.plan.shocks = uncertainty::Uncertainty{};
  const uncertainty::Sensitivity result = answered(certain);
  for (const uncertainty::Interval& each : result.intervals) {
    EXPECT_NEAR(each.spread.mean, each.spread.central,
                1e-12 * std::abs(each.spread.central));  // a sum of three over three
    EXPECT_NEAR(each.spread.standard_deviation, 0, 1e-12 * std::abs(each.spread.central));
  }
  EXPECT_TRUE(result.tornado.empty());
}

TEST(Sensitivity, SaysHowOftenAPurchaseFallsShort) {
  uncertainty::SensitivityOptions chosen = options(SamplingMethod::sobol, 64);
  chosen.run.scenario = test::project() / "scenarios" / "chip-orders.toml";
  chosen.case_name.clear();
  const uncertainty::Sensitivity result = answered(chosen);
  ASSERT_FALSE(result.quantities.empty());
  for (const uncertainty::QuantityInterval& each : result.quantities) {
    // At the central inputs the purchase is just made; higher elasticities make the same subsidy sell more.
    EXPECT_NEAR(each.spread.central / each.target, 1, 1e-8) << each.id;
    EXPECT_GT(each.missed, 0) << each.id;
    EXPECT_LT(each.missed, 1) << each.id;
    EXPECT_LT(each.spread.p05, each.target) << each.id;
    EXPECT_GT(each.spread.p95, each.target) << each.id;
    EXPECT_GT(each.mean_shortfall, 0) << each.id;
    EXPECT_LT(each.mean_shortfall, each.target - each.spread.p05) << each.id;
  }
  EXPECT_THAT(report::to_text(result), testing::HasSubstr("falls short in"));
}

TEST(Sensitivity, LeavesItsFiles) {
  const test::TemporaryFolder folder;
  const uncertainty::Sensitivity result = answered(options(SamplingMethod::sobol, 20));
  report::write_sensitivity(result, folder / "out");
  const text::CsvTable draws = text::read_csv(folder / "out" / "draws.csv");
  EXPECT_EQ(draws.row_count(), 20U);
  const text::CsvTable intervals = text::read_csv(folder / "out" / "intervals.csv");
  EXPECT_EQ(intervals.row_count(), result.intervals.size());
  EXPECT_EQ(intervals.number(0, intervals.column("central")), result.intervals[0].spread.central);
  EXPECT_TRUE(nlohmann::json::accept(test::read_file(folder / "out" / "sensitivity.json")));
  EXPECT_THAT(test::read_file(folder / "out" / "sensitivity.html"), testing::HasSubstr("matters most"));
}

TEST(Uncertainty, Factors) {
  EXPECT_EQ(uncertainty::factor(uncertainty::parse_uncertainty("none", {}), 1.3), 1);
  EXPECT_DOUBLE_EQ(uncertainty::factor(uncertainty::parse_uncertainty("lognormal:0.3", {}), 1), std::exp(0.3));
  EXPECT_NEAR(uncertainty::factor(uncertainty::parse_uncertainty("uniform:0.5:1.5", {}), 0), 1, 1e-15);
  EXPECT_NEAR(uncertainty::factor(uncertainty::parse_uncertainty("triangular:0.5:1:1.5", {}), 0), 1, 1e-15);
  EXPECT_NEAR(uncertainty::factor(uncertainty::parse_uncertainty("triangular:0.5:0.5:1.5", {}), -40), 0.5, 1e-12);
  EXPECT_NEAR(uncertainty::factor(uncertainty::parse_uncertainty("triangular:0.5:1:1.5", {}), 40), 1.5, 1e-7);
}

class WrongUncertainty : public testing::TestWithParam<const char*> {};
TEST_P(WrongUncertainty, IsRefused) { EXPECT_THROW((void)uncertainty::parse_uncertainty(GetParam(), {}), InputError); }
INSTANTIATE_TEST_SUITE_P(Texts, WrongUncertainty,
                         testing::Values("", "normal:0.3", "lognormal", "lognormal:", "lognormal:-1", "lognormal:3",
                                         "lognormal:nan", "lognormal:0.3x", "uniform:1", "uniform:1.5:0.5",
                                         "uniform:0:1", "triangular:0.5:2:1.5", "triangular:1:1:1"));

}  // namespace
}  // namespace parley::uncertainty
