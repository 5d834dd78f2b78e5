// Event studies with every test: 500 firms on 500 days around 20 events.
#include <benchmark/benchmark.h>

#include "support/random_returns.hpp"

namespace {

using namespace parley;

/// Rolling windows of 250 days, every test of every day and both permutations; `missing` firms lack a day.
void event_study_500_firms_20_events(benchmark::State& state) {
  test::Normals normal(1);
  market::ReturnData data = test::random_returns(500, 500, 0.1, normal);
  for (std::size_t m = 0; m < static_cast<std::size_t>(state.range(0)); ++m)
    data.returns.value(market::Member(m), market::Day(230 + m % 20)) = market::absent;
  std::vector<market::Member> first, second;
  for (const market::Member m : test::all_members(data)) (m.value() < 100 ? first : second).push_back(m);
  for (auto _ : state) {
    for (std::size_t event = 0; event < 20; ++event) {
      const std::size_t day = 270 + 11 * event;
      const market::EventWindows windows{{day - 260, day - 10}, {day - 1, day + 2}};
      const market::GroupStudy all = market::study(data, test::all_members(data), windows, {});
      const market::GroupStudy a = market::study(data, first, windows, {});
      const market::GroupStudy b = market::study(data, second, windows, {});
      benchmark::DoNotOptimize(market::difference(data, a, b, windows, {}));
      benchmark::DoNotOptimize(all.cumulative.mean);
    }
  }
}
BENCHMARK(event_study_500_firms_20_events)->Arg(0)->Arg(50)->Arg(500)->Unit(benchmark::kMillisecond);

}  // namespace
