// What the machine can do, and how near the kernels come to it: multiply-adds in registers, reads from each level of
// memory, and evaluations of the map over a grid of sizes.
#include <benchmark/benchmark.h>

#include <cstring>
#include <vector>

#include "parley/base/vector_kernels.hpp"
#include "parley/model/equilibrium_map.hpp"
#include "parley/model/shocked_economy.hpp"
#include "support/random_economy.hpp"

namespace {

using namespace parley;

#if defined(__x86_64__) && !defined(__clang__)
#define FOR_EACH_MACHINE __attribute__((target_clones("arch=x86-64-v4", "avx2", "default")))
#else
#define FOR_EACH_MACHINE
#endif

constexpr int chains = 8;
constexpr int rounds = 1000;
typedef double Lanes __attribute__((vector_size(64)));

/// Independent chains x <- x a + b in registers, a product and a sum each as the kernels have them.
FOR_EACH_MACHINE void multiply_and_add(double* values) {
  Lanes x[chains];
  std::memcpy(x, values, sizeof(x));
  for (int r = 0; r < rounds; ++r) {
    for (Lanes& lane : x) lane = lane * 0.999 + 0.5;
  }
  std::memcpy(values, x, sizeof(x));
}

void peak_multiply_adds(benchmark::State& state) {
  std::vector<double> values(std::size_t{chains} * 8, 1.0);
  for (auto _ : state) {
    multiply_and_add(values.data());
    benchmark::ClobberMemory();
  }
  state.SetLabel(vector_unit());
  state.counters["multiply_adds_per_second"] =
      benchmark::Counter(static_cast<double>(state.iterations()) * chains * 8 * rounds, benchmark::Counter::kIsRate);
}
BENCHMARK(peak_multiply_adds);

/// Reads a matrix of the given kibibytes once a round.
void read_memory(benchmark::State& state) {
  constexpr std::size_t columns = 1024;
  const std::size_t rows = static_cast<std::size_t>(state.range(0)) * 1024 / (columns * sizeof(double));
  const std::vector<double> matrix(rows * columns, 1.0);
  const std::vector<double> weights(columns, 1.0);
  std::vector<double> out(rows);
  for (auto _ : state) {
    row_products(matrix.data(), weights, out);
    benchmark::ClobberMemory();
  }
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(matrix.size() * sizeof(double)));
}
BENCHMARK(read_memory)->ArgName("KiB")->Arg(16)->Arg(512)->Arg(8 << 10)->Arg(256 << 10);

/// One evaluation on a made-up economy: multiply-adds and bytes of the large arrays are counted, time is measured.
void evaluate_map(benchmark::State& state) {
  const auto countries = static_cast<std::size_t>(state.range(0));
  const auto sectors = static_cast<std::size_t>(state.range(1));
  const Baseline baseline = calibrate(test::random_economy(2018, {.countries = countries, .sectors = sectors}));
  const model::ShockedEconomy economy = model::apply_shock(baseline, no_shock(baseline));
  model::MapState work(economy);
  std::vector<double> x(economy.unknown_count(), 0.0);
  std::vector<double> image(x.size());
  for (auto _ : state) {
    benchmark::DoNotOptimize(model::evaluate(economy, x, image, work));
    benchmark::ClobberMemory();
  }
  const double trade = static_cast<double>(sectors * countries * countries);
  const double inputs = static_cast<double>(countries * sectors * sectors);
  const double evaluations = static_cast<double>(state.iterations());
  state.counters["multiply_adds"] = 3 * trade + 2 * inputs;
  state.counters["bytes"] = 8 * (2 * trade + 2 * inputs);
  state.counters["multiply_adds_per_second"] =
      benchmark::Counter(evaluations * (3 * trade + 2 * inputs), benchmark::Counter::kIsRate);
  state.counters["bytes_per_second"] =
      benchmark::Counter(evaluations * 8 * (2 * trade + 2 * inputs), benchmark::Counter::kIsRate);
}
BENCHMARK(evaluate_map)
    ->ArgNames({"countries", "sectors"})
    ->Args({10, 65})
    ->Args({20, 65})
    ->Args({40, 65})
    ->Args({80, 65})
    ->Args({160, 65})
    ->Args({22, 34})
    ->Args({40, 10})
    ->Args({40, 20})
    ->Args({40, 40})
    ->Args({40, 130})
    ->Unit(benchmark::kMicrosecond);

/// exp and log of a vector that stays in the first cache.
void exp_of_748(benchmark::State& state) {
  std::vector<double> in(748, 0.3), out(748);
  for (auto _ : state) {
    exp_all(in, out);
    benchmark::ClobberMemory();
  }
  state.SetItemsProcessed(state.iterations() * 748);
}
BENCHMARK(exp_of_748);

void log_of_748(benchmark::State& state) {
  std::vector<double> in(748, 1.3), out(748);
  for (auto _ : state) {
    log_all(in, out);
    benchmark::ClobberMemory();
  }
  state.SetItemsProcessed(state.iterations() * 748);
}
BENCHMARK(log_of_748);

}  // namespace
