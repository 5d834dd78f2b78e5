// optimal, nash, talks, ladder and coalition as a user meets them.
#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "shell.hpp"

namespace parley::test {
namespace {

using nlohmann::json;
using testing::HasSubstr;

TEST(StrategyCommands, ShowAnExample) {
  for (const char* command : {"optimal", "nash", "talks", "ladder", "coalition"}) {
    const ShellResult help = parley(std::string(command) + " --help");
    EXPECT_EQ(help.exit_code, 0) << command;
    EXPECT_THAT(help.output, HasSubstr("Example")) << command;
  }
}

TEST(StrategyCommands, WrongInputIsNamed) {
  const auto refused = [](const std::string& arguments, const std::string& words) {
    const ShellResult result = parley(arguments);
    EXPECT_EQ(result.exit_code, 2) << arguments << "\n" << result.output;
    EXPECT_THAT(result.output, HasSubstr(words)) << arguments;
  };
  refused("optimal world-2017 --country UAS", "no country 'UAS'");
  refused("optimal world-2017 --country USA --mfn --uniform", "do not go together");
  refused("optimal world-2017 --country USA --bounds 5", "LOW:HIGH");
  refused("optimal world-2017 --country USA --bounds 9:5", "do not fit");
  refused("optimal world-2017 --country USA --weight USA:STEEL=2", "STEEL");
  refused("optimal world-2017 --country USA --weight CHN:STL=2", "not one of the governments that choose");
  refused("optimal world-2017 --country USA --partners USA", "its own partners");
  refused("optimal world-2017 --country USA --case all-out", "a baseline has no cases");
  refused("nash world-2107 --players USA,CHN", "world-2017");
  refused("nash world-2017 --players USA,USA", "appears twice");
  refused("optimal world-2017 --country USA --lobbying absent.csv", "absent.csv");
  refused("weights world-2017 --country USA --observed absent.csv", "absent.csv");
  refused("weights world-2017 --country USA,USA --observed applied", "appears twice");
  refused("talks world-2017 --players USA", "two governments");
  refused("talks world-2017", "does not say who talks");
  refused("talks world-2017 --pairs USA-CHN", "write USA:CHN");
  refused("talks world-2017 --pairs USA:CHN=half", "not a number");
  refused("talks world-2017 --pairs USA:CHN=1", "power");
  refused("talks world-2017 --pairs USA:CHN,CHN:USA", "appears twice");
  refused("talks world-2017 --pairs USA:USA", "one government");
  refused("talks world-2017 --pairs USA:CHN --players USA,CHN", "excludes");
  refused("talks world-2017 --players USA,CHN --cuts-only", "requires");
  refused("ladder world-2017 --players USA,CHN,JPN", "two sides");
  refused("ladder world-2017 --players USA,CHN --moves 0", "--moves");
  refused("ladder world-2017 --players USA,CHN --discount 1.5", "--discount");
  refused("coalition world-2017 --candidates JPN,KOR", "nobody to retaliate against");
  refused("coalition world-2017 --candidates JPN --against USA", "two to ten");
  refused("coalition world-2017 --candidates JPN,USA --against USA", "on both sides");
  refused("coalition world-2017 --candidates JPN,KOR --mode war --open 50", "leave one out");
  refused("coalition world-2017 --candidates JPN,KOR --mode opening --open 0", "do nothing together");
  refused("coalition world-2017 --candidates JPN,KOR --against USA --open-to-all", "do not open");
}

TEST(StrategyCommands, NoTreatyIsStatusThree) {
  const ShellResult result = parley("talks world-2017 --players USA,CHN --threat status-quo --bounds 60:70");
  EXPECT_EQ(result.exit_code, 3) << result.output;
  EXPECT_THAT(result.output, HasSubstr("no rule has a treaty"));
}

TEST(StrategyCommands, JsonHoldsTheProof) {
  const ShellResult result = parley("nash world-2017 --players USA,CHN --uniform --json");
  ASSERT_EQ(result.exit_code, 0) << result.output;
  const json war = json::parse(result.output);
  ASSERT_EQ(war["equilibria"].size(), 1U);
  EXPECT_EQ(war["equilibria"][0]["tariffs"].size(), 2U);
  for (const json& proof : war["equilibria"][0]["proof"]) {
    EXPECT_LE(proof["first_order_residual"].get<double>(), 1e-6);
    EXPECT_LE(proof["deviation_gain_pct"].get<double>(), 1e-6);
  }
}

TEST(StrategyCommands, AnEscalationIsPlayedToItsEnd) {
  const ShellResult result =
      parley("ladder world-2017 --players USA,CHN --points 10 --moves 6 --discount 0.9 --stopping 0.05 --json");
  ASSERT_EQ(result.exit_code, 0) << result.output;
  const json ladder = json::parse(result.output);
  EXPECT_EQ(ladder["moves"], 6);
  EXPECT_EQ(ladder["ends_looking_ahead_by_moves"].size(), 6U);
  EXPECT_EQ(ladder["path_looking_ahead"].back()["world"], ladder["ends_looking_ahead"]);
  EXPECT_EQ(ladder["path_step_by_step"].back()["world"], ladder["ends_step_by_step"]);
}

TEST(StrategyCommands, CoalitionsAddUp) {
  const ShellResult result = parley("coalition world-2017 --candidates JPN,KOR,IND --against USA --json");
  ASSERT_EQ(result.exit_code, 0) << result.output;
  const json found = json::parse(result.output);
  ASSERT_EQ(found["coalitions"].size(), 7U);
  double shares = 0;
  for (const json& share : found["shapley_million"]) shares += share.get<double>();
  EXPECT_NEAR(shares, found["coalitions"].back()["value_million"].get<double>(), 1e-6);
  for (const json& coalition : found["coalitions"]) {
    double gains = 0;
    for (const json& member : coalition["members"])
      gains += coalition["gain_million"][member.get<std::string>()].get<double>();
    EXPECT_NEAR(gains, coalition["value_million"].get<double>(), 1e-6);
    EXPECT_LE(coalition["first_order_residual"].get<double>(), 1e-6);
    EXPECT_LE(coalition["deviation_gain_pct"].get<double>(), 1e-6);
  }
}

/// Bound rates that hold for everybody do not rise, and pairs that agree both gain.
TEST(StrategyCommands, PairsSettle) {
  const ShellResult result = parley("talks world-2017 --pairs USA:CHN,CHN:DEU --mfn --cuts-only --json");
  ASSERT_EQ(result.exit_code, 0) << result.output;
  const json talks = json::parse(result.output);
  ASSERT_EQ(talks["pairs"].size(), 2U);
  bool any_agrees = false;
  for (const json& pair : talks["pairs"]) {
    any_agrees = any_agrees || pair["agrees"].get<bool>();
    EXPECT_LE(pair["first_order_residual"].get<double>(), 1e-6);
    EXPECT_LE(pair["product_gain_pct"].get<double>(), 1e-3);
    for (const json& gain : pair["gain_over_disagreement_pct"]) {
      // A pair that finds nothing that both want leaves things as they are.
      if (pair["agrees"].get<bool>()) {
        EXPECT_GT(gain.get<double>(), 0) << pair;
      } else {
        EXPECT_EQ(gain.get<double>(), 0) << pair;
      }
    }
  }
  EXPECT_TRUE(any_agrees);
  for (const json& tariff : talks["tariffs"])
    EXPECT_LE(tariff["pct"].get<double>(), tariff["before_pct"].get<double>() + 1e-9);
}

/// A government that wants steel jobs taxes steel more than one that does not.
TEST(StrategyCommands, WeightsMoveTariffs) {
  const auto steel = [](const std::string& weight) {
    const ShellResult result = parley("optimal world-2017 --country USA --mfn --starts 0 --json " + weight);
    EXPECT_EQ(result.exit_code, 0) << result.output;
    const json optimal = json::parse(result.output);
    for (const json& tariff : optimal["tariffs"]) {
      if (tariff["instrument"] == "STL") return tariff["optimal_pct"].get<double>();
    }
    return -1.0;
  };
  EXPECT_GT(steel("--weight USA:STL=3"), steel("") + 1);
}

}  // namespace
}  // namespace parley::test
