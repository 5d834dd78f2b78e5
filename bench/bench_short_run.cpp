// The long run and the short run of one shock, each from a cold start on one thread, in one run so that they can be compared.
#include <benchmark/benchmark.h>

#include "cases.hpp"
#include "parley/data/read_baseline.hpp"
#include "parley/equilibrium/short_run.hpp"
#include "parley/equilibrium/solve.hpp"

namespace {

using namespace parley;

/// 0 is the long run, then sets A, B and C.
void solve_world_2017_horizon(benchmark::State& state) {
  static const Baseline world = data::read_baseline(bench::project() / "data" / "world-2017");
  const auto at = static_cast<std::size_t>(state.range(0));
  const Baseline baseline = at == 0 ? world : in_short_run(world, short_run_sets()[at - 1]);
  state.SetLabel(at == 0 ? "long run" : "set " + std::string(short_run_sets()[at - 1].id));
  Shock shock = no_shock(world);
  const Country usa = *world.economy.find_country("USA");
  const Country chn = *world.economy.find_country("CHN");
  for (const Sector s : world.economy.sectors()) {
    if (!world.economy.sector(s).is_goods) continue;
    shock.tariff_new(s, importer(usa), exporter(chn)) += 0.25;
    shock.tariff_new(s, importer(chn), exporter(usa)) += 0.25;
  }
  SolveReport report;
  for (auto _ : state) {
    Equilibrium solved = solve(baseline, shock, {.tolerance = 1e-10});
    report = solved.report;
    benchmark::DoNotOptimize(solved);
  }
  if (!report.usable()) state.SkipWithError(report.message.c_str());
  state.counters["evaluations"] = report.evaluations;
}
BENCHMARK(solve_world_2017_horizon)->DenseRange(0, 3)->Unit(benchmark::kMillisecond);

}  // namespace
