// A program that is killed at any moment leaves the old or the new result, and a store from which the draws go on.
// PARLEY_KILLS says how often each command is killed.
#include <gmock/gmock.h>

#include <array>

#include "kills.hpp"

namespace parley::test {
namespace {

namespace fs = std::filesystem;

std::string with(std::string text, const std::string& word, const std::string& other) {
  const std::size_t at = text.find(word);
  EXPECT_NE(at, std::string::npos) << word;
  return at == std::string::npos ? text : text.replace(at, word.size(), other);
}

class Killed : public testing::Test {
 protected:
  void SetUp() override {
    // Nothing but the input decides what is written.
    setenv("SOURCE_DATE_EPOCH", "1700000000", 1);
    const std::string scenario = read_file(project() / "scenarios" / "starter.toml");
    write_file(folder / "0.toml", scenario);
    write_file(folder / "1.toml", with(scenario, "+10%", "+20%"));
    std::string plan = read_file(project() / "scenarios" / "events" / "march-2018.toml");
    for (const std::string place = "../../"; plan.find(place) != std::string::npos;)
      plan = with(plan, place, project().string() + "/");
    write_file(folder / "event-0.toml", plan);
    write_file(folder / "event-1.toml", with(plan, "2018: portfolios", "2018: the same portfolios"));
  }

  /// Kills what writes `out`, of two inputs in turn, and finds the result of the one or of the other, whole.
  void expect_old_or_new(const std::array<std::string, 2>& commands) {
    std::array<std::map<std::string, std::string>, 2> results;
    for (std::size_t at = 0; at < 2; ++at) {
      ASSERT_EQ(kills.run(commands[at] + " --out out"), 0) << read_file(folder / "printed");
      results[at] = files_below(folder / "out");
      ASSERT_GT(results[at].size(), 3U);
    }
    ASSERT_NE(results[0], results[1]);
    std::size_t there = 1;
    std::size_t replaced = 0;
    for (int count = 0; count < PARLEY_KILLS; ++count) {
      kills.kill_once(commands[1 - there] + " --out out", count % 2 == 1);
      const auto found = files_below(folder / "out");
      ASSERT_TRUE(found == results[0] || found == results[1]) << "neither the old nor the new result, kill " << count;
      const std::size_t now = found == results[0] ? 0 : 1;
      replaced += now != there ? 1 : 0;
      there = now;
    }
    RecordProperty("replaced", static_cast<int>(replaced));
    ASSERT_EQ(kills.run(commands[0] + " --out out"), 0);
    EXPECT_EQ(files_below(folder / "out"), results[0]);
    EXPECT_FALSE(is_writing(folder.path())) << "what killed programs left is gone";
  }

  TemporaryFolder folder;
  Kills kills{.folder = folder.path()};
};

TEST_F(Killed, RunLeavesTheOldOrTheNewResult) { expect_old_or_new({"run 0.toml", "run 1.toml"}); }

TEST_F(Killed, SensitivityLeavesTheOldOrTheNewResult) {
  expect_old_or_new({"sensitivity 0.toml --draws 16", "sensitivity 1.toml --draws 16"});
}

TEST_F(Killed, EventLeavesTheOldOrTheNewResult) { expect_old_or_new({"event event-0.toml", "event event-1.toml"}); }

/// It writes nothing but what it prints, of which a beginning may be there.
TEST_F(Killed, DealLeavesNothing) {
  const std::string command = "deal " + (project() / "scenarios" / "us-china-march-2018.toml").string() + " --csv";
  ASSERT_EQ(kills.run(command), 0);
  const std::string whole = read_file(folder / "printed");
  const auto before = files_below(folder.path());
  for (int count = 0; count < PARLEY_KILLS; ++count) {
    kills.kill_once(command, false);
    const std::string printed = read_file(folder / "printed");
    ASSERT_EQ(printed, whole.substr(0, printed.size())) << "kill " << count;
    auto after = files_below(folder.path());
    after["printed"] = whole;
    ASSERT_EQ(after, before) << "kill " << count;
  }
  ASSERT_EQ(kills.run(command), 0);
  EXPECT_EQ(read_file(folder / "printed"), whole);
}

TEST_F(Killed, AStoreGoesOnToTheSameDigits) {
  const std::string command = "sensitivity 0.toml --draws 200";
  ASSERT_EQ(kills.run(command + " --out whole"), 0);
  for (int count = 0; count < PARLEY_KILLS; ++count) {
    kills.kill_once(command + " --store draws.sqlite --out out", false);
    // The next one begins from nothing now and then; else from what the last one kept.
    if (count % 5 == 4) fs::remove(folder / "draws.sqlite");
  }
  ASSERT_EQ(kills.run(command + " --store draws.sqlite --out out"), 0) << read_file(folder / "printed");
  EXPECT_EQ(files_below(folder / "out"), files_below(folder / "whole"));
}

}  // namespace
}  // namespace parley::test
