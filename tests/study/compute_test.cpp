#include "parley/study/cases/compute.hpp"
#include "parley/report/publish.hpp"
#include "parley/report/words/shock_text.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>

#include <nlohmann/json.hpp>

#include "parley/base/error.hpp"
#include "parley/study/cases/explain_case.hpp"
#include "parley/study/cases/headline.hpp"
#include "support/files.hpp"

namespace parley::run {
namespace {

namespace fs = std::filesystem;

fs::path story() { return test::project() / "scenarios" / "us-china-march-2018.toml"; }

double real_income(const study::RunResult& result, const std::string& name, const char* code) {
  for (const study::CaseResult& solved : result.cases) {
    if (solved.compare.name == name) {
      return solved.outcome.real_income_pct(result.baseline.economy.find_country(code).value());
    }
  }
  ADD_FAILURE() << "no case " << name;
  return 0.0;
}

class EveryScenario : public testing::TestWithParam<fs::path> {};

TEST_P(EveryScenario, IsSolvedAndCertified) {
  Observer silent;
  const study::RunResult result = study::compute({.scenario = GetParam()}, silent);
  EXPECT_FALSE(result.cases.empty());
  for (const study::CaseResult& solved : result.cases) {
    EXPECT_TRUE(solved.equilibrium.report.usable()) << solved.compare.name;
    EXPECT_TRUE(solved.certificate.holds()) << solved.compare.name;
  }
}

std::vector<fs::path> scenario_files() {
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(test::project() / "scenarios")) {
    if (entry.path().extension() == ".toml") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

INSTANTIATE_TEST_SUITE_P(Scenarios, EveryScenario, testing::ValuesIn(scenario_files()), [](const auto& file) {
  std::string name = file.param.stem().string();
  std::replace_if(name.begin(), name.end(), [](unsigned char c) { return std::isalnum(c) == 0; }, '_');
  return name;
});

TEST(Run, TheStoryIsCertifiedThoroughly) {
  Observer silent;
  const study::RunResult result = study::compute({.scenario = story(), .certify_thoroughly = true}, silent);
  ASSERT_GE(result.cases.size(), 5U);
  for (const study::CaseResult& solved : result.cases) EXPECT_TRUE(solved.certificate.holds()) << solved.compare.name;
}

TEST(Run, AllOutTariffsCostBothParties) {
  Observer silent;
  const study::RunResult result = study::compute({.scenario = story()}, silent);
  EXPECT_LT(real_income(result, "all-out", "CHN"), 0.0);
  EXPECT_LT(real_income(result, "all-out", "USA"), 0.0);
  EXPECT_GT(real_income(result, "all-out", "VNM"), 0.0);
  EXPECT_GT(real_income(result, "all-out", "MEX"), 0.0);
}

/// Every scenario of the repository: the parts of every party's change add up to it, by entry and by channel.
TEST_P(EveryScenario, IsExplainedToTheLastDigits) {
  Observer silent;
  const study::RunResult result = study::compute({.scenario = GetParam()}, silent);
  for (const study::CaseResult& solved : result.cases) {
    for (const study::ExplainedChange& change :
         study::explain_case(result, solved, real_incomes(study::parties(result)), silent)) {
      const double exact = std::log1p(solved.outcome.real_income_pct(change.split.country) / 100);
      double entries = 0;
      for (const study::ActionTerm& term : change.actions) entries += term.contribution;
      EXPECT_NEAR(entries, exact, 1e-8) << solved.compare.name;
      EXPECT_TRUE(change.split.holds(1e-8)) << solved.compare.name;
    }
  }
}

/// The entries of a file in the opposite order: the same parts.
TEST(Run, TheOrderOfTheEntriesDoesNotMatter) {
  Observer silent;
  study::RunResult result = study::compute({.scenario = story()}, silent);
  const study::CaseResult& last = result.cases.at(3);
  const std::vector<Measure> parties = real_incomes(study::parties(result));
  const std::vector<study::ExplainedChange> forward = study::explain_case(result, last, parties, silent);
  std::reverse(result.scenario.actions.begin(), result.scenario.actions.end());
  const std::vector<study::ExplainedChange> backward = study::explain_case(result, last, parties, silent);
  for (std::size_t at = 0; at < forward.size(); ++at) {
    for (const study::ActionTerm& term : forward[at].actions) {
      const auto same = std::find_if(backward[at].actions.begin(), backward[at].actions.end(),
                                     [&](const study::ActionTerm& other) { return other.id == term.id; });
      ASSERT_NE(same, backward[at].actions.end()) << term.id;
      EXPECT_NEAR(same->contribution, term.contribution, 1e-12) << term.id;
    }
  }
}

TEST(Run, LeavesEveryFileOfTheResultFolder) {
  const test::TemporaryFolder folder;
  Observer silent;
  (void)report::run({.scenario = story(), .command = "test"}, folder / "result", silent);
  for (const char* name :
       {"report.html", "result.json", "manifest.json", "certificate.json", "tables/country.csv", "tables/sector.csv",
        "tables/bilateral.csv", "tables/strategy/ladder.csv", "tables/strategy/reaction-curves.csv",
        "tables/strategy/treaties.csv", "tables/strategy/frontier.csv"}) {
    EXPECT_TRUE(fs::is_regular_file(folder.path() / "result" / name)) << name;
  }
  const auto certificate = nlohmann::json::parse(test::read_file(folder.path() / "result" / "certificate.json"));
  EXPECT_FALSE(certificate.empty());
  const std::string page = test::read_file(folder.path() / "result" / "report.html");
  EXPECT_THAT(page, testing::HasSubstr("<section id=\"strategy\">"));
  EXPECT_LT(page.find("<section id=\"strategy\">"), page.find("<section id=\"deal\">"));
  const auto result = nlohmann::json::parse(test::read_file(folder.path() / "result" / "result.json"));
  const auto& chapter = result["chapters"]["strategy"];
  // Every part of the story has a solution.
  for (const char* part : {"ladder", "reaction_curves", "talks"})
    EXPECT_FALSE(chapter[part].contains("failure")) << part;
}

TEST(Run, TwoRunsAreEqualToTheByte) {
  setenv("SOURCE_DATE_EPOCH", "1521763200", 1);
  const test::TemporaryFolder folder;
  Observer silent;
  for (const char* name : {"one", "two"})
    (void)report::run({.scenario = story(), .command = "test"}, folder / name, silent);
  unsetenv("SOURCE_DATE_EPOCH");
  std::size_t files = 0;
  for (const auto& entry : fs::recursive_directory_iterator(folder / "one")) {
    if (!entry.is_regular_file()) continue;
    ++files;
    const fs::path other = folder / "two" / fs::relative(entry.path(), folder / "one");
    EXPECT_EQ(test::read_file(entry.path()), test::read_file(other)) << entry.path();
  }
  EXPECT_GE(files, 10U);
}

TEST(Run, AFailedSolveIsNoResult) {
  const test::TemporaryFolder folder;
  Observer silent;
  EXPECT_THROW((void)report::run({.scenario = story(), .solve = {.iteration_limit = 2}}, folder / "result", silent),
               NotSolved);
  EXPECT_FALSE(fs::exists(folder / "result"));
}

TEST(Run, StopsAfterTheStepThatWasAskedFor) {
  const test::TemporaryFolder folder;
  Observer silent;
  const study::RunResult result =
      report::run({.scenario = story(), .stop_after = study::Step::shock}, folder / "result", silent);
  EXPECT_FALSE(fs::exists(folder / "result"));
  ASSERT_FALSE(result.cases.empty());
  EXPECT_EQ(result.cases[0].equilibrium.report.status, SolveStatus::not_called);
  EXPECT_THAT(report::shock_text(result), testing::HasSubstr("mean tariff on goods"));
}

}  // namespace
}  // namespace parley::run
