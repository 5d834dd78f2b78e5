// The scenario files of the project on the baselines that they name.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "parley/data/read_baseline.hpp"
#include "parley/scenario/resolve.hpp"
#include "support/files.hpp"

namespace parley::scenario {
namespace {

std::vector<std::filesystem::path> project_files() {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(test::project() / "scenarios")) {
    if (entry.path().extension() == ".toml") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

TEST(ProjectScenarios, EachMakesTheShocksOfItsCases) {
  ASSERT_GE(project_files().size(), 3u);
  for (const auto& file : project_files()) {
    SCOPED_TRACE(file);
    const Scenario scenario = read(file);
    const Baseline baseline = data::read_baseline(test::project() / "data" / scenario.baseline);
    const ResolvedScenario resolved = resolve(scenario, baseline);
    for (const Compare& compare : scenario.compares) {
      const Shock shock = to_shock(resolved, compare, baseline);
      std::vector<std::string> notes;
      const bool commits = !commitments(resolved, compare, notes).empty();
      const bool reforms = !affiliate_reforms(resolved, compare, notes).empty();
      EXPECT_TRUE(commits || reforms || shock.tariff_new != baseline.tariff) << compare.name;
    }
  }
}

class March2018 : public testing::Test {
 protected:
  const Scenario scenario = read(test::project() / "scenarios/us-china-march-2018.toml");
  const Baseline world = data::read_baseline(test::project() / "data/world-2017");
  [[nodiscard]] Shock shock(const std::string& name) const {
    const auto found = std::find_if(scenario.compares.begin(), scenario.compares.end(),
                                    [&](const Compare& each) { return each.name == name; });
    if (found == scenario.compares.end()) throw std::runtime_error("no case " + name);
    return to_shock(resolve(scenario, world), *found, world);
  }
  [[nodiscard]] double added(const Shock& after, const std::string& sector, const std::string& importer,
                             const std::string& exporter) const {
    const Sector s = world.economy.find_sector(sector).value();
    const Importer n(world.economy.find_country(importer).value().value());
    const Exporter i(world.economy.find_country(exporter).value().value());
    return after.tariff_new(s, n, i) - world.tariff(s, n, i);
  }
};

// Proclamations 9705 and 9711: in March 2018 the metal duties spared these and hit China, Japan, Russia and others.
TEST_F(March2018, TheMetalDutiesSpareWhomTheySparedThatDay) {
  const Shock after = shock("steel-and-aluminium");
  for (const char* spared : {"CAN", "MEX", "KOR", "BRA", "AUS", "DEU", "FRA", "ITA", "EUR", "GBR"}) {
    EXPECT_EQ(added(after, "STL", "USA", spared), 0) << spared;
    EXPECT_EQ(added(after, "NFM", "USA", spared), 0) << spared;
  }
  for (const char* hit : {"CHN", "JPN", "RUS", "TUR", "TWN", "IND", "ROW"}) {
    EXPECT_GT(added(after, "STL", "USA", hit), 0.10) << hit;
    EXPECT_LE(added(after, "STL", "USA", hit), 0.25) << hit;
    EXPECT_GT(added(after, "NFM", "USA", hit), 0) << hit;
    EXPECT_LE(added(after, "NFM", "USA", hit), 0.10) << hit;
  }
}

TEST_F(March2018, AllOutAddsTwentyFivePointsToEveryGoodBothWays) {
  const Shock after = shock("all-out");
  for (const Sector s : world.economy.sectors()) {
    const SectorLabel& label = world.economy.sector(s);
    EXPECT_NEAR(added(after, label.code, "USA", "CHN"), label.is_goods ? 0.25 : 0, 1e-15) << label.code;
    EXPECT_NEAR(added(after, label.code, "CHN", "USA"), label.is_goods ? 0.25 : 0, 1e-15) << label.code;
    EXPECT_EQ(added(after, label.code, "USA", "JPN"), 0) << label.code;
  }
}

TEST_F(March2018, TheCarCutTakesTenPointsOffTheCoveredShare) {
  const Shock after = shock("car-cut");
  // Cars are 0.86 of the trade, and pay 25 %: no more of it can pay that than its mean duty holds.
  const double mean_duty = world.tariff(*world.economy.find_sector("MVH"), importer(*world.economy.find_country("CHN")),
                                        exporter(*world.economy.find_country("USA")));
  EXPECT_NEAR(added(after, "MVH", "CHN", "USA"), -0.1 * std::min(0.86, mean_duty / 0.25), 1e-12);
  EXPECT_LT(added(after, "MVH", "CHN", "DEU"), 0);
  EXPECT_EQ(added(after, "MVH", "USA", "CHN"), 0);
}

// 120 lines at 15 % and 8 at 25 %: what each sector pays lies between, and is the mean over its own lines.
TEST_F(March2018, ChinasAnswerIsPaidByLine) {
  const Shock after = shock("answer");
  const auto found = std::find_if(scenario.actions.begin(), scenario.actions.end(),
                                  [](const Action& each) { return each.id == "cn-232-answer"; });
  ASSERT_NE(found, scenario.actions.end());
  const auto& coverage = std::get<TariffChange>(found->change).coverage;
  ASSERT_GE(coverage.size(), 3u);
  for (const SectorCoverage& each : coverage) {
    EXPECT_GE(each.rate.value(), 0.15 - 1e-12) << each.sector;
    EXPECT_LE(each.rate.value(), 0.25 + 1e-12) << each.sector;
    EXPECT_NEAR(added(after, each.sector, "CHN", "USA"), each.share * each.rate.value(), 1e-12) << each.sector;
  }
}

// By October the exemptions of Canada, Mexico and the European Union had ended; Korea, Brazil and Australia kept theirs.
TEST_F(March2018, ExemptionsFollowTheDay) {
  const Shock after = shock("september-2018");
  for (const char* hit : {"CAN", "MEX", "DEU", "EUR", "CHN", "JPN"}) {
    EXPECT_GT(added(after, "STL", "USA", hit), 0) << hit;
  }
  for (const char* spared : {"KOR", "BRA", "AUS"}) EXPECT_EQ(added(after, "STL", "USA", spared), 0) << spared;
  EXPECT_LT(added(after, "MVH", "CHN", "DEU"), 0);
  EXPECT_GT(added(after, "MVH", "CHN", "USA"), 0);
}

TEST_F(March2018, BothTotalsAreInTheNotes) {
  const auto note_of = [&](const std::string& id, double official) {
    const auto found = std::find_if(scenario.actions.begin(), scenario.actions.end(),
                                    [&](const Action& each) { return each.id == id; });
    ASSERT_NE(found, scenario.actions.end());
    EXPECT_TRUE(std::any_of(found->notes.begin(), found->notes.end(), [&](const std::string& note) {
      return note.find("to the official $" + std::to_string(static_cast<int>(official)) + "m") != std::string::npos;
    })) << id;
  };
  note_of("cn-232-answer", 977 + 1992);
  note_of("us-301-threat", 60000);
}

}  // namespace
}  // namespace parley::scenario
