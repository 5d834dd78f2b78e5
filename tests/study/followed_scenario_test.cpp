#include "parley/study/followed_scenario.hpp"

#include <gmock/gmock.h>

#include <algorithm>

#include "parley/base/error.hpp"
#include "support/files.hpp"

namespace parley::study {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::IsEmpty;

TEST(FileStates, SayWhatChangedSinceTheyWereAsked) {
  const test::TemporaryFolder folder;
  const std::vector<fs::path> files{folder / "a", folder / "b"};
  test::write_file(folder / "a", "1");
  FileStates states;
  EXPECT_THAT(states.changed(files), ElementsAre(folder / "a")) << "b is not there yet";
  EXPECT_THAT(states.changed(files), IsEmpty());
  test::write_file(folder / "a", "22");
  test::write_file(folder / "b", "1");
  EXPECT_THAT(states.changed(files), ElementsAre(folder / "a", folder / "b"));
  fs::rename(folder / "a", folder / "away");
  EXPECT_THAT(states.changed(files), IsEmpty()) << "away for a moment";
  fs::rename(folder / "away", folder / "a");
  EXPECT_THAT(states.changed(files), IsEmpty()) << "back as it was";
}

TEST(FileStates, DoNotTakeAFileThatTheyMeetForAChange) {
  const test::TemporaryFolder folder;
  test::write_file(folder / "a", "1");
  FileStates states;
  states.meet({folder / "a"});
  EXPECT_THAT(states.changed({folder / "a"}), IsEmpty());
  test::write_file(folder / "a", "22");
  states.meet({folder / "a"});
  EXPECT_THAT(states.changed({folder / "a"}), ElementsAre(folder / "a")) << "what was known of it stays";
}

/// The starter scenario and its baseline in a folder of their own.
class Followed : public testing::Test {
 protected:
  Followed() {
    fs::create_directories(folder / "data");
    fs::copy(test::project() / "data" / "world-2017", folder / "data" / "world-2017", fs::copy_options::recursive);
    fs::copy(test::project() / "scenarios" / "starter.toml", scenario);
  }
  /// One round, as after the files were saved.
  RunResult round(FollowedScenario& followed) {
    preview = followed.read(followed.saved());
    RunResult result = followed.solve(silent);
    followed.keep(result, silent);
    return result;
  }
  void replace(const fs::path& file, const std::string& from, const std::string& by) {
    std::string text = test::read_file(file);
    const std::size_t at = text.find(from);
    ASSERT_NE(at, std::string::npos) << from;
    test::write_file(file, text.replace(at, from.size(), by));
  }

  test::TemporaryFolder folder;
  fs::path scenario = folder / "starter.toml";
  Observer silent;
  std::vector<LinearPreview> preview;
};

TEST_F(Followed, PreviewsWhereOnlyTheQuestionChanged) {
  FollowedScenario followed({.scenario = scenario});
  const RunResult first = round(followed);
  EXPECT_THAT(preview, IsEmpty()) << "there is nothing to start from";
  EXPECT_GT(followed.file_count(), 3U) << "the scenario and the files of its baseline";
  EXPECT_THAT(followed.saved(), IsEmpty());
  replace(scenario, "+10%", "+11%");
  const RunResult second = round(followed);
  ASSERT_FALSE(preview.empty());
  EXPECT_EQ(followed.labels().country_count(), first.baseline.economy.country_count());
  // As good as computed anew, baseline read again.
  const RunResult anew = compute({.scenario = scenario}, silent);
  EXPECT_TRUE(std::ranges::equal(second.cases.at(0).equilibrium.wage_hat.values(),
                                 anew.cases.at(0).equilibrium.wage_hat.values()));
  replace(folder / "data" / "world-2017" / "regions.csv", "United States", "The United States");
  const RunResult third = round(followed);
  EXPECT_THAT(preview, IsEmpty()) << "another baseline has other slopes";
  EXPECT_EQ(third.baseline.economy.region(*third.baseline.economy.find_country("USA")).name, "The United States");
}

TEST_F(Followed, GoesOnAfterAnError) {
  FollowedScenario followed({.scenario = scenario});
  static_cast<void>(round(followed));
  replace(scenario, "+10%", "+10");
  EXPECT_THROW(static_cast<void>(followed.read(followed.saved())), InputError);
  replace(scenario, "+10\"", "+12%\"");
  static_cast<void>(round(followed));
  EXPECT_FALSE(preview.empty()) << "the last solution is still known";
}

}  // namespace
}  // namespace parley::study
