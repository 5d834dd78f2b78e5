// The strategy chapter on small made-up worlds: what its curves, treaties and escalation must satisfy whatever the figures.
#include "parley/report/page/strategy_chapter.hpp"

#include <gmock/gmock.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "parley/base/error.hpp"
#include "parley/report/tables/strategy_files.hpp"
#include "support/random_economy.hpp"

namespace parley::report {
namespace {

using testing::HasSubstr;
using testing::Not;

study::RunResult world(unsigned seed, const std::string& section) {
  study::RunResult result;
  result.baseline = calibrate(test::random_economy(seed));
  result.scenario = scenario::parse(
      "format = 1\ntitle = \"t\"\nbaseline = \"b\"\n[[action]]\nid = \"a\"\nimposer = \"C0\"\norigin = [\"C1\"]\n"
      "sectors = [\"*\"]\nrate = \"+20%\"\n[[action]]\nid = \"b\"\nimposer = \"C1\"\norigin = [\"C2\"]\n"
      "sectors = [\"*\"]\nrate = \"+20%\"\n[[compare]]\nname = \"duty\"\nactions = [\"a\"]\n[[compare]]\n"
      "name = \"elsewhere\"\nactions = [\"b\"]\n[strategy]\nplayers = [\"C0\", \"C1\"]\nfrontier = 7\n" +
          section,
      "s.toml");
  result.resolved = scenario::resolve(result.scenario, result.baseline);
  return result;
}

study::StrategyStudy studied(const study::RunResult& result) {
  Observer silent;
  return study::study_strategy(result, silent);
}

class SmallWorlds : public testing::TestWithParam<unsigned> {
 protected:
  void SetUp() override {
    study = studied(world(GetParam(), "curve = [0, 10, 20, 40]\n"));
    ASSERT_TRUE(study.escalation.value) << study.escalation.failure;
    ASSERT_TRUE(study.curves.value) << study.curves.failure;
    ASSERT_TRUE(study.talks.value) << study.talks.failure;
  }
  study::StrategyStudy study;
};

/// The other's rate in the war is put on the curve's grid: the answer to it is one's own rate in the war.
TEST_P(SmallWorlds, TheWarLiesOnBothReactionCurves) {
  const std::vector<double>& war = study.curves.value->war;
  study::ReactionRequest request{.governments = {}, .sectors = {}, .other_tariffs = {}};
  for (const Country n : study.players) request.governments.emplace_back().country = n;
  Observer silent;
  study::StrategyProblem calm{.name = "small", .baseline = study.baseline, .status_quo = no_shock(study.baseline)};
  for (std::size_t p = 0; p < 2; ++p) {
    request.other_tariffs = {war[1 - p]};
    const study::ReactionCurves curves = study::reaction_curves(calm, request, silent);
    EXPECT_NEAR(curves.curves[p][0].tariff, war[p], 1e-7);
  }
}

/// A best answer is no worse than tariffs a little to either side, each world solved by itself.
TEST_P(SmallWorlds, NoTariffBesideABestAnswerIsBetter) {
  Observer silent;
  const study::StrategyProblem calm{
      .name = "small", .baseline = study.baseline, .status_quo = no_shock(study.baseline)};
  for (std::size_t p = 0; p < 2; ++p) {
    const Country own = study.players[p];
    const Country other = study.players[1 - p];
    strategy::Government government;
    government.country = own;
    for (const study::ReactionPoint& point : study.curves.value->curves[p]) {
      ASSERT_EQ(point.failure, "");
      const auto change = [&](double tariff) {
        Shock shock = calm.status_quo;
        for (const Sector s : study.baseline.economy.sectors()) {
          shock.tariff_new(s, importer(own), exporter(other)) = tariff;
          shock.tariff_new(s, importer(other), exporter(own)) = point.other_tariff;
        }
        return study::outcome_of("beside", calm, {government}, shock, silent).objective_pct[0];
      };
      EXPECT_NEAR(change(point.tariff), point.change_pct, 1e-6);
      for (const double step : {-0.02, 0.02}) {
        if (point.tariff + step < 0) continue;
        EXPECT_LT(change(point.tariff + step), point.change_pct);
      }
    }
  }
}

TEST_P(SmallWorlds, EveryTreatyIsEfficientAndBetterThanTheThreat) {
  const study::TariffTalks& talks = *study.talks.value;
  ASSERT_FALSE(talks.treaties.empty());
  ASSERT_EQ(talks.frontier.points.size() + talks.frontier.failed, 7U);
  for (const study::TariffTreaty& each : talks.treaties) {
    EXPECT_LE(each.treaty.first_order_residual, 1e-6) << each.name;
    for (const double gain : each.gain_over_threat_pct) EXPECT_GT(gain, 0) << each.name;
    // No point of the frontier is better for both than a treaty without payments.
    for (const bargaining::FrontierPoint& point : talks.frontier.points) {
      const auto ahead = [&](std::size_t p) { return point.position.payoff[p] - each.treaty.position.payoff[p]; };
      EXPECT_LE(std::min(ahead(0), ahead(1)), 1e-9) << each.name;
    }
  }
}

TEST_P(SmallWorlds, TheEscalationSaysWhoWouldMakeWhichMove) {
  const study::EscalationGame& game = *study.escalation.value;
  const study::EscalationWorlds& worlds = game.worlds;
  const std::vector<double>& announced = worlds.worlds[worlds.announced].mean_tariff_pct;
  EXPECT_NEAR(announced[0] - worlds.worlds[0].mean_tariff_pct[0], 25, 1e-9);
  EXPECT_EQ(announced[1], worlds.worlds[0].mean_tariff_pct[1]);
  // The first move of each path is the branch that is marked so.
  for (const study::EscalationBranch& branch : game.branches) {
    if (branch.depth > 0) continue;
    EXPECT_EQ(branch.is_chosen, branch.move == game.ahead.front().move);
    EXPECT_EQ(branch.is_chosen_at_once, branch.move == game.at_once.front().move);
  }
  EXPECT_EQ(game.at_once.back().to, game.ends_at_once);
}

TEST_P(SmallWorlds, PerCentsAreWorthTheirShareOfThePlayersIncome) {
  const double income = study.baseline.income(study.players[1]);
  EXPECT_NEAR(study::millions_of(study, 1, 2), income / 50, 1e-12 * income);
  EXPECT_NEAR(study::billions_of(study, 1, 2), income / 50000, 1e-15 * income);
  const study::ReactionCurves& curves = *study.curves.value;
  std::size_t failed = 0;
  for (const auto& curve : curves.curves) {
    for (const study::ReactionPoint& point : curve) failed += std::isnan(point.tariff);
  }
  EXPECT_EQ(curves.failed, failed);
}

INSTANTIATE_TEST_SUITE_P(Seeds, SmallWorlds, testing::Values(3U, 11U));

TEST(StrategyChapter, HoldsChartsTablesAndNumbers) {
  const study::RunResult result = world(3, "case = \"duty\"\n");
  const study::StrategyStudy study = studied(result);
  const report::Chapter chapter = report::strategy_chapter(result, study);
  EXPECT_THAT(chapter.html, HasSubstr("Full war"));
  EXPECT_THAT(chapter.html, HasSubstr("both best (Nash)"));
  EXPECT_THAT(chapter.html, HasSubstr("Kalai-Smorodinsky"));
  EXPECT_THAT(chapter.html, Not(HasSubstr("nan")));
  EXPECT_THAT(chapter.html, HasSubstr("carry out the threat → announced, no answer"));
  EXPECT_EQ(chapter.files.size(), 5U);
  const nlohmann::ordered_json json = report::strategy_json(study);
  EXPECT_EQ(json["escalation"]["worlds"][0]["name"], "today");
  EXPECT_EQ(json["escalation"]["tree"][0]["mover"], "C0");
  EXPECT_EQ(json["escalation"]["tree"][0]["move"], "hold");
  EXPECT_EQ(json["reaction_curves"]["best_answers"]["C1"].size(), 7U);
  EXPECT_EQ(json["talks"]["frontier_pct"].size(), 7U);
}

TEST(StrategyChapter, SaysWhichRuleHasNoTreaty) {
  const study::RunResult result = world(3, "");
  study::StrategyStudy study = studied(result);
  study.talks.value->failures = {"egalitarian: <none>"};
  EXPECT_THAT(report::strategy_chapter(result, study).html,
              HasSubstr("<p>No treaty by egalitarian: &lt;none&gt;.</p>"));
}

TEST(StrategyChapter, SaysWhatHasNoSolution) {
  const study::RunResult result = world(3, "");
  study::StrategyStudy study = studied(result);
  study.escalation = {.value = {}, .failure = "the full war: <no> end"};
  study.curves = {.value = {}, .failure = "no war"};
  study.talks = {.value = {}, .failure = "no rule has a treaty"};
  const report::Chapter chapter = report::strategy_chapter(result, study);
  EXPECT_THAT(chapter.html, HasSubstr("No escalation: the full war: &lt;no&gt; end."));
  EXPECT_THAT(chapter.html, HasSubstr("No reaction curves: no war."));
  EXPECT_THAT(chapter.html, HasSubstr("No bargaining set: no rule has a treaty."));
  EXPECT_THAT(chapter.html, Not(HasSubstr("<svg")));
  EXPECT_TRUE(chapter.files.empty());
  EXPECT_EQ(report::strategy_json(study)["escalation"]["failure"], "the full war: <no> end");
}

TEST(StrategyChapter, AnInterruptIsNoResult) {
  class Impatient : public Observer {
   public:
    bool cancelled() override { return true; }
  };
  const study::RunResult result = world(3, "");
  Impatient observer;
  EXPECT_THROW((void)study::study_strategy(result, observer), NotSolved);
}

TEST(StrategyChapter, AFirstMoveOnSomebodyElseIsRefusedWithItsPlace) {
  try {
    (void)studied(world(3, "case = \"elsewhere\"\n"));
    FAIL() << "the first does nothing to the second";
  } catch (const InputError& error) {
    EXPECT_THAT(error.what(), HasSubstr("strategy.case: the announced tariffs raise nothing"));
  }
}

}  // namespace
}  // namespace parley::report
