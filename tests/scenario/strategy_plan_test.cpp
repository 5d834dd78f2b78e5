#include "parley/scenario/strategy_plan.hpp"

#include <gmock/gmock.h>

#include "parley/base/error.hpp"
#include "parley/economy/baseline.hpp"
#include "parley/scenario/resolve.hpp"
#include "support/random_economy.hpp"

namespace parley::scenario {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

/// Line 11 is the one after [strategy].
Scenario with(const std::string& section) {
  return parse(
      "format = 1\ntitle = \"t\"\nbaseline = \"b\"\n[[action]]\nid = \"a\"\nimposer = \"C0\"\norigin = [\"C1\"]\n"
      "sectors = [\"S0\"]\nrate = \"+25%\"\n[strategy]\n" +
          section,
      "s.toml");
}

std::string error_of(const std::string& section) {
  try {
    static_cast<void>(with(section));
  } catch (const InputError& error) {
    return error.what();
  }
  return "no error";
}

const std::string players = "players = [\"C0\", \"C1\"]\n";

TEST(StrategyPlan, IsNothingWhereTheFileHasNone) {
  EXPECT_FALSE(parse("format = 1\ntitle = \"t\"\nbaseline = \"b\"\n[[action]]\nid = \"a\"\n"
                     "imposer = \"C0\"\norigin = [\"C1\"]\nsectors = [\"S0\"]\nrate = \"+25%\"\n",
                     "s.toml")
                   .strategy);
}

TEST(StrategyPlan, ReadsEveryKey) {
  const auto plan = with(players +
                         "case = \"all\"\ntariffs = \"uniform\"\nsectors = [\"S1\"]\nbounds = [-20, 80.5]\n"
                         "threat = \"autarky\"\npower = [2, 1]\nfrontier = 5\ncurve = [0, 12.5]\nkeep_deficits = true\n"
                         "moves = 7\ndiscount = 0.9\nstopping_chance = 0.1\nwithdrawal = false\n")
                        .strategy;
  ASSERT_TRUE(plan);
  EXPECT_THAT(plan->players, ElementsAre("C0", "C1"));
  EXPECT_EQ(plan->case_name, "all");
  EXPECT_EQ(plan->tariffs, StrategyPlan::Tariffs::uniform);
  EXPECT_THAT(plan->sectors, ElementsAre("S1"));
  EXPECT_DOUBLE_EQ(plan->lowest_tariff, -0.2);
  EXPECT_DOUBLE_EQ(plan->highest_tariff, 0.805);
  EXPECT_EQ(plan->threat, StrategyPlan::Threat::autarky);
  EXPECT_THAT(plan->power, ElementsAre(2, 1));
  EXPECT_EQ(plan->frontier_points, 5U);
  EXPECT_THAT(plan->curve, ElementsAre(0, 0.125));
  EXPECT_TRUE(plan->keeps_deficits);
  EXPECT_EQ(plan->moves, 7U);
  EXPECT_EQ(plan->discount, 0.9);
  EXPECT_EQ(plan->stopping_chance, 0.1);
  EXPECT_FALSE(plan->allows_withdrawal);
}

TEST(StrategyPlan, WrongOnesAreRefusedWithTheirPlace) {
  EXPECT_EQ(error_of(players), "no error");
  EXPECT_THAT(error_of(""), HasSubstr("'players' is absent"));
  EXPECT_THAT(error_of("players = [\"C0\"]\n"),
              HasSubstr("s.toml:11:11: strategy.players: needs two different countries"));
  EXPECT_THAT(error_of("players = [\"C0\", \"C0\"]\n"), HasSubstr("needs two different countries"));
  EXPECT_THAT(error_of(players + "plyers = 1\n"), HasSubstr("did you mean 'players'?"));
  EXPECT_THAT(error_of(players + "case = \"al\"\n"),
              HasSubstr("s.toml:12:8: strategy.case: no case 'al'; did you mean 'all'?"));
  EXPECT_THAT(error_of(players + "case = \"all\"\npoints = 10\n"), HasSubstr("s.toml:13:10"));
  EXPECT_THAT(error_of(players + "points = 0\n"), HasSubstr("0 is not a possible rise of a tariff"));
  EXPECT_THAT(error_of(players + "tariffs = \"by-sectors\"\n"), HasSubstr("did you mean 'by-sector'?"));
  EXPECT_THAT(error_of(players + "threat = \"peace\"\n"), HasSubstr("one of \"war\""));
  for (const char* bounds : {"[10, 0]", "[-100, 10]", "[0, 10001]"})
    EXPECT_THAT(error_of(players + "bounds = " + bounds + "\n"),
                HasSubstr("s.toml:12:10: strategy.bounds: needs a lowest and a highest tariff"));
  EXPECT_THAT(error_of(players + "bounds = [0]\n"),
              HasSubstr("s.toml:12:10: strategy.bounds: expected 2 values, found 1"));
  EXPECT_THAT(error_of(players + "bounds = [0, 10, 20]\n"), HasSubstr("strategy.bounds: expected 2 values, found 3"));
  EXPECT_THAT(error_of(players + "bounds = [0, \"x\"]\n"),
              HasSubstr("s.toml:12:14: strategy.bounds[1]: expected a number, found a string"));
  EXPECT_THAT(error_of(players + "bounds = [0, inf]\n"), HasSubstr("is not a finite number"));
  EXPECT_THAT(error_of(players + "bounds = 3\n"), HasSubstr("expected a list of numbers, found a number"));
  EXPECT_THAT(error_of(players + "power = [1, 0]\n"), HasSubstr("is not one number for each player"));
  for (const char* points : {"1", "2.5", "1001"})
    EXPECT_THAT(error_of(players + "frontier = " + points + "\n"), HasSubstr("a whole number from 2 to 1000"));
  for (const char* curve : {"[0]", "[10, 0]", "[0, 0]", "[0, 401]", "[-100, 0]"})
    EXPECT_THAT(error_of(players + "curve = " + curve + "\n"),
                HasSubstr("s.toml:12:9: strategy.curve: needs rising tariffs"));
  EXPECT_THAT(error_of(players + "moves = 0\n"), HasSubstr("a whole number from 1 to 1000"));
  EXPECT_THAT(error_of(players + "discount = 1.1\n"), HasSubstr("s.toml:12:12: strategy.discount: 1.1 is no share"));
  EXPECT_THAT(error_of(players + "stopping_chance = -0.5\n"), HasSubstr("a number from 0 to 1"));
  EXPECT_THAT(error_of(players + "keep_deficits = 1\n"), HasSubstr("true or false"));
}

TEST(StrategyPlan, IsATable) {
  try {
    static_cast<void>(
        parse("format = 1\ntitle = \"t\"\nbaseline = \"b\"\nstrategy = 3\n[[action]]\nid = \"a\"\nimposer = \"C0\"\n"
              "origin = [\"C1\"]\nsectors = [\"S0\"]\nrate = \"+25%\"\n",
              "s.toml"));
    FAIL() << "a number is not a table";
  } catch (const InputError& error) {
    EXPECT_THAT(error.what(), HasSubstr("s.toml:4:12: strategy: is not a table"));
  }
}

/// Wrong codes of an entry and of the strategy are said together.
TEST(StrategyPlan, IsResolvedWithTheScenario) {
  const Baseline world = calibrate(test::random_economy(1));
  const auto scenario = [](const std::string& origin, const std::string& second) {
    return parse("format = 1\ntitle = \"t\"\nbaseline = \"b\"\n[[action]]\nid = \"a\"\nimposer = \"C0\"\norigin = [\"" +
                     origin + "\"]\nsectors = [\"*\"]\nrate = \"+25%\"\n[strategy]\nplayers = [\"C0\", \"" + second +
                     "\"]\n",
                 "s.toml");
  };
  EXPECT_EQ(resolve(scenario("C1", "C1"), world).strategy.value().players.size(), 2U);
  try {
    static_cast<void>(resolve(scenario("C77", "C88"), world));
    FAIL() << "codes that are not there";
  } catch (const InputError& error) {
    ASSERT_EQ(error.problems().size(), 2U);
    EXPECT_THAT(error.problems()[0].message, HasSubstr("C77"));
    EXPECT_THAT(error.problems()[1].message, HasSubstr("C88"));
  }
}

TEST(StrategyPlan, CodesAreThoseOfTheBaseline) {
  Economy economy({{"C0", "One"}, {"C1", "Two"}},
                  {{"S0", "Steel", true}, {"S1", "Cars", true}, {"FIN", "Bank", false}});
  const auto error = [&](const std::string& section) -> std::string {
    try {
      const Scenario scenario = with(section);
      ProblemList problems;
      static_cast<void>(resolve(*scenario.strategy, scenario, economy, problems));
      problems.throw_if_any();
    } catch (const InputError& wrong) {
      return wrong.what();
    }
    return "no error";
  };
  EXPECT_EQ(error(players + "sectors = [\"S1\"]\n"), "no error");
  EXPECT_THAT(error("players = [\"C0\", \"C2\"]\n"), HasSubstr("s.toml:11:18: strategy.players[1]: no country 'C2'"));
  EXPECT_THAT(error(players + "sectors = [\"S0\", \"S9\"]\n"),
              HasSubstr("s.toml:12:18: strategy.sectors[1]: no sector"));
  EXPECT_THAT(error(players + "sectors = \"S9\"\n"), HasSubstr("s.toml:12:11: strategy.sectors: no sector"));
  EXPECT_THAT(error(players + "sectors = [\"FIN\"]\n"), HasSubstr("'FIN' is a service"));
  EXPECT_THAT(error(players + "sectors = [\"S0\", \"S0\"]\n"), HasSubstr("'S0' appears twice"));
}

}  // namespace
}  // namespace parley::scenario
