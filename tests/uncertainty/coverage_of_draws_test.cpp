// Too many solves for the sanitizers, under which the draws of ranges_test go.
#include <gtest/gtest.h>

#include "parley/uncertainty/central.hpp"
#include "parley/uncertainty/ranges.hpp"
#include "support/files.hpp"
#include "support/random_economy.hpp"

namespace parley::uncertainty {
namespace {

/// Of a thousand made-up worlds whose elasticities are a draw themselves, the interval of the draws holds the truth in
/// about nine of ten: its own claim.
TEST(CoverageOfDraws, IsWhatTheIntervalSays) {
  constexpr unsigned worlds = 1000;
  const test::TemporaryFolder folder;
  Observer silent;
  unsigned held = 0;
  // Truths spread evenly over the distribution, so that the count does not hang on the luck of a thousand.
  numerics::SamplingPlan nature{.method = numerics::SamplingMethod::sobol, .count = worlds, .seed = 2018};
  for (unsigned seed = 1; seed <= worlds; ++seed) {
    study::Problem problem;
    problem.baseline = calibrate(test::random_economy(seed, {.countries = 3, .sectors = 2}));
    problem.scenario = scenario::parse(
        "format = 1\ntitle = \"made up\"\nbaseline = \"random\"\nparties = [\"C0\", \"C1\"]\n[[action]]\nid = "
        "\"duty\"\nimposer = \"C0\"\n"
        "origin = [\"C1\"]\nsectors = [\"S0\"]\nrate = \"+20%\"\n",
        folder / "s.toml");
    SensitivityPlan plan = default_plan();
    plan.sampling.dimension = 2 + problem.baseline.economy.sector_count();
    plan.sampling.seed = seed;
    const Central central = prepare(problem, {.certifies = false}, {}, silent);
    const MakeDraw make = draw_maker(central, plan);
    std::vector<Draw> draws;
    for (std::size_t at = 0; at < plan.sampling.point_count(); ++at) draws.push_back(make(at));
    nature.dimension = plan.sampling.dimension;
    const Draw truth = answer(central, realise(plan, nature.dimension - 2, numerics::sample(nature, seed - 1)), 0);
    Spread spread;
    describe(draws, 0, true, spread);
    held += truth.values.at(0) >= spread.p05 && truth.values.at(0) <= spread.p95 ? 1U : 0U;
  }
  EXPECT_GE(held, 880U);
  EXPECT_LE(held, 920U);
}

}  // namespace
}  // namespace parley::uncertainty
