// Files: reading and checking the default baseline, and `parley run` of the story with all its files.
#include <benchmark/benchmark.h>

#include "cases.hpp"
#include "parley/data/read_baseline.hpp"
#include "parley/report/publish.hpp"
#include "parley/scenario/scenario.hpp"
#include "parley/study/cases/compute.hpp"

namespace {

using namespace parley;

void read_world_2017(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(data::read_baseline(bench::project() / "data" / "world-2017"));
}
BENCHMARK(read_world_2017)->Unit(benchmark::kMillisecond);

void read_story(benchmark::State& state) {
  const auto file = bench::project() / "scenarios" / "us-china-march-2018.toml";
  for (auto _ : state) benchmark::DoNotOptimize(scenario::read(file));
}
BENCHMARK(read_story)->Unit(benchmark::kMillisecond);

void run_story(benchmark::State& state) {
  const auto folder = std::filesystem::temp_directory_path() / "parley-bench-story";
  Observer silent;
  for (auto _ : state) {
    (void)report::run({.scenario = bench::project() / "scenarios" / "us-china-march-2018.toml", .command = "bench"},
                      folder, silent);
  }
  std::filesystem::remove_all(folder);
}
BENCHMARK(run_story)->Unit(benchmark::kMillisecond);

}  // namespace
