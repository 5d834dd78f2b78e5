// From a scenario of thousands of entries to what each of them does: time must grow with the entries, not their square.
#include <benchmark/benchmark.h>

#include <fstream>

#include "cases.hpp"
#include "parley/data/read_baseline.hpp"
#include "parley/report/tables/tables.hpp"
#include "parley/study/cases/compute.hpp"
#include "parley/study/cases/lone_entries.hpp"
#include "parley/study/study.hpp"
#include "support/large_scenario.hpp"
#include "support/temporary_folder.hpp"

namespace parley {
namespace {

/// A large scenario in a file that goes with it.
class ScenarioFile {
 public:
  explicit ScenarioFile(const std::string& text) { std::ofstream(path()) << text; }
  [[nodiscard]] std::filesystem::path path() const { return folder_ / "large.toml"; }

 private:
  test::TemporaryFolder folder_;
};

const Baseline& world() {
  static const Baseline baseline = data::read_baseline(bench::project() / "data" / "world-2017");
  return baseline;
}

/// One entry in every so many cells of importer, exporter and goods sector.
study::RunOptions options_for(const ScenarioFile& file) {
  return {.scenario = file.path(), .known_baseline = &world(), .assets = {{bench::project() / "data"}}};
}

/// The whole study and its JSON: reading, solving, and the split for every party.
void explain_large_scenario(benchmark::State& state) {
  const ScenarioFile file(test::large_scenario(world().economy, static_cast<std::size_t>(state.range(0))));
  Observer silent;
  for (auto _ : state) {
    const study::Study study = study::study(options_for(file), silent);
    if (study.result.cases.at(0).explained.empty()) return state.SkipWithError("the changes could not be split");
    state.counters["entries"] = static_cast<double>(study.result.scenario.actions.size());
    benchmark::DoNotOptimize(report::result_json(study).data());
  }
}

/// The part that was quadratic: what every entry does alone.
void apply_entries_alone(benchmark::State& state) {
  const ScenarioFile file(test::large_scenario(world().economy, static_cast<std::size_t>(state.range(0))));
  Observer silent;
  const study::RunResult result = study::compute(options_for(file), silent);
  for (auto _ : state) benchmark::DoNotOptimize(study::lone_entries(result, result.cases.at(0)).id.data());
  state.counters["entries"] = static_cast<double>(result.scenario.actions.size());
}

BENCHMARK(explain_large_scenario)->Arg(8)->Arg(4)->Arg(2)->Arg(1)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(apply_entries_alone)->Arg(8)->Arg(4)->Arg(2)->Arg(1)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace parley
