#include "parley/study/packages.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <set>
#include <string_view>

#include "parley/base/error.hpp"
#include "parley/data/read_baseline.hpp"
#include "support/files.hpp"

namespace parley::study {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

/// Three issues with two, three and two options; entries of one may stand in another.
scenario::DealPlan plan() {
  return {
      .parties = {"USA", "CHN"},
      .issues = {
          {.id = "steel", .title = "Steel", .options = {{"stay", "", {"steel"}}, {"drop", "dropped", {}}}},
          {.id = "cars",
           .title = "Cars",
           .options = {{"stay", "", {}}, {"half", "halved", {"cars-half"}}, {"none", "gone", {"cars-none"}}}},
          {.id = "date", .title = "Date", .options = {{"june", "", {"steel", "june"}}, {"may", "in May", {"may"}}}}}};
}

TEST(AllPackages, AreAllCombinationsTheLastIssueRunningFastest) {
  const std::vector<Package> packages = all_packages(plan());
  ASSERT_EQ(packages.size(), plan().package_count());
  EXPECT_THAT(packages.front(), ElementsAre(0, 0, 0));
  EXPECT_THAT(packages[1], ElementsAre(0, 0, 1));
  EXPECT_THAT(packages[2], ElementsAre(0, 1, 0));
  EXPECT_THAT(packages.back(), ElementsAre(1, 2, 1));
  EXPECT_EQ(std::set<Package>(packages.begin(), packages.end()).size(), 12U);
  EXPECT_TRUE(std::is_sorted(packages.begin(), packages.end()));
}

TEST(AllPackages, LeaveOutWhatCannotStandTogether) {
  scenario::DealPlan some = plan();
  some.exclusions = {{.issue = 0, .option = 1, .other_issue = 1, .other_option = 2}};
  const std::vector<Package> packages = all_packages(some);
  EXPECT_EQ(packages.size(), 10U);
  for (const Package& package : packages) EXPECT_FALSE(package[0] == 1 && package[1] == 2);
}

TEST(AllPackages, OfOneIssueAreItsOptions) {
  scenario::DealPlan one = plan();
  one.issues.erase(one.issues.begin() + 1, one.issues.end());
  EXPECT_THAT(all_packages(one), ElementsAre(Package{0}, Package{1}));
}

TEST(EntriesOfAPackage, AreThoseOfItsOptionsEachOnce) {
  EXPECT_THAT(entries_of(plan(), {0, 1, 0}), testing::UnorderedElementsAre("steel", "cars-half", "june"));
  EXPECT_THAT(entries_of(plan(), {1, 0, 1}), ElementsAre("may"));
}

TEST(SettledTitles, LeaveOutWhatStaysAsItStands) {
  EXPECT_THAT(settled_titles(plan(), {0, 0, 0}), IsEmpty());
  EXPECT_THAT(settled_titles(plan(), {1, 2, 0}), ElementsAre("dropped", "gone"));
}

scenario::Scenario duties() {
  const auto duty = [](const std::string& id, const std::string& imposer, const std::string& origin) {
    return "[[action]]\nid = \"" + id + "\"\nimposer = \"" + imposer + "\"\norigin = [\"" + origin +
           "\"]\nsectors = [\"STL\"]\nrate = \"+25%\"\n";
  };
  return scenario::parse("format = 1\ntitle = \"t\"\nbaseline = \"world-2017\"\n" + duty("ours", "USA", "CHN") +
                             duty("theirs", "CHN", "USA"),
                         "s.toml");
}

/// Each side's duty is an issue.
scenario::DealPlan two_duties() {
  return {.parties = {"USA", "CHN"},
          .issues = {{.id = "a", .title = "A", .options = {{"no", "", {}}, {"yes", "", {"ours"}}}},
                     {.id = "b", .title = "B", .options = {{"no", "", {}}, {"yes", "", {"theirs"}}}}}};
}

TEST(PartiesOfADeal, AreCountriesOfTheBaseline) {
  const Baseline world = data::read_baseline(test::project() / "data" / "world-2017");
  scenario::DealPlan some = plan();
  const scenario::Scenario scenario = duties();
  const scenario::ResolvedScenario resolved = scenario::resolve(scenario, world);
  const DealProblem problem{scenario, resolved, some, world};
  const std::vector<Country> parties = parties_of(problem);
  ASSERT_EQ(parties.size(), 2U);
  EXPECT_EQ(world.economy.code(parties[0]), "USA");
  some.parties[1] = "CHM";
  try {
    (void)parties_of(problem);
    FAIL() << "a party that is not there";
  } catch (const InputError& error) {
    EXPECT_THAT(error.what(), testing::AllOf(HasSubstr("deal.parties"), HasSubstr("no country 'CHM'")));
  }
}

TEST(PackageValues, OfNothingAreNothingAndEachIsThatOfItsEntries) {
  const Baseline world = data::read_baseline(test::project() / "data" / "world-2017");
  const scenario::DealPlan two = two_duties();
  const scenario::Scenario scenario = duties();
  const scenario::ResolvedScenario resolved = scenario::resolve(scenario, world);
  const DealProblem problem{scenario, resolved, two, world};
  Observer silent;
  const std::vector<PackageValue> values = value_packages(problem, {.threads = 2}, silent);
  ASSERT_EQ(values.size(), 4U);
  const std::vector<Country> parties = parties_of(problem);
  for (const PackageValue& value : values) {
    const PackageValue alone = value_of_entries(problem, entries_of(two, value.package), parties, {}, silent);
    ASSERT_EQ(value.failure, "");
    for (const Country party : parties)
      EXPECT_NEAR(value.gain[party.value()], alone.gain[party.value()], 1e-3);  // thousand dollars
  }
  for (const Country party : parties) EXPECT_NEAR(values[0].gain[party.value()], 0, 1e-2);
  // A duty on the other's steel takes from its exports.
  EXPECT_LT(values[2].imports[0], values[0].imports[0]);
  EXPECT_LT(values[1].imports[1], values[0].imports[1]);
}

TEST(PackageValues, SayWhichWereNotSolvedWhenTheCallerEndedTheWork) {
  struct EndsAfterTheFirstRow : Observer {
    void progress(std::string_view step, double) override { has_enough = has_enough || step == "packages"; }
    bool cancelled() override { return has_enough; }
    bool has_enough = false;
  } observer;
  const Baseline world = data::read_baseline(test::project() / "data" / "world-2017");
  const scenario::DealPlan two = two_duties();
  const scenario::Scenario scenario = duties();
  const scenario::ResolvedScenario resolved = scenario::resolve(scenario, world);
  const std::vector<PackageValue> values = value_packages({scenario, resolved, two, world}, {.threads = 1}, observer);
  ASSERT_EQ(values.size(), 4U);
  EXPECT_FALSE(values[0].gain.empty());
  EXPECT_FALSE(values[1].gain.empty());
  for (const std::size_t at : {2U, 3U}) {
    EXPECT_TRUE(values[at].gain.empty());
    EXPECT_THAT(values[at].failure, HasSubstr("cancelled"));
  }
}

}  // namespace
}  // namespace parley::study
