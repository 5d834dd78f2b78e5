#include "parley/study/threat.hpp"

#include <gmock/gmock.h>

#include "parley/data/read_baseline.hpp"
#include "support/files.hpp"

namespace parley::study {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class Threats : public testing::Test {
 protected:
  [[nodiscard]] std::vector<Threat> of(const std::vector<std::string>& disagreement) {
    scenario::DealPlan plan{.parties = {"USA", "CHN"}, .disagreement = disagreement};
    const DealProblem problem{story, resolved, plan, world};
    const std::vector<Country> parties = parties_of(problem);
    const PackageValue failure = value_of_entries(problem, disagreement, parties, {}, silent);
    return threats_of(problem, parties, failure, {}, silent);
  }
  [[nodiscard]] double gain(const std::vector<std::string>& entries, std::size_t party) {
    const scenario::DealPlan plan{.parties = {"USA", "CHN"}};
    const DealProblem problem{story, resolved, plan, world};
    const std::vector<Country> parties = parties_of(problem);
    return value_of_entries(problem, entries, parties, {}, silent).gain[parties[party].value()];
  }
  static std::string duty(const std::string& id, const std::string& imposer, const std::string& origin) {
    return "[[action]]\nid = \"" + id + "\"\nimposer = \"" + imposer + "\"\norigin = [\"" + origin +
           "\"]\nsectors = [\"STL\", \"MVH\"]\nrate = \"+25%\"\n";
  }
  Baseline world = data::read_baseline(test::project() / "data" / "world-2017");
  scenario::Scenario story =
      scenario::parse("format = 1\ntitle = \"t\"\nbaseline = \"world-2017\"\n" + duty("ours", "USA", "CHN") +
                          duty("theirs", "CHN", "USA") + duty("others", "DEU", "CHN"),
                      "s.toml");
  scenario::ResolvedScenario resolved = scenario::resolve(story, world);
  Observer silent;
};

TEST_F(Threats, AreEachPartysOwnEntries) {
  const std::vector<Threat> both = of({"ours", "theirs", "others"});
  ASSERT_EQ(both.size(), 2U);
  EXPECT_THAT(both[0].entries, ElementsAre("ours"));
  EXPECT_THAT(both[1].entries, ElementsAre("theirs"));
}

TEST_F(Threats, AreWorthWhatTheyAddToWhatTheOtherDoes) {
  const std::vector<Threat> both = of({"ours", "theirs"});
  EXPECT_NEAR(both[0].own_gain, gain({"ours", "theirs"}, 0) - gain({"theirs"}, 0), 1e-3);
  EXPECT_NEAR(both[0].other_gain, gain({"ours", "theirs"}, 1) - gain({"theirs"}, 1), 1e-3);
  EXPECT_NEAR(both[1].own_gain, gain({"ours", "theirs"}, 1) - gain({"ours"}, 1), 1e-3);
  EXPECT_LT(both[0].other_gain, 0);
  EXPECT_LT(both[1].other_gain, 0);
}

TEST_F(Threats, AreNothingForAPartyThatThreatensNothing) {
  const std::vector<Threat> one = of({"theirs"});
  EXPECT_THAT(one[0].entries, IsEmpty());
  EXPECT_EQ(one[0].own_gain, 0);
  EXPECT_EQ(one[0].other_gain, 0);
  EXPECT_THAT(one[1].entries, ElementsAre("theirs"));
}

}  // namespace
}  // namespace parley::study
