#include "parley/study/desk.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <set>

#include "parley/base/error.hpp"
#include "parley/data/read_baseline.hpp"
#include "parley/equilibrium/outcome.hpp"
#include "parley/strategy/caliendo_parro_game.hpp"
#include "parley/strategy/nash.hpp"
#include "parley/study/cases/entries.hpp"
#include "support/files.hpp"

namespace parley::study {
namespace {

using testing::HasSubstr;

/// The talks of 2018, each package solved once for all tests.
class Talks2018 : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    story = new scenario::Scenario(scenario::read(test::project() / "scenarios" / "us-china-march-2018.toml"));
    world = new Baseline(data::read_baseline(test::project() / "data" / "world-2017"));
    plan = new scenario::DealPlan(story->deal.value());
    resolved = new scenario::ResolvedScenario(scenario::resolve(*story, *world));
    Observer silent;
    desk = new study::Desk(study::open_desk(deal_with(*plan), {.threads = 2}, silent));
  }
  static void TearDownTestSuite() {
    delete desk;
    delete resolved;
    delete plan;
    delete world;
    delete story;
  }
  static inline scenario::Scenario* story = nullptr;
  static inline Baseline* world = nullptr;
  static inline scenario::DealPlan* plan = nullptr;
  static inline scenario::ResolvedScenario* resolved = nullptr;
  static inline study::Desk* desk = nullptr;
  /// The story with another plan.
  static study::DealProblem deal_with(const scenario::DealPlan& other) { return {*story, *resolved, other, *world}; }
};

TEST_F(Talks2018, ValueEveryPackage) {
  EXPECT_EQ(desk->packages.size(), plan->package_count());
  for (const study::PackageValue& value : desk->packages) EXPECT_FALSE(value.gain.empty()) << value.failure;
}

TEST_F(Talks2018, PerfectPlayIsFoundForEachPartyFirstAndEachLast) {
  ASSERT_TRUE(desk->talks);
  std::set<std::pair<std::size_t, std::size_t>> orders;
  for (const study::PerfectPlay& play : desk->talks->perfect_play) {
    orders.emplace(play.first_mover, play.last_mover);
    EXPECT_EQ((play.first_mover + play.rounds - 1) % 2, play.last_mover);
    EXPECT_THAT(play.rounds, testing::AnyOf(plan->talks->rounds, plan->talks->rounds + 1));
    // Nobody signs what is worse than no agreement.
    const bargaining::Payoff failed = study::payoff_of(*desk, desk->disagreement);
    for (std::size_t party = 0; party < 2; ++party) EXPECT_GE(play.solution.value[party], failed[party]);
  }
  EXPECT_EQ(orders.size(), 4U);
}

TEST_F(Talks2018, APackageInASessionIsWorthWhatASolveOfItsOwnSays) {
  Observer silent;
  for (std::size_t at = 0; at < desk->packages.size(); at += 29) {
    const std::vector<std::string> entries = study::entries_of(*plan, desk->packages[at].package);
    const study::CaseEntries alone = study::entries_of(*resolved, {.name = "package", .actions = entries}, *world);
    const CommittedEquilibrium solved = solve_with_commitments(*world, alone.shock, alone.commitments, {}, silent);
    ASSERT_TRUE(solved.report.usable()) << solved.report.message;
    for (const Country party : desk->parties) {
      EXPECT_NEAR(desk->packages[at].gain[party.value()], equivalent_variation_musd(*world, solved.equilibrium, party),
                  1e-3);  // thousand dollars
    }
  }
}

TEST_F(Talks2018, TheGridThatIsTimedHasTenThousandPackages) {
  const scenario::Scenario grid = scenario::read(test::project() / "bench" / "deal-10080.toml");
  const scenario::DealPlan all = grid.deal.value();
  EXPECT_EQ(all.package_count(), 10080U);
  // Its last option of everything, the farthest from the base, has a solution.
  study::Package farthest;
  for (const scenario::Issue& issue : all.issues) farthest.push_back(issue.options.size() - 1);
  Observer silent;
  const scenario::ResolvedScenario in_the_world = scenario::resolve(grid, *world);
  const study::PackageValue value = study::value_of_entries(
      {grid, in_the_world, all, *world}, study::entries_of(all, farthest), desk->parties, {}, silent);
  EXPECT_FALSE(value.gain.empty());
}

TEST_F(Talks2018, PackagesThatDifferInTimingAloneAreWorthTheSame) {
  const auto option = [&](std::size_t issue, const std::string& id) {
    const auto& options = plan->issues[issue].options;
    return static_cast<std::size_t>(
        std::find_if(options.begin(), options.end(), [&](const auto& each) { return each.id == id; }) -
        options.begin());
  };
  const std::size_t last = plan->issues.size() - 1;
  const std::size_t june = option(last, "51");
  const std::size_t may = option(last, "51-may");
  for (const study::PackageValue& value : desk->packages) {
    if (value.package[last] != june) continue;
    study::Package other = value.package;
    other[last] = may;
    const auto twin = std::find_if(desk->packages.begin(), desk->packages.end(),
                                   [&](const study::PackageValue& each) { return each.package == other; });
    ASSERT_NE(twin, desk->packages.end());
    EXPECT_EQ(value.gain, twin->gain);
  }
}

