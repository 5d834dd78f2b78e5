// The long run and a year side by side: what a run answers in each, what is refused in the short run and with what reason.
#include "parley/study/cases/horizons.hpp"

#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "parley/equilibrium/short_run.hpp"
#include "parley/report/tables/horizons_files.hpp"
#include "parley/report/words/horizons_text.hpp"
#include "parley/study/deal.hpp"
#include "parley/study/strategy_problem.hpp"
#include "parley/study/study.hpp"
#include "support/files.hpp"

namespace parley::study {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

constexpr const char* a_duty =
    "[[action]]\nid = \"duty\"\nimposer = \"USA\"\norigin = [\"CHN\"]\nsectors = [\"ELE\"]\nrate = \"+25%\"\n";
constexpr const char* a_purchase =
    "[[request]]\nid = \"buy\"\nfrom = \"USA\"\nto = \"CHN\"\npurchase = { sectors = [\"AGR\"], add_musd = "
    "2000 }\n";

fs::path scenario_file(const test::TemporaryFolder& folder, const std::string& head, const std::string& entries) {
  const fs::path file = folder.path() / "s.toml";
  test::write_file(file, "format = 1\ntitle = \"t\"\nbaseline = \"" + (test::project() / "data/world-2017").string() +
                             "\"\nparties = [\"USA\", \"CHN\"]\n" + head + entries);
  return file;
}

RunResult run_in(const std::string& head, const std::string& option = "") {
  const test::TemporaryFolder folder;
  Observer silent;
  return compute({.scenario = scenario_file(folder, head, a_duty), .horizon = option}, silent);
}

std::string refusal(const std::function<void()>& work) {
  try {
    work();
  } catch (const InputError& error) {
    return error.what();
  }
  return "nothing was refused";
}

TEST(Horizons, AYearIsTheCentralSetOfTheShortRun) {
  const RunResult in_long_run = run_in("");
  const RunResult in_a_year = run_in("horizon = \"short\"\n");
  EXPECT_EQ(in_long_run.horizon, Horizon::long_run);
  EXPECT_FALSE(in_long_run.long_run.has_value());
  ASSERT_EQ(in_a_year.horizon, Horizon::short_run);
  EXPECT_TRUE(in_a_year.cases[0].certificate.holds());
  const Baseline economy = in_short_run(in_long_run.baseline, short_run_sets()[0]);
  const Equilibrium solved = solve(economy, in_long_run.cases[0].shock);
  EXPECT_EQ(solved.income_new, in_a_year.cases[0].equilibrium.income_new);
  EXPECT_FALSE(in_a_year.cases[0].outcome.factor_price_pct.empty());
}

TEST(Horizons, TheOptionGoesBeforeTheFile) {
  EXPECT_EQ(run_in("horizon = \"short\"\n", "long").horizon, Horizon::long_run);
  EXPECT_EQ(run_in("", "short").horizon, Horizon::short_run);
  EXPECT_THAT(refusal([] { (void)run_in("", "middle"); }), HasSubstr("long or short"));
  EXPECT_THAT(refusal([] { (void)run_in("horizon = \"shrt\"\n"); }), HasSubstr("horizon"));
}

TEST(Horizons, AreTheSameNumbersWhicheverTheRunIsOf) {
  Observer silent;
  const RunResult in_long_run = run_in("deficit_rule = \"balanced\"\n");
  const RunResult in_a_year = run_in("deficit_rule = \"balanced\"\nhorizon = \"short\"\n");
  const auto from_long = compare_horizons(in_long_run, {}, silent);
  const auto from_year = compare_horizons(in_a_year, {}, silent);
  ASSERT_TRUE(from_long && from_year);
  for (const Country n : in_long_run.baseline.economy.countries()) {
    const CountryHorizons& a = from_long->cases[0].countries[n.value()];
    const CountryHorizons& b = from_year->cases[0].countries[n.value()];
    EXPECT_EQ(a.long_income, b.long_income);
    EXPECT_EQ(a.long_value_added, b.long_value_added);
    EXPECT_EQ(a.income.central, b.income.central);
    EXPECT_EQ(a.value_added.lowest, b.value_added.lowest);
    EXPECT_LE(a.income.lowest, a.income.central);
    EXPECT_GE(a.income.highest, a.income.central);
    EXPECT_EQ(a.income.central, in_a_year.cases[0].outcome.real_income_pct(n));
  }
}

TEST(Horizons, SayInWordsWhichTheyAre) {
  Observer silent;
  const RunResult result = run_in("");
  const auto comparison = compare_horizons(result, {}, silent);
  ASSERT_TRUE(comparison);
  const std::string text = report::horizons_text(result, *comparison);
  EXPECT_THAT(text, HasSubstr("full employment, labour moves between sectors"));
  EXPECT_THAT(text, HasSubstr("workers and machines stay in their sectors"));
  const auto json = report::horizon_json(result, comparison);
  EXPECT_EQ(json.at("horizon"), "long");
  EXPECT_EQ(json.at("sets").size(), 3U);
  EXPECT_EQ(json.at("cases").at("all").at("USA").at("real_income_long_pct"),
            result.cases[0].outcome.real_income_pct(Country(0)));
  EXPECT_THAT(report::horizon_sectors_csv(result, *comparison), HasSubstr("\nall,CHN,ELE,"));
}

TEST(Horizons, MarkANumberWhoseSignTheSetsLeaveOpen) {
  EXPECT_EQ(verdict_of(YearRange{.central = 0.2, .lowest = 0.1, .highest = 0.3}), Verdict::keeps_sign);
  EXPECT_EQ(verdict_of(YearRange{.central = 0.2, .lowest = -0.1, .highest = 0.3}), Verdict::open);
  EXPECT_EQ(verdict_of(YearRange{.central = 0.0005, .lowest = 0.0004, .highest = 0.3}), Verdict::nothing);
  EXPECT_EQ(report::year_range_text({.central = 0.2, .lowest = -0.1, .highest = 0.3}), "+0.200? (-0.100 to +0.300)");
  EXPECT_EQ(report::year_range_text({.central = 0.2, .lowest = 0.1, .highest = 0.3}), "+0.200 (+0.100 to +0.300)");
}

TEST(Horizons, QuantitiesAreKeptInTheLongRunAlone) {
  const test::TemporaryFolder folder;
  Observer silent;
  const fs::path file = scenario_file(folder, "", std::string(a_duty) + a_purchase);
  const RunResult result = compute({.scenario = file}, silent);
  ASSERT_EQ(result.cases[0].commitments.size(), 1U);
  const auto comparison = compare_horizons(result, {}, silent);
  ASSERT_TRUE(comparison);
  EXPECT_THAT(comparison->cases[0].failure, HasSubstr("commits to a quantity"));
  EXPECT_THAT(refusal([&] { (void)compute({.scenario = file, .horizon = "short"}, silent); }),
              HasSubstr("kept in the long run alone"));
}

TEST(Horizons, GamesRefuseTheShortRunWithTheReason) {
  const test::TemporaryFolder folder;
  Observer silent;
  const fs::path file = scenario_file(folder, "horizon = \"short\"\n", a_duty);
  EXPECT_THAT(refusal([&] { (void)read_strategy_problem({.target = file.string()}, silent); }),
              HasSubstr("rises without bound"));
  const fs::path story = test::project() / "scenarios" / "us-china-march-2018.toml";
  Study study = parley::study::study({.scenario = story, .horizon = "short", .stop_after = Step::report}, silent);
  ASSERT_TRUE(study.deal && study.strategy);
  EXPECT_THAT(study.deal->failure, HasSubstr("rises without bound"));
  EXPECT_THAT(study.strategy->escalation.failure, HasSubstr("rises without bound"));
}

}  // namespace
}  // namespace parley::study
