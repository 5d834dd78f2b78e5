// Best responses, wars and treaties on the default baseline, from the status quo to proof.
#include <benchmark/benchmark.h>

#include "cases.hpp"
#include "parley/replicate/replication.hpp"
#include "parley/strategy/nash.hpp"
#include "parley/study/coalition.hpp"
#include "parley/study/pair_talks.hpp"
#include "parley/study/talks.hpp"

namespace {

using namespace parley;
using strategy::Grouping;

const study::StrategyProblem& world() {
  static const study::StrategyProblem problem = [] {
    Observer silent;
    return study::read_strategy_problem({.target = (bench::project() / "data" / "world-2017").string()}, silent);
  }();
  return problem;
}

/// Players against each other; two: the United States and China, else everybody.
strategy::CaliendoParroGame war_of(bool everybody, Grouping grouping, unsigned threads) {
  std::vector<Country> players;
  for (const Country n : world().baseline.economy.countries()) {
    const std::string& code = world().baseline.economy.code(n);
    if (everybody || code == "USA" || code == "CHN") players.push_back(n);
  }
  std::vector<strategy::Government> governments;
  std::vector<strategy::TariffGroup> groups;
  for (std::size_t p = 0; p < players.size(); ++p) {
    strategy::InstrumentChoice choice{.grouping = grouping};
    for (const Country other : players) {
      if (other != players[p]) choice.partners.push_back(other);
    }
    governments.emplace_back();
    governments.back().country = players[p];
    for (auto& group : strategy::instruments_of(world().baseline, players[p], p, choice)) groups.push_back(group);
  }
  return {world().baseline, world().status_quo, std::move(governments), std::move(groups), {.threads = threads}};
}

void best_response_usa(benchmark::State& state) {
  const auto grouping = state.range(0) == 0 ? Grouping::by_sector : Grouping::each;
  Observer silent;
  for (auto _ : state) {
    strategy::CaliendoParroGame game = war_of(true, grouping, 1);
    const strategy::BestResponse best =
        strategy::best_response(game, strategy::own_block(game, 0), game.status_quo(), {}, silent);
    if (!best.report.usable()) state.SkipWithError(best.report.message.c_str());
  }
  state.SetLabel(std::string(to_string(grouping)));
}
BENCHMARK(best_response_usa)->DenseRange(0, 1)->Unit(benchmark::kMillisecond);

/// Moves only: from the status quo to the point where nobody's first-order condition can be improved.
void war(benchmark::State& state) {
  const bool everybody = state.range(0) != 0;
  Observer silent;
  for (auto _ : state) {
    strategy::CaliendoParroGame game = war_of(everybody, Grouping::each, 2);
    const auto blocks = strategy::own_blocks(game);
    const strategy::StationaryPoint end = strategy::solve_stationary(game, blocks, game.status_quo(), {}, silent);
    if (!end.report.usable()) state.SkipWithError(end.report.message.c_str());
    state.counters["moves"] = end.report.evaluations;
    state.counters["tariffs"] = static_cast<double>(game.instruments().size());
  }
}
BENCHMARK(war)->DenseRange(0, 1)->Unit(benchmark::kMillisecond)->UseRealTime();

/// With three starts and every player's deviations.
void proved_war(benchmark::State& state) {
  const bool everybody = state.range(0) != 0;
  Observer silent;
  for (auto _ : state) {
    strategy::CaliendoParroGame game = war_of(everybody, Grouping::each, 2);
    const strategy::NashResult end = strategy::nash(game, game.status_quo(), {}, silent);
    if (!end.report.usable()) state.SkipWithError(end.report.message.c_str());
  }
}
BENCHMARK(proved_war)->DenseRange(0, 1)->Unit(benchmark::kMillisecond)->UseRealTime();

void talks_usa_china(benchmark::State& state) {
  Observer silent;
  study::TariffTalksRequest request;
  const Country usa = *world().baseline.economy.find_country("USA");
  const Country china = *world().baseline.economy.find_country("CHN");
  for (const auto& [who, on] : {std::pair(usa, china), std::pair(china, usa)}) {
    request.governments.emplace_back();
    request.governments.back().country = who;
    request.instruments.push_back({.partners = {on}, .lowest_tariff = -0.3, .highest_tariff = 1});
  }
  for (auto _ : state) benchmark::DoNotOptimize(study::talk(world(), request, silent));
}
BENCHMARK(talks_usa_china)->Unit(benchmark::kMillisecond);

/// The first countries of the baseline as plain governments, the United States first.
std::vector<strategy::Government> first_governments(std::size_t count) {
  std::vector<strategy::Government> governments(count);
  for (std::size_t p = 0; p < count; ++p) governments[p].country = Country(p);
  return governments;
}

/// Every coalition of so many candidates that retaliate against the United States, each a proved equilibrium.
void coalitions(benchmark::State& state) {
  const auto count = static_cast<std::size_t>(state.range(0));
  study::CoalitionRequest request;
  request.candidates = first_governments(count + 1);
  request.against = request.candidates.front();
  request.candidates.erase(request.candidates.begin());
  Observer silent;
  for (auto _ : state) benchmark::DoNotOptimize(study::unite(world(), request, silent));
}
BENCHMARK(coalitions)->Arg(3)->Arg(5)->Unit(benchmark::kMillisecond)->UseRealTime();

/// Every pair of the United States, Brazil and China, given the others' treaties, with proof.
void talks_in_pairs(benchmark::State& state) {
  study::PairwiseTalksRequest request;
  for (const char* code : {"USA", "BRA", "CHN"}) {
    request.governments.emplace_back();
    request.governments.back().country = world().baseline.economy.find_country(code).value();
  }
  request.pairs = {{0, 1}, {0, 2}, {1, 2}};
  Observer silent;
  for (auto _ : state) benchmark::DoNotOptimize(study::talk_in_pairs(world(), request, silent));
}
BENCHMARK(talks_in_pairs)->Unit(benchmark::kMillisecond)->UseRealTime();

void global_tariff_war(benchmark::State& state) {
  const auto shared = bench::shared();
  if (!shared) return state.SkipWithError("PARLEY_SHARED is not set");
  Observer silent;
  for (auto _ : state) {
    const replicate::Replication replication =
        replicate::replicate("global-tariff-war", *shared / "reference" / "global-tariff-war", silent);
    if (!replication.holds()) state.SkipWithError("the case is not reproduced");
  }
}
BENCHMARK(global_tariff_war)->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace
