#include "parley/study/cases/static_duties.hpp"

#include <gmock/gmock.h>

#include <cmath>
#include <stdexcept>

#include "parley/data/read_baseline.hpp"
#include "support/files.hpp"

namespace parley::study {
namespace {

using testing::HasSubstr;

/// A scenario on a baseline, with nothing solved: static duties need no solution.
RunResult unsolved(scenario::Scenario scenario, const std::filesystem::path& baseline) {
  RunResult result;
  result.baseline = data::read_baseline(baseline);
  result.scenario = std::move(scenario);
  result.resolved = scenario::resolve(result.scenario, result.baseline);
  for (const scenario::Compare& compare : result.scenario.compares) {
    result.cases.emplace_back();
    result.cases.back().compare = compare;
  }
  return result;
}

RunResult story(const std::filesystem::path& baseline) {
  return unsolved(scenario::read(test::project() / "scenarios/us-china-march-2018.toml"), baseline);
}

std::vector<EntryDuty> duties_of(const RunResult& result, const std::string& name) {
  for (const CaseResult& solved : result.cases) {
    if (solved.compare.name == name) return static_duties(result, solved);
  }
  throw std::runtime_error("no case " + name);
}

const EntryDuty& entry(const std::vector<EntryDuty>& duties, const std::string& id) {
  for (const EntryDuty& each : duties) {
    if (each.id == id) return each;
  }
  throw std::runtime_error("no entry " + id);
}

double on_china(const EntryDuty& entry, const Economy& economy) {
  for (const PartnerDuty& each : entry.partners) {
    if (economy.code(each.partner) == "CHN") return each.duty_musd;
  }
  return 0;
}

// What was announced: 25 % on $60bn and on $50bn each way; China's 128 lines by their own rates; ten and 25 % in September.
TEST(StaticDuties, OfTheStorysListsAreWhatTheLawAsks) {
  const RunResult result = story(test::project() / "data/world-2017");
  const std::vector<EntryDuty> threat = duties_of(result, "threat");
  const std::vector<EntryDuty> april = duties_of(result, "april-lists");
  const std::vector<EntryDuty> september = duties_of(result, "september-2018");
  EXPECT_NEAR(*entry(threat, "us-301-threat").official_duty_musd, 15000, 1);
  EXPECT_NEAR(*entry(april, "us-301-april").official_duty_musd, 12500, 1);
  EXPECT_NEAR(*entry(april, "cn-301-april").official_duty_musd, 12500, 1);
  EXPECT_NEAR(*entry(april, "cn-232-answer").official_duty_musd, 644.8, 1);
  for (const EntryDuty& each : {entry(threat, "us-301-threat"), entry(april, "us-301-april"),
                                entry(april, "cn-301-april"), entry(april, "cn-232-answer")}) {
    EXPECT_NEAR(*each.difference_pct(), 0, 1) << each.id;
    EXPECT_EQ(each.reason, "");
  }
  double lists = 0;
  for (const char* id : {"us-301-1", "us-301-2", "us-301-3"}) lists += entry(september, id).duty_musd;
  EXPECT_NEAR(lists / 32090, 1, 0.01);
  const Economy& economy = result.baseline.economy;
  const double metals =
      on_china(entry(september, "us-232-steel"), economy) + on_china(entry(september, "us-232-aluminium"), economy);
  EXPECT_NEAR(metals / 450, 1, 0.02);
  double answers = 0;
  double official = 0;
  for (const char* id : {"cn-301-1", "cn-301-2", "cn-301-3"}) {
    answers += entry(september, id).duty_musd;
    official += *entry(september, id).official_duty_musd;
  }
  EXPECT_NEAR(answers / official, 1, 0.01);
}

TEST(StaticDuties, AtBasicPricesFallShortAndSayWhy) {
  // That world has no soybeans: its shares of lists are those of its own sectors.
  const test::TemporaryFolder folder;
  std::filesystem::copy(test::project() / "scenarios", folder / "scenarios", std::filesystem::copy_options::recursive);
  std::filesystem::copy_file(test::project() / "tests/fixtures/us-china-2018-coverage.csv",
                             folder / "scenarios/coverage/us-china-2018.csv",
                             std::filesystem::copy_options::overwrite_existing);
  const RunResult result = unsolved(scenario::read(folder / "scenarios/us-china-march-2018.toml"), test::basic_world());
  const EntryDuty threat = entry(duties_of(result, "threat"), "us-301-threat");
  EXPECT_NEAR(*threat.official_duty_musd, 15000, 1);
  EXPECT_LT(threat.comparable_musd, 11000);
  EXPECT_LT(*threat.difference_pct(), -20);
  EXPECT_THAT(threat.reason, HasSubstr("ELE"));
}

TEST(StaticDuties, AddUpToTheShocksDutyOnTheBaselinesTrade) {
  const RunResult result = story(test::project() / "data/world-2017");
  for (const CaseResult& solved : result.cases) {
    const Shock shock = scenario::to_shock(result.resolved, solved.compare, result.baseline);
    double whole = 0;
    for (std::size_t cell = 0; cell < shock.tariff_new.size(); ++cell) {
      whole += (shock.tariff_new.values()[cell] - result.baseline.tariff.values()[cell]) *
               result.baseline.flow.values()[cell];
    }
    double entries = 0;
    for (const EntryDuty& each : static_duties(result, solved)) entries += each.duty_musd;
    EXPECT_NEAR(entries, whole, 1e-6 * std::abs(whole) + 1e-9) << solved.compare.name;
  }
}

TEST(StaticDuties, HaveNoOfficialSumWhereNoListHasOne) {
  const RunResult result = story(test::project() / "data/world-2017");
  const EntryDuty all = entry(duties_of(result, "all-out"), "us-all-goods");
  EXPECT_FALSE(all.official_duty_musd);
  EXPECT_FALSE(all.difference_pct());
  EXPECT_NEAR(all.duty_musd / (0.25 * 505470), 1, 2e-8);  // 22 flows in files of eight digits
}

}  // namespace
}  // namespace parley::study
