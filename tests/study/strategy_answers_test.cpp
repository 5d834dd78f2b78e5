// What a front end asks of wars, best tariffs and weights by plain values, and what it gets.
#include <gmock/gmock.h>

#include <cmath>

#include "parley/base/error.hpp"
#include "parley/study/lobbying.hpp"
#include "parley/study/optimal_tariffs.hpp"
#include "parley/study/tariff_war.hpp"
#include "support/files.hpp"
#include "support/random_economy.hpp"
#include "support/strategy_world.hpp"

namespace parley::test {
namespace {

using strategy::Grouping;

study::StrategyRequest default_world() { return {.target = (project() / "data" / "world-2017").string()}; }

const Economy& labels() { return strategy_world().baseline.economy; }

/// A small world, for what takes long in a large one.
study::StrategyProblem small_world() {
  study::StrategyProblem problem;
  problem.name = "small";
  problem.baseline = calibrate(random_economy(3));
  Observer silent;
  return study::with_status_quo(std::move(problem), {}, silent);
}

TEST(StrategyChoices, GiveEachGovernmentItsWeights) {
  const study::StrategyChoices choices{
      .weights = {{"USA", "STL", 1.5}}, .jobs = {{"CHN", "ELE", 0.1}}, .revenue = {{"CHN", "", 0.3}}};
  const std::vector<Country> players = {labels().find_country("USA").value(), labels().find_country("CHN").value()};
  const std::vector<strategy::Government> governments = study::governments_of(choices, labels(), players);
  const Sector steel = labels().find_sector("STL").value();
  const Sector electronics = labels().find_sector("ELE").value();
  EXPECT_EQ(governments[0].sector_weight(steel), 1.5);
  EXPECT_EQ(governments[0].sector_weight(electronics), 1);
  EXPECT_TRUE(governments[0].jobs_weight.empty());
  EXPECT_EQ(governments[0].revenue_weight, 0);
  EXPECT_TRUE(governments[1].sector_weight.empty());
  EXPECT_EQ(governments[1].jobs_weight(electronics), 0.1);
  EXPECT_EQ(governments[1].jobs_weight(steel), 0);
  EXPECT_EQ(governments[1].revenue_weight, 0.3);
}

TEST(StrategyChoices, AFileOfWeightsGivesWayToOnesThatAreGiven) {
  const TemporaryFolder folder;
  const auto file = folder.path() / "weights.csv";
  write_file(file, "country,sector,weight\nUSA,STL,2\nUSA,ELE,3\n");
  const std::vector<Country> usa = {labels().find_country("USA").value()};
  const auto weight = [&](const study::StrategyChoices& choices, const char* sector) {
    return study::governments_of(choices, labels(), usa)[0].sector_weight(labels().find_sector(sector).value());
  };
  EXPECT_EQ(weight({.lobbying = file}, "STL"), 2);
  EXPECT_EQ(weight({.lobbying = file}, "TEX"), 1);
  EXPECT_EQ(weight({.weights = {{"USA", "STL", 5}}, .lobbying = file}, "STL"), 5);
  EXPECT_EQ(weight({.weights = {{"USA", "STL", 5}}, .lobbying = file}, "ELE"), 3);
  const std::vector<Country> china = {labels().find_country("CHN").value()};
  EXPECT_THROW((void)study::governments_of({.lobbying = file}, labels(), china), InputError);
}

TEST(StrategyChoices, WeightsOfOthersAndUnknownCodesAreRefused) {
  const std::vector<Country> usa = {labels().find_country("USA").value()};
  EXPECT_THROW((void)study::governments_of({.weights = {{"CHN", "STL", 2}}}, labels(), usa), InputError);
  EXPECT_THROW((void)study::governments_of({.weights = {{"USA", "STEEL", 2}}}, labels(), usa), InputError);
  EXPECT_THROW((void)study::governments_of({.revenue = {{"UAS", "", 2}}}, labels(), usa), InputError);
  EXPECT_THROW((void)study::instrument_choice({.sectors = {"STEEL"}}, labels(), {}), InputError);
}

TEST(TariffSpread, CountsOwnTariffsOnly) {
  const std::vector<study::ChosenTariff> tariffs = {{0, "a", 1, 10}, {1, "b", 2, 50}, {0, "c", 3, 20}};
  const study::TariffSpread spread = study::spread_of(tariffs, 0);
  EXPECT_EQ(spread.mean_before_pct, 2);
  EXPECT_EQ(spread.mean_pct, 15);
  EXPECT_EQ(spread.lowest_pct, 10);
  EXPECT_EQ(spread.highest_pct, 20);
  EXPECT_TRUE(std::isnan(study::spread_of(tariffs, 2).mean_pct));
}

/// At the war's end each side's tariffs are its best ones: found again with the other's in force.
TEST(TariffWar, EndsWhereNobodyGainsByMoving) {
  Observer silent;
  const study::TariffWarAnswer answer = study::answer_tariff_war(
      {.world = default_world(), .choices = {.grouping = Grouping::uniform}, .players = {"USA", "CHN"}, .starts = 1},
      silent);
  const study::TariffWar& war = answer.war;
  ASSERT_EQ(war.equilibria.size(), 1U);
  ASSERT_EQ(war.tariff_count, 2U);
  ASSERT_EQ(war.outcomes.size(), 4U);
  EXPECT_LE(war.equilibria[0].first_order_residual, 1e-6);
  EXPECT_LE(war.equilibria[0].deviation_gain_pct, 1e-6);
  study::StrategyProblem at_war = strategy_world();
  for (const study::ChosenTariff& tariff : war.equilibria[0].tariffs) {
    const Country own = war.players[tariff.player];
    const Country other = war.players[1 - tariff.player];
    for (const Sector s : labels().sectors()) {
      if (labels().sector(s).is_goods)
        at_war.status_quo.tariff_new(s, importer(own), exporter(other)) = tariff.pct / 100;
    }
  }
  const strategy::InstrumentChoice on_china{.grouping = Grouping::uniform, .partners = {war.players[1]}};
  const study::OptimalTariffs again = study::optimal_tariffs(
      at_war, {.government = government("USA"), .instruments = on_china, .random_starts = 0}, silent);
  ASSERT_EQ(again.tariffs.size(), 1U);
  EXPECT_NEAR(again.tariffs[0].pct, war.equilibria[0].tariffs[0].pct, 1e-4);
}

TEST(TariffWar, WithoutPlayersIsEverybodys) {
  Observer silent;
  const study::StrategyProblem problem = small_world();
  study::TariffWarRequest request{.starts = 1};
  for (const Country each : problem.baseline.economy.countries()) {
    request.governments.push_back({.country = each});
    request.instruments.push_back({.grouping = Grouping::uniform});
  }
  const study::TariffWar war = study::tariff_war(problem, request, silent);
  EXPECT_EQ(war.players.size(), problem.baseline.economy.country_count());
  EXPECT_EQ(war.tariff_count, war.players.size());
  EXPECT_EQ(war.equilibria.front().spread.size(), war.players.size());
}

TEST(OptimalTariffs, UniformOnesAgreeWithTheSearchOverOneRate) {
  Observer silent;
  const study::OptimalAnswer answer = study::answer_optimal(
      {.world = default_world(), .choices = {.grouping = Grouping::uniform}, .country = "USA", .random_starts = 0},
      silent);
  ASSERT_EQ(answer.optimum.tariffs.size(), 1U);
  EXPECT_NEAR(answer.optimum.tariffs[0].pct, answer.optimum.uniform_pct, 1e-4);
  EXPECT_GT(answer.optimum.outcome.objective_pct[0], 0);
  EXPECT_LE(answer.optimum.proof.first_order_residual, 1e-6);
}

TEST(Lobbying, MeansAreOfTheFittedSectors) {
  Observer silent;
  const study::StrategyProblem problem = small_world();
  const Economy& economy = problem.baseline.economy;
  study::LobbyingRequest request{{*economy.find_country("C0")},
                                 Array<Country, Sector>(economy.country_count(), economy.sector_count())};
  double level = 0.3;
  for (const Sector s : economy.sectors()) request.observed.value()(*economy.find_country("C0"), s) = level += 0.01;
  const study::CountryWeights fitted = study::fit_lobbying(problem, request, silent).front();
  ASSERT_EQ(fitted.weights.sectors.size(), 3U);
  EXPECT_NEAR(fitted.observed_mean, 0.32, 1e-12);
  for (std::size_t k = 0; k < 3; ++k) {
    EXPECT_NEAR(fitted.weights.fit.tariff[k] - fitted.modelled_mean, fitted.weights.observed[k] - fitted.observed_mean,
                fitted.weights.fit.largest_difference + 1e-12);
    const study::TariffBesideMean beside = fitted.beside_mean(k);
    EXPECT_NEAR(beside.observed_points, static_cast<double>(k) - 1, 1e-12);
    EXPECT_NEAR(beside.difference(), beside.modelled_points - beside.observed_points, 1e-15);
    EXPECT_LE(std::abs(beside.difference()), 100 * fitted.weights.fit.largest_difference + 1e-10);
  }
  EXPECT_THAT(fitted.unused, testing::IsEmpty());
}

TEST(StrategyAnswers, RefuseCountriesThatAreNotThere) {
  Observer silent;
  EXPECT_THROW((void)study::answer_optimal({.world = default_world(), .country = "UAS"}, silent), InputError);
  EXPECT_THROW((void)study::answer_tariff_war({.world = default_world(), .players = {"USA", "USA"}}, silent),
               InputError);
  EXPECT_THROW(
      (void)study::answer_lobbying({.world = default_world(), .countries = {"USA"}, .observed = "none.csv"}, silent),
      InputError);
}

}  // namespace
}  // namespace parley::test
