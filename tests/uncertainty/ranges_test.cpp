#include "parley/uncertainty/ranges.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>

#include "parley/report/words/ranges_text.hpp"
#include "parley/uncertainty/central.hpp"
#include "support/files.hpp"
#include "support/random_economy.hpp"

namespace parley::uncertainty {
namespace {

using study::Range;
using study::Verdict;

study::RunOptions story(const std::string& only_case = {}) {
  study::RunOptions run{.scenario = test::project() / "scenarios" / "us-china-march-2018.toml"};
  if (!only_case.empty()) run.only_case = only_case;
  return run;
}

study::RunResult with_ranges(const study::RunOptions& run, std::size_t threads = 0) {
  Observer silent;
  study::RunResult result = study::compute(run, silent);
  result.ranges = headline_ranges(result, run, default_plan(), threads, silent);
  return result;
}

const Range& income(const study::RunResult& result, const char* code) {
  return *result.ranges->real_income(*result.baseline.economy.find_country(code), 0);
}

TEST(Verdict, JudgesTheFloorFirstAndThenTheSign) {
  EXPECT_EQ(study::verdict_of(0.0009, 0.0008, 0.002, 0.001), Verdict::nothing);
  EXPECT_EQ(study::verdict_of(-0.0009, -0.5, 0.5, 0.001), Verdict::nothing);
  EXPECT_EQ(study::verdict_of(0.2, -0.01, 0.5, 0.001), Verdict::open);
  EXPECT_EQ(study::verdict_of(0.2, 0.0, 0.5, 0.001), Verdict::open);
  EXPECT_EQ(study::verdict_of(0.2, 0.1, 0.5, 0.001), Verdict::keeps_sign);
  EXPECT_EQ(study::verdict_of(-0.2, -0.3, -0.1, 0.001), Verdict::keeps_sign);
  EXPECT_EQ(study::verdict_of(std::nan(""), -1, 1, 0.001), Verdict::nothing);
}

TEST(Ranges, AreThoseOfSensitivityAndOfTheSets) {
  const study::RunResult result = with_ranges(story("all-out"));
  const study::HeadlineRanges& ranges = *result.ranges;
  Observer silent;
  const SensitivityOptions options{.run = story(), .plan = default_plan(), .case_name = "all-out"};
  const study::Problem problem = study::read_problem(options.run);
  const Sensitivity draws = sensitivity(problem, options, nullptr, silent);
  const SetComparison sets = compare_sets(problem, options);
  ASSERT_GE(ranges.items.size(), draws.intervals.size());
  for (std::size_t at = 0; at < draws.intervals.size(); ++at) {
    const Range& range = ranges.of[at][0];
    const Interval& interval = draws.intervals[at];
    EXPECT_EQ(ranges.items[at].name, interval.item.name);
    // The run's own solution, and the same solved again to the residual of a draw.
    EXPECT_NEAR(range.central, interval.spread.central, 1e-9 * std::abs(range.central)) << interval.item.name;
    EXPECT_EQ(range.draws_low, interval.spread.p05) << interval.item.name;
    EXPECT_EQ(range.draws_high, interval.spread.p95) << interval.item.name;
    const auto [low, high] = std::ranges::minmax(sets.rows[at].values);
    EXPECT_EQ(range.sets_low, low) << interval.item.name;
    EXPECT_EQ(range.sets_high, high) << interval.item.name;
    EXPECT_LE(range.low, range.central);
    EXPECT_GE(range.high, range.central);
    EXPECT_EQ(range.low, std::min(range.draws_low, range.sets_low));
    EXPECT_EQ(range.high, std::max(range.draws_high, range.sets_high));
  }
  EXPECT_EQ(ranges.sets.size(), sets.sets.size());
}

TEST(Ranges, ThreadsChangeNoDigit) {
  const study::RunResult one = with_ranges(story("car-cut"), 1);
  const study::RunResult three = with_ranges(story("car-cut"), 3);
  for (std::size_t at = 0; at < one.ranges->of.size(); ++at) {
    EXPECT_EQ(one.ranges->of[at][0].low, three.ranges->of[at][0].low);
    EXPECT_EQ(one.ranges->of[at][0].high, three.ranges->of[at][0].high);
  }
}

TEST(Ranges, HoldRealIncomeOfEveryCountry) {
  const study::RunResult result = with_ranges(story("september-2018"));
  for (const Country n : result.baseline.economy.countries())
    EXPECT_EQ(result.ranges->real_income(n, 0)->central, result.cases[0].outcome.real_income_pct(n));
}

/// A baseline with one elasticity that two named sets share.
TEST(Ranges, EqualSetsCountOnce) {
  study::RunOptions run = story("car-cut");
  run.elasticities = "FGO2022";
  const study::RunResult result = with_ranges(run);
  EXPECT_THAT(result.ranges->sets, testing::Contains("baseline"));
  EXPECT_EQ(result.ranges->sets.front(), "FGO2022");
  EXPECT_EQ(std::ranges::count(result.ranges->sets, "FGO2022"), 1);
  EXPECT_THAT(result.ranges->remarks, testing::Contains(testing::HasSubstr("FGO2022 has the elasticities of FGO2022")));
}

/// The findings of docs/model/sensitivity.md on the table at basic prices, whose elasticities are those of the article.
TEST(Ranges, SmallCasesAtBasicPricesKeepNoSign) {
  const test::TemporaryFolder folder;
  const std::filesystem::path fixtures = test::project() / "tests" / "fixtures";
  std::filesystem::copy(test::project() / "scenarios", folder / "scenarios", std::filesystem::copy_options::recursive);
  std::filesystem::create_directories(folder / "data");
  std::filesystem::copy(test::project() / "data" / "market", folder / "data" / "market",
                        std::filesystem::copy_options::recursive);
  std::filesystem::copy_file(fixtures / "us-china-2018-coverage.csv", folder / "scenarios/coverage/us-china-2018.csv",
                             std::filesystem::copy_options::overwrite_existing);
  study::RunOptions run{.scenario = folder / "scenarios" / "us-china-march-2018.toml",
                        .baseline = fixtures / "world-2017-basic",
                        .assets = {.data = {test::project() / "data"}}};
  run.only_case = "steel-and-aluminium";
  const study::RunResult metals = with_ranges(run);
  EXPECT_EQ(income(metals, "USA").verdict, Verdict::nothing);
  run.only_case = "september-2018";
  const study::RunResult september = with_ranges(run);
  EXPECT_EQ(income(september, "USA").verdict, Verdict::open);
  EXPECT_EQ(income(september, "CHN").verdict, Verdict::keeps_sign)
      << report::range_words(income(september, "CHN")) << testing::PrintToString(september.ranges->remarks);
  const std::string words =
      report::income_sentence(september, september.cases[0], *september.baseline.economy.find_country("USA"));
  EXPECT_THAT(words, testing::HasSubstr("could go either way"));
}

/// Of a thousand made-up worlds whose elasticities are a draw themselves, the interval of the draws holds the truth in
/// about nine of ten: its own claim.
TEST(Ranges, TheIntervalOfTheDrawsHoldsTheTruthAsOftenAsItSays) {
  constexpr unsigned worlds = 1000;
  const test::TemporaryFolder folder;
  Observer silent;
  unsigned held = 0;
  // Truths spread evenly over the distribution, so that the count does not hang on the luck of a thousand.
  numerics::SamplingPlan nature{.method = numerics::SamplingMethod::sobol, .count = worlds, .seed = 2018};
  for (unsigned seed = 1; seed <= worlds; ++seed) {
    study::Problem problem;
    problem.baseline = calibrate(test::random_economy(seed, {.countries = 3, .sectors = 2}));
    problem.scenario = scenario::parse(
        "format = 1\ntitle = \"made up\"\nbaseline = \"random\"\nparties = [\"C0\", \"C1\"]\n[[action]]\nid = "
        "\"duty\"\nimposer = \"C0\"\n"
        "origin = [\"C1\"]\nsectors = [\"S0\"]\nrate = \"+20%\"\n",
        folder / "s.toml");
    SensitivityPlan plan = default_plan();
    plan.sampling.dimension = 2 + problem.baseline.economy.sector_count();
    plan.sampling.seed = seed;
    const Central central = prepare(problem, {.certifies = false}, {}, silent);
    const MakeDraw make = draw_maker(central, plan);
    std::vector<Draw> draws;
    for (std::size_t at = 0; at < plan.sampling.point_count(); ++at) draws.push_back(make(at));
    nature.dimension = plan.sampling.dimension;
    const Draw truth = answer(central, realise(plan, nature.dimension - 2, numerics::sample(nature, seed - 1)), 0);
    Spread spread;
    describe(draws, 0, true, spread);
    held += truth.values.at(0) >= spread.p05 && truth.values.at(0) <= spread.p95 ? 1U : 0U;
  }
  EXPECT_GE(held, 880U);
  EXPECT_LE(held, 920U);
}

}  // namespace
}  // namespace parley::uncertainty
