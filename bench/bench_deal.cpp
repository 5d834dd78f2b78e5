// The deal desk end to end: every package of a deal valued, each a full solution.
#include <benchmark/benchmark.h>

#include "parley/data/read_baseline.hpp"
#include "parley/study/desk.hpp"

namespace parley {
namespace {

const std::filesystem::path project = PARLEY_SOURCE_DIR;

void value_every_package(benchmark::State& state, const char* file) {
  const scenario::Scenario scenario = scenario::read(project / file);
  const scenario::DealPlan plan = scenario.deal.value();
  const Baseline baseline = data::read_baseline(project / "data" / "world-2017");
  const scenario::ResolvedScenario resolved = scenario::resolve(scenario, baseline);
  Observer silent;
  for (auto _ : state) {
    const study::DeskOptions options{.threads = static_cast<std::size_t>(state.range(0))};
    const study::Desk desk = study::open_desk({scenario, resolved, plan, baseline}, options, silent);
    if (desk.solved.size() != desk.packages.size()) return state.SkipWithError("a package has no solution");
    benchmark::DoNotOptimize(desk.packages.data());
  }
  state.counters["packages"] = static_cast<double>(plan.package_count());
}

BENCHMARK_CAPTURE(value_every_package, story, "scenarios/us-china-march-2018.toml")
    ->Arg(1)
    ->Arg(2)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();
BENCHMARK_CAPTURE(value_every_package, grid_of_10080, "bench/deal-10080.toml")
    ->Arg(2)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();

}  // namespace
}  // namespace parley
