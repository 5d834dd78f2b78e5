// Solves from a cold start to a residual of 1e-10, on one thread: the default baseline, nafta-1993 and wiod-2014.
#include <benchmark/benchmark.h>

#include "cases.hpp"
#include "parley/data/build/build_baseline.hpp"
#include "parley/data/read_baseline.hpp"
#include "parley/equilibrium/certificate.hpp"
#include "parley/equilibrium/explain.hpp"
#include "parley/equilibrium/gradient.hpp"
#include "parley/equilibrium/outcome.hpp"
#include "parley/equilibrium/solve.hpp"
#include "parley/run/nafta_1993.hpp"
#include "parley/scenario/scenario.hpp"
#include "support/random_economy.hpp"

namespace {

using namespace parley;

constexpr SolveOptions to_1e_10{.tolerance = 1e-10};

/// 25 points on every good between two countries, both ways.
Shock all_out(const Baseline& baseline, const char* one, const char* other) {
  Shock shock = no_shock(baseline);
  const Country a = baseline.economy.find_country(one).value();
  const Country b = baseline.economy.find_country(other).value();
  for (const Sector s : baseline.economy.sectors()) {
    if (!baseline.economy.sector(s).is_goods) continue;
    shock.tariff_new(s, importer(a), exporter(b)) += 0.25;
    shock.tariff_new(s, importer(b), exporter(a)) += 0.25;
  }
  return shock;
}

void solve_repeatedly(benchmark::State& state, const Baseline& baseline, const Shock& shock, Solver solver) {
  SolveOptions options = to_1e_10;
  options.solver = solver;
  numerics::SolveReport report;
  for (auto _ : state) {
    Equilibrium solved = solve(baseline, shock, options);
    report = solved.report;
    benchmark::DoNotOptimize(solved);
  }
  if (!report.usable()) state.SkipWithError(report.message.c_str());
  state.counters["iterations"] = report.iterations;
  state.counters["residual"] = report.residual;
}

const Baseline& world_2017() {
  static const Baseline baseline = data::read_baseline(bench::project() / "data" / "world-2017");
  return baseline;
}

void solve_world_2017_story(benchmark::State& state) {
  const scenario::Scenario story = scenario::read(bench::project() / "scenarios" / "us-china-march-2018.toml");
  const auto at = static_cast<std::size_t>(state.range(0));
  if (at >= story.compares.size()) return state.SkipWithError("no such case");
  state.SetLabel(story.compares[at].name);
  solve_repeatedly(state, world_2017(), scenario::to_shock(story, story.compares[at], world_2017()), Solver::anderson);
}
BENCHMARK(solve_world_2017_story)->DenseRange(0, 4)->Unit(benchmark::kMillisecond);

void solve_world_2017_all_out(benchmark::State& state) {
  solve_repeatedly(state, world_2017(), all_out(world_2017(), "USA", "CHN"), Solver::anderson);
}
BENCHMARK(solve_world_2017_all_out)->Unit(benchmark::kMillisecond);

void solve_world_2017_newton_krylov(benchmark::State& state) {
  solve_repeatedly(state, world_2017(), all_out(world_2017(), "USA", "CHN"), Solver::newton_krylov);
}
BENCHMARK(solve_world_2017_newton_krylov)->Unit(benchmark::kMillisecond);

void solve_nafta_1993(benchmark::State& state) {
  const auto shared = bench::shared();
  if (!shared) return state.SkipWithError("PARLEY_SHARED is not set");
  const run::NaftaData data = run::read_nafta(*shared / "reference" / "nafta-1993" / "data");
  Observer silent;
  const ResolvedBase base = resolve_base(data.economy_1993, DeficitRule::balanced, {}, silent);
  solve_repeatedly(state, base.baseline, run::nafta_shock(base.baseline, data), Solver::anderson);
}
BENCHMARK(solve_nafta_1993)->Unit(benchmark::kMillisecond);

void solve_wiod_2014(benchmark::State& state) {
  const auto shared = bench::shared();
  if (!shared) return state.SkipWithError("PARLEY_SHARED is not set");
  const Baseline baseline =
      calibrate(data::build_baseline(bench::project() / "data" / "wiod-2014.recipe.toml", *shared / "data").data);
  solve_repeatedly(state, baseline, all_out(baseline, "USA", "CHN"), Solver::anderson);
}
BENCHMARK(solve_wiod_2014)->Unit(benchmark::kMillisecond);

/// Ten thousand cells a sector: where the cost of one evaluation is that of reading the shares.
void solve_made_up(benchmark::State& state) {
  const auto countries = static_cast<std::size_t>(state.range(0));
  const auto sectors = static_cast<std::size_t>(state.range(1));
  const Baseline baseline = calibrate(test::random_economy(2018, {.countries = countries, .sectors = sectors}));
  Shock shock = no_shock(baseline);
  for (const Sector s : baseline.economy.sectors()) shock.tariff_new(s, Importer(0), Exporter(1)) += 0.25;
  solve_repeatedly(state, baseline, shock, Solver::anderson);
}
BENCHMARK(solve_made_up)
    ->Args({10, 65})
    ->Args({20, 65})
    ->Args({40, 65})
    ->Args({80, 65})
    ->Args({160, 65})
    ->Args({40, 10})
    ->Args({40, 130})
    ->Unit(benchmark::kMillisecond);

/// After the all-out case one tariff moves by a point; the solve starts where the last one ended.
void resolve_one_tariff_world_2017(benchmark::State& state) {
  Shock shock = all_out(world_2017(), "USA", "CHN");
  const Equilibrium before = solve(world_2017(), shock, to_1e_10);
  shock.tariff_new(*world_2017().economy.find_sector("ELE"), importer(*world_2017().economy.find_country("USA")),
                   exporter(*world_2017().economy.find_country("CHN"))) += 0.01;
  SolveOptions options = to_1e_10;
  options.start = &before;
  numerics::SolveReport report;
  for (auto _ : state) {
    Equilibrium solved = solve(world_2017(), shock, options);
    report = solved.report;
    benchmark::DoNotOptimize(solved);
  }
  if (!report.usable()) state.SkipWithError(report.message.c_str());
  state.counters["iterations"] = report.iterations;
}
BENCHMARK(resolve_one_tariff_world_2017)->Unit(benchmark::kMillisecond);

void gradient_world_2017(benchmark::State& state) {
  const Shock shock = all_out(world_2017(), "USA", "CHN");
  const Equilibrium solved = solve(world_2017(), shock, to_1e_10);
  const Objective objective{{{1, {Measure::Kind::real_income, *world_2017().economy.find_country("USA"), {}, {}}}}};
  Observer silent;
  numerics::SolveReport report;
  for (auto _ : state) {
    Gradient slope = gradient(world_2017(), shock, solved, objective, {.tolerance = 1e-10}, silent);
    report = slope.report;
    benchmark::DoNotOptimize(slope);
  }
  if (!report.usable()) state.SkipWithError(report.message.c_str());
  state.counters["iterations"] = report.iterations;
}
BENCHMARK(gradient_world_2017)->Unit(benchmark::kMillisecond);

void explain_world_2017(benchmark::State& state) {
  const Shock shock = all_out(world_2017(), "USA", "CHN");
  Observer silent;
  for (auto _ : state) {
    benchmark::DoNotOptimize(explain(world_2017(), shock, {*world_2017().economy.find_country("USA")}, {}, silent));
  }
}
BENCHMARK(explain_world_2017)->Unit(benchmark::kMillisecond);

void outcome_world_2017(benchmark::State& state) {
  const Shock shock = all_out(world_2017(), "USA", "CHN");
  const Equilibrium solved = solve(world_2017(), shock);
  for (auto _ : state) benchmark::DoNotOptimize(outcome(world_2017(), shock, solved));
}
BENCHMARK(outcome_world_2017)->Unit(benchmark::kMillisecond);

void certify_world_2017(benchmark::State& state) {
  const Shock shock = all_out(world_2017(), "USA", "CHN");
  const Equilibrium solved = solve(world_2017(), shock);
  for (auto _ : state) benchmark::DoNotOptimize(certify(world_2017(), shock, solved));
}
BENCHMARK(certify_world_2017)->Unit(benchmark::kMillisecond);

}  // namespace