TEST_F(Talks2018, TheFrontierIsBeatenByNoPackage) {
  for (const std::size_t at : desk->frontier) {
    for (const study::PackageValue& other : desk->packages)
      EXPECT_FALSE(bargaining::dominates(study::payoff_of(*desk, other), study::payoff_of(*desk, desk->packages[at])));
  }
}

TEST_F(Talks2018, WhatIsPickedIsAcceptableToBoth) {
  const bargaining::Payoff floor = study::payoff_of(*desk, desk->disagreement);
  for (const study::Pick& pick : desk->picks) {
    ASSERT_TRUE(pick.package) << to_string(pick.rule);
    if (pick.rule == bargaining::Rule::issue_by_issue) continue;  // settled apart, nothing makes the sum acceptable
    const bargaining::Payoff payoff = study::payoff_of(*desk, desk->packages[*pick.package]);
    for (std::size_t party = 0; party < 2; ++party) EXPECT_GE(payoff[party], floor[party]) << to_string(pick.rule);
  }
}

TEST_F(Talks2018, FailureIsOneOfThePackages) {
  // The first options together are the entries of the disagreement.
  const bargaining::Payoff first = study::payoff_of(*desk, desk->packages.front());
  const bargaining::Payoff failure = study::payoff_of(*desk, desk->disagreement);
  for (std::size_t party = 0; party < 2; ++party) EXPECT_NEAR(first[party], failure[party], 1e-3);
}

TEST_F(Talks2018, AWarAsDisagreementIsTheStrategyRooms) {
  scenario::DealPlan plan_of_war = *plan;
  plan_of_war.issues.resize(1);
  plan_of_war.disagreement.clear();
  plan_of_war.disagreement_is_war = true;
  Observer silent;
  const study::Desk found = study::open_desk(deal_with(plan_of_war), {.threads = 1}, silent);
  // The same war by the room's other door: real incomes in logs at the equilibrium's policy.
  std::vector<strategy::TariffGroup> groups;
  std::vector<strategy::Government> governments(2);
  for (std::size_t player = 0; player < 2; ++player) {
    governments[player].country = found.parties[player];
    for (auto& group :
         strategy::instruments_of(*world, found.parties[player], player, {.partners = {found.parties[1 - player]}}))
      groups.push_back(std::move(group));
  }
  strategy::CaliendoParroGame game(*world, no_shock(*world), governments, groups);
  const strategy::NashResult war = strategy::nash(game, game.status_quo(), {}, silent);
  ASSERT_TRUE(war.report.usable());
  for (std::size_t player = 0; player < 2; ++player) {
    const double income = world->income(found.parties[player]);
    EXPECT_NEAR(study::payoff_of(found, found.disagreement)[player],
                income * std::expm1(war.equilibria.front().position.payoff[player]), 1e-7 * income / 100);
  }
  EXPECT_TRUE(found.threats[0].entries.empty());
}

TEST_F(Talks2018, AThreatIsItsMakersPartOfTheDisagreement) {
  ASSERT_EQ(desk->threats.size(), 2U);
  EXPECT_THAT(desk->threats[0].entries, testing::ElementsAre("us-232-steel", "us-232-aluminium", "us-301-april"));
  EXPECT_THAT(desk->threats[1].entries, testing::ElementsAre("cn-232-answer", "cn-301-april"));
  Observer silent;
  const study::PackageValue without =
      study::value_of_entries(deal_with(*plan), desk->threats[0].entries, desk->parties, {}, silent);
  const std::size_t china = desk->parties[1].value();
  EXPECT_NEAR(desk->threats[1].own_gain, desk->disagreement.gain[china] - without.gain[china], 1e-3);
}

TEST_F(Talks2018, TheLedgersImportsAreThoseOfThePackages) {
  // Tariffs on hold: both sides buy more from each other.
  ASSERT_FALSE(desk->ledger.empty());
  EXPECT_GT(desk->ledger.front().imports[0], 0);
  EXPECT_GT(desk->ledger.front().imports[1], 0);
  double base = 0;
  for (const Sector s : world->economy.sectors())
    base += world->flow(s, importer(desk->parties[0]), exporter(desk->parties[1]));
  EXPECT_NEAR(desk->status_quo.imports[0], base, 1e-6 * base);
}

