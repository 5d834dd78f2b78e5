// A scenario has one agreement and one failure, wherever they are needed.

#include <gmock/gmock.h>

#include <string>

#include "parley/base/error.hpp"
#include "parley/scenario/scenario.hpp"

namespace parley::scenario {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

std::string file(const std::string& head, const std::string& deal, const std::string& strategy) {
  return "format = 1\ntitle = \"Ends\"\nbaseline = \"world-2017\"\n" + head + R"(
[[action]]
id = "duty"
imposer = "USA"
origin = ["CHN"]
sectors = ["STL"]
rate = "+25%"
[[action]]
id = "answer"
imposer = "CHN"
origin = ["USA"]
sectors = ["MVH"]
rate = "+25%"
[[compare]]
name = "war"
actions = ["duty", "answer"]
[[compare]]
name = "calm"
actions = []
[deal]
parties = ["USA", "CHN"]
)" + deal +
         R"([[issue]]
id = "i"
title = "i"
option = [{ id = "a", title = "a", actions = ["duty"] }, { id = "b", title = "b", actions = [] }]
[strategy]
players = ["USA", "CHN"]
)" + strategy;
}

std::string refusal(const std::string& text) {
  try {
    static_cast<void>(parse(text, "s.toml"));
  } catch (const InputError& error) {
    return error.what();
  }
  return "";
}

TEST(Ends, OfTheScenarioServeDealAndGame) {
  const Scenario read = parse(file("failure = \"war\"\nagreement = \"calm\"\n", "", ""), "s.toml");
  EXPECT_THAT(read.deal->disagreement, ElementsAre("duty", "answer"));
  EXPECT_EQ(read.strategy->case_name, "war");
  EXPECT_EQ(read.agreement, "calm");
}

TEST(Ends, MayBeRepeatedButNotContradicted) {
  EXPECT_EQ(refusal(file("failure = \"war\"\n", "disagreement = [\"answer\", \"duty\"]\n", "case = \"war\"\n")), "");
  EXPECT_THAT(refusal(file("failure = \"war\"\n", "disagreement = [\"duty\"]\n", "")),
              HasSubstr("is not what the file's failure = \"war\" brings"));
  EXPECT_THAT(refusal(file("failure = \"war\"\n", "disagreement = \"war\"\n", "")),
              HasSubstr("is not what the file's failure = \"war\" brings"));
  EXPECT_THAT(refusal(file("failure = \"war\"\n", "", "case = \"calm\"\n")), HasSubstr("is another case than"));
}

TEST(Ends, AreComparedCasesThatDiffer) {
  EXPECT_THAT(refusal(file("failure = \"wor\"\n", "", "")), HasSubstr("no compared case 'wor'"));
  EXPECT_THAT(refusal(file("failure = \"war\"\nagreement = \"war\"\n", "", "")), HasSubstr("is the same case as"));
  EXPECT_THAT(refusal(file("", "", "")), HasSubstr("'disagreement' is absent"));
}

}  // namespace
}  // namespace parley::scenario
