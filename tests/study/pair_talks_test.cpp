// Talks in pairs on the default baseline against bilateral talks, and who settles what.
#include "parley/study/pair_talks.hpp"

#include <gmock/gmock.h>

#include <algorithm>

#include "parley/base/error.hpp"
#include "parley/study/talks.hpp"
#include "support/strategy_world.hpp"

namespace parley::study {
namespace {

using test::government;

const study::StrategyProblem& world() { return test::strategy_world(); }

TEST(PairTalks, OnePairSettlesAsBilateralTalksDo) {
  Observer silent;
  study::PairwiseTalksRequest request;
  request.governments = {government("USA"), government("CHN")};
  request.pairs = {{0, 1}};
  const study::PairwiseTalks pair = study::talk_in_pairs(world(), request, silent);
  study::TariffTalksRequest both{.governments = request.governments, .threat = study::WithoutTreaty::status_quo};
  for (const std::size_t other : {1U, 0U})
    both.instruments.push_back({.partners = {request.governments[other].country}});
  const study::TariffTalks talks = study::talk(world(), both, silent);
  const auto nash = std::find_if(talks.treaties.begin(), talks.treaties.end(),
                                 [](const study::TariffTreaty& each) { return each.name == "Nash"; });
  ASSERT_NE(nash, talks.treaties.end());
  for (std::size_t p = 0; p < 2; ++p)
    EXPECT_NEAR(pair.settled.pairs[0].gain_pct[p], nash->gain_over_threat_pct[p], 1e-7);
  EXPECT_LE(pair.settled.pairs[0].first_order_residual, 1e-6);
}

TEST(PairTalks, ARateForAllIsSettledWithTheLargestSupplierAtTheTable) {
  Observer silent;
  study::PairwiseTalksRequest request;
  request.governments = {government("USA"), government("CHN"), government("DEU")};
  request.pairs = {{0, 1}, {0, 2}};
  request.choice.grouping = strategy::Grouping::by_sector;
  request.cuts_only = true;
  const study::PairwiseTalks result = study::talk_in_pairs(world(), request, silent);
  const Economy& labels = world().baseline.economy;
  const Importer usa = importer(request.governments[0].country);
  std::size_t with_china = 0;
  for (std::size_t k = 0; k < result.tariffs.size(); ++k) {
    EXPECT_LE(result.settled.policy[k], result.before[k] + 1e-12);
    if (result.tariffs[k].player != 0) {
      EXPECT_EQ(result.pair_of[k], result.tariffs[k].player - 1);
      continue;
    }
    const Sector s = labels.find_sector(result.tariffs[k].instrument).value();
    const auto sales = [&](std::size_t p) {
      return world().baseline.flow(s, usa, exporter(request.governments[p].country));
    };
    EXPECT_EQ(result.pair_of[k], sales(1) >= sales(2) ? 0U : 1U) << result.tariffs[k].instrument;
    with_china += result.pair_of[k] == 0 ? 1 : 0;
  }
  EXPECT_GT(with_china, 0U);
  EXPECT_GT(result.tariffs.size(), with_china);
}

TEST(PairTalks, WrongPairsAreRefused) {
  Observer silent;
  study::PairwiseTalksRequest request;
  request.governments = {government("USA"), government("CHN")};
  EXPECT_THROW((void)study::talk_in_pairs(world(), request, silent), InputError);
  request.pairs = {{0, 0}};
  EXPECT_THROW((void)study::talk_in_pairs(world(), request, silent), InputError);
  request.pairs = {{0, 1}, {1, 0}};
  EXPECT_THROW((void)study::talk_in_pairs(world(), request, silent), InputError);
  request.pairs = {{0, 1, 1.5}};
  EXPECT_THROW((void)study::talk_in_pairs(world(), request, silent), InputError);
}

}  // namespace
}  // namespace parley::study