TEST_F(Talks2018, TheNumberOfThreadsChangesNoDigit) {
  Observer silent;
  scenario::DealPlan part = *plan;
  part.issues.resize(3);
  const std::vector<study::PackageValue> one = study::value_packages(deal_with(part), {.threads = 1}, silent);
  const std::vector<study::PackageValue> three = study::value_packages(deal_with(part), {.threads = 3}, silent);
  ASSERT_EQ(one.size(), three.size());
  for (std::size_t at = 0; at < one.size(); ++at) EXPECT_EQ(one[at].gain, three[at].gain);
}

TEST_F(Talks2018, AnIssueNobodyCaresForChangesNothing) {
  scenario::DealPlan more = *plan;
  more.issues.resize(3);
  Observer silent;
  const study::Desk without = study::open_desk(deal_with(more), {}, silent);
  more.issues.push_back({.id = "colour", .title = "colour", .options = {{"red", "red", {}}, {"blue", "blue", {}}}});
  const study::Desk with = study::open_desk(deal_with(more), {}, silent);
  const study::Package chosen = without.packages[picked(without, bargaining::Rule::nash).value()].package;
  study::Package same = with.packages[picked(with, bargaining::Rule::nash).value()].package;
  same.pop_back();
  EXPECT_EQ(same, chosen);
}

/// Three countries, of which the first and the last talk; two packages and a third without a solution.
study::Desk made_up_desk() {
  const auto value = [](std::vector<double> gain) {
    return study::PackageValue{.package = {}, .gain = std::move(gain), .imports = {}, .failure = ""};
  };
  study::Desk desk;
  desk.parties = {Country(0), Country(2)};
  desk.packages = {value({10, 1, 20}), value({4, 2, 25}), value({})};
  desk.solved = {0, 1};
  desk.status_quo = value({0, 0, 1});
  desk.disagreement = value({-5, 3, -6});
  desk.picks = {{bargaining::Rule::nash, 0}, {bargaining::Rule::issue_by_issue, 1}};
  return desk;
}

TEST(Desk, AddsUpWhatEverybodyElseGains) {
  const study::Desk desk = made_up_desk();
  EXPECT_EQ(study::gain_of_others(desk, desk.packages[1]), 2);
  EXPECT_EQ(study::gain_of_others(desk, desk.disagreement), 3);
  EXPECT_EQ(study::unsolved_count(desk), 1U);
}

TEST(Desk, HoldingIsWorthWhatFailureWouldCost) {
  EXPECT_THAT(study::worth_of_holding(made_up_desk()), testing::ElementsAre(5, 7));
}

TEST(Desk, LinkageIsWorthNashsPackageLessThatOfIssueByIssue) {
  study::Desk desk = made_up_desk();
  EXPECT_THAT(study::worth_of_linkage(desk), testing::Optional(testing::ElementsAre(6, -5)));
  desk.picks[1].package = std::nullopt;
  EXPECT_EQ(study::worth_of_linkage(desk), std::nullopt);
}

std::string plan_error(const std::string& rest) {
  const std::string head =
      "format = 1\ntitle = \"t\"\nbaseline = \"world-2017\"\n[[action]]\nid = \"a\"\nimposer = \"USA\"\n"
      "origin = [\"CHN\"]\nsectors = [\"STL\"]\nrate = \"+25%\"\n";
  try {
    static_cast<void>(scenario::parse(head + rest, "s.toml"));
  } catch (const InputError& error) {
    return error.what();
  }
  return "no error";
}

TEST(DealPlan, WrongOnesAreRefusedWithTheirPlace) {
  const std::string deal = "[deal]\nparties = [\"USA\", \"CHN\"]\ndisagreement = []\n";
  const std::string issue = "[[issue]]\nid = \"x\"\noption = [{ id = \"no\" }, { id = \"yes\", actions = [\"a\"] }]\n";
  EXPECT_EQ(plan_error(deal + issue), "no error");
  EXPECT_THAT(plan_error(deal), HasSubstr("has no [[issue]]"));
  EXPECT_THAT(plan_error("[deal]\nparties = [\"USA\"]\ndisagreement = []\n" + issue), HasSubstr("s.toml:11:11"));
  EXPECT_THAT(plan_error("[deal]\nparties = [\"USA\", \"CHN\"]\ndisagreement = [\"b\"]\n" + issue),
              HasSubstr("no entry 'b'"));
  EXPECT_THAT(plan_error(deal + "[[issue]]\nid = \"x\"\noption = [{ id = \"no\" }]\n"), HasSubstr("has 1 options"));
  EXPECT_THAT(plan_error(deal + "[deal.talks]\nbegin = 2018-05-01\ndeadline = 2018-04-01\n" + issue),
              HasSubstr("lies before the start"));
  EXPECT_THAT(plan_error("[deal]\nparties = [\"USA\", \"CHN\"]\ndisagreement = []\n"
                         "exclude = [{ both = [\"x=no\", \"x=yes\"] }]\n" +
                         issue),
              HasSubstr("are options of one issue"));
  EXPECT_THAT(plan_error(issue), HasSubstr("stands without a [deal]"));
}

}  // namespace
}  // namespace parley::study
