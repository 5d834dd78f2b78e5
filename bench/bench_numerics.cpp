// The kernels: one evaluation of the equilibrium map, and the fixed-point iteration on a map that costs nothing.
#include <benchmark/benchmark.h>

#include <cmath>

#include "cases.hpp"
#include "parley/data/read_baseline.hpp"
#include "parley/model/equilibrium_map.hpp"
#include "parley/model/shocked_economy.hpp"
#include "parley/numerics/fixed_point.hpp"

namespace {

using namespace parley;

void evaluate_map_world_2017(benchmark::State& state) {
  const Baseline baseline = data::read_baseline(bench::project() / "data" / "world-2017");
  const model::ShockedEconomy economy = model::apply_shock(baseline, no_shock(baseline));
  model::MapState work(economy);
  std::vector<double> x(economy.unknown_count(), 0.0);
  std::vector<double> image(x.size());
  for (auto _ : state) {
    benchmark::DoNotOptimize(model::evaluate(economy, x, image, work));
    benchmark::ClobberMemory();
  }
}
BENCHMARK(evaluate_map_world_2017)->Unit(benchmark::kMicrosecond);

void apply_shock_world_2017(benchmark::State& state) {
  const Baseline baseline = data::read_baseline(bench::project() / "data" / "world-2017");
  const Shock shock = no_shock(baseline);
  for (auto _ : state) benchmark::DoNotOptimize(model::apply_shock(baseline, shock));
}
BENCHMARK(apply_shock_world_2017)->Unit(benchmark::kMicrosecond);

void anderson_on_a_cheap_map(benchmark::State& state) {
  const auto size = static_cast<std::size_t>(state.range(0));
  const numerics::FixedPointMap map = [](std::span<const double> x, std::span<double> image) {
    for (std::size_t at = 0; at < x.size(); ++at) image[at] = 0.9 * std::cos(x[at] + static_cast<double>(at % 7));
    double worst = 0.0;
    for (std::size_t at = 0; at < x.size(); ++at) worst = std::max(worst, std::abs(image[at] - x[at]));
    return worst;
  };
  Observer silent;
  for (auto _ : state) {
    benchmark::DoNotOptimize(
        numerics::solve_fixed_point(map, std::vector<double>(size, 0.0), {.tolerance = 1e-10}, silent));
  }
}
BENCHMARK(anderson_on_a_cheap_map)->Arg(1500)->Arg(4500)->Unit(benchmark::kMicrosecond);

}  // namespace
