#include "parley/study/cases/compute.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>

#include <nlohmann/json.hpp>

#include "parley/base/cancelled.hpp"
#include "parley/base/error.hpp"
#include "parley/report/words/shock_text.hpp"
#include "parley/report/write.hpp"
#include "parley/study/cases/balanced_base.hpp"
#include "parley/study/cases/earlier_result.hpp"
#include "parley/study/cases/explain_case.hpp"
#include "parley/study/cases/headline.hpp"
#include "parley/study/study.hpp"
#include "support/files.hpp"

namespace parley::study {
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
  std::reverse(result.resolved.actions.begin(), result.resolved.actions.end());
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
  report::write(study::study({.scenario = story(), .command = "test"}, silent), folder / "result");
  for (const char* name :
       {"report.html", "result.json", "manifest.json", "certificate.json", "tables/country.csv", "tables/sector.csv",
        "tables/bilateral.csv", "tables/strategy/escalation.csv", "tables/strategy/escalation-worlds.csv",
        "tables/strategy/reaction-curves.csv", "tables/strategy/treaties.csv", "tables/strategy/frontier.csv"}) {
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
  for (const char* part : {"escalation", "reaction_curves", "talks"})
    EXPECT_FALSE(chapter[part].contains("failure")) << part;
}

TEST(Run, TwoRunsAreEqualToTheByte) {
  setenv("SOURCE_DATE_EPOCH", "1521763200", 1);
  const test::TemporaryFolder folder;
  Observer silent;
  for (const char* name : {"one", "two"})
    report::write(study::study({.scenario = story(), .command = "test"}, silent), folder / name);
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
  Observer silent;
  EXPECT_THROW((void)study::study({.scenario = story(), .solve = {.iteration_limit = 2}}, silent), NotSolved);
}

/// One case alone has the digits that it has among the others.
TEST(Run, SolvesOneCaseAlone) {
  Observer silent;
  const study::RunResult all = study::compute({.scenario = story()}, silent);
  const std::size_t at = 2;
  const std::string name = all.cases.at(at).compare.name;
  const study::RunResult one = study::compute({.scenario = story(), .only_case = name}, silent);
  ASSERT_EQ(one.cases.size(), 1U);
  EXPECT_EQ(one.cases[0].compare.name, name);
  EXPECT_TRUE(
      std::ranges::equal(one.cases[0].equilibrium.wage_hat.values(), all.cases[at].equilibrium.wage_hat.values()));
  const study::RunResult last = study::compute({.scenario = story(), .only_case = ""}, silent);
  EXPECT_EQ(last.cases.at(0).compare.name, all.cases.back().compare.name);
  try {
    (void)study::compute({.scenario = story(), .only_case = "al-out"}, silent);
    FAIL() << "a case that is not there";
  } catch (const InputError& error) {
    EXPECT_STREQ(error.what(), "--case: no case 'al-out'; did you mean 'all-out'?");
  }
}

/// Half of all deficits, for every one of them is somebody's surplus; tariffs stay.
TEST(BalancedBase, HasNoDeficitsAndSaysHowMuchTheyWere) {
  Observer silent;
  const Baseline world = study::read_problem({.scenario = story()}).baseline;
  const study::BalancedBase balanced = study::fully_balanced_base(world, {.tolerance = 1e-12}, silent);
  double surpluses = 0;
  for (const Country n : world.economy.countries()) {
    surpluses += std::max(-world.deficit(n), 0.0);
    EXPECT_NEAR(balanced.baseline.deficit(n), 0, 1e-6 * world.income(n));
  }
  EXPECT_GT(surpluses, 0);
  EXPECT_NEAR(balanced.transfers_taken_away, surpluses, 1e-6 * surpluses);
  EXPECT_EQ(balanced.baseline.tariff, world.tariff);
  EXPECT_THROW((void)study::fully_balanced_base(world, {.iteration_limit = 1}, silent), NotSolved);
}

TEST(Manifest, OfAnEarlierRunThatIsNotInFormIsRefusedWithItsFile) {
  const test::TemporaryFolder folder;
  for (const char* text : {"{", "[]", "{}", R"({"scenario": 3, "inputs": []})", R"({"scenario": "a", "inputs": [1]})",
                           R"({"scenario": "a", "elasticities": 3, "inputs": []})"}) {
    test::write_file(folder / "manifest.json", text);
    try {
      (void)study::options_of(folder.path(), "");
      FAIL() << text;
    } catch (const InputError& error) {
      EXPECT_THAT(error.what(), testing::AnyOf(testing::HasSubstr("manifest.json: is not the manifest of a run"),
                                               testing::HasSubstr("manifest.json:1:2: is not JSON")))
          << text;
    }
  }
}

/// Says stop when it was asked `patience` times.
class Impatient : public Observer {
 public:
  explicit Impatient(int patience) : patience_(patience) {}
  bool cancelled() override { return asked_++ >= patience_; }
  [[nodiscard]] int asked() const { return asked_; }

 private:
  int patience_;
  int asked_ = 0;
};

TEST(Run, AnInterruptIsNoStudyWhereverItComes) {
  const fs::path starter = test::project() / "scenarios" / "starter.toml";
  Impatient patient(1000000);
  (void)study::compute({.scenario = starter}, patient);
  try {
    Impatient at_once(0);
    (void)study::study({.scenario = starter}, at_once);
    FAIL() << "the solve went on";
  } catch (const NotSolved& failure) {
    EXPECT_EQ(failure.report().status, SolveStatus::cancelled);
  }
  Impatient after_the_cases(patient.asked());
  EXPECT_THROW((void)study::study({.scenario = starter}, after_the_cases), Cancelled);
}

TEST(Run, StopsAfterTheStepThatWasAskedFor) {
  Observer silent;
  const study::RunResult result = study::compute({.scenario = story(), .stop_after = study::Step::shock}, silent);
  ASSERT_FALSE(result.cases.empty());
  EXPECT_EQ(result.cases[0].equilibrium.report.status, SolveStatus::not_called);
  EXPECT_THAT(report::shock_text(result), testing::HasSubstr("mean tariff on goods"));
}

}  // namespace
}  // namespace parley::study
