// Solves from a cold start to a residual of 1e-10, on one thread: the default baseline, nafta-1993 and wiod-2014.
#include <benchmark/benchmark.h>

#include "cases.hpp"
#include "parley/data/build/build_baseline.hpp"
#include "parley/data/read_baseline.hpp"
#include "parley/equilibrium/certificate.hpp"
#include "parley/equilibrium/explain.hpp"
#include "parley/equilibrium/gradient.hpp"
#include "parley/equilibrium/outcome.hpp"
#include "parley/equilibrium/session.hpp"
#include "parley/equilibrium/solve.hpp"
#include "parley/replicate/nafta_1993.hpp"
#include "parley/scenario/resolve.hpp"
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
  SolveReport report;
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
  const scenario::ResolvedScenario resolved = scenario::resolve(story, world_2017());
  solve_repeatedly(state, world_2017(), scenario::to_shock(resolved, story.compares[at], world_2017()),
                   Solver::anderson);
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

struct Nafta {
  Baseline base;
  Shock shock;
};
std::optional<Nafta> nafta_1993() {
  const auto shared = bench::shared();
  if (!shared) return std::nullopt;
  const replicate::NaftaData data = replicate::read_nafta(*shared / "reference" / "nafta-1993" / "data");
  Observer silent;
  Baseline base = resolve_base(data.economy_1993, DeficitRule::balanced, {}, silent).baseline;
  Shock shock = replicate::nafta_shock(base, data);
  return Nafta{std::move(base), std::move(shock)};
}

void solve_nafta_1993(benchmark::State& state) {
  const auto nafta = nafta_1993();
  if (!nafta) return state.SkipWithError("PARLEY_SHARED is not set");
  solve_repeatedly(state, nafta->base, nafta->shock, Solver::anderson);
}
BENCHMARK(solve_nafta_1993)->Unit(benchmark::kMillisecond);

std::optional<Baseline> wiod_2014() {
  const auto shared = bench::shared();
  if (!shared) return std::nullopt;
  return calibrate(data::build_baseline(bench::project() / "data" / "wiod-2014.recipe.toml", *shared / "data").data);
}

void solve_wiod_2014(benchmark::State& state) {
  const auto baseline = wiod_2014();
  if (!baseline) return state.SkipWithError("PARLEY_SHARED is not set");
  solve_repeatedly(state, *baseline, all_out(*baseline, "USA", "CHN"), Solver::anderson);
}
BENCHMARK(solve_wiod_2014)->Unit(benchmark::kMillisecond);

Baseline made_up(std::size_t countries, std::size_t sectors) {
  return calibrate(test::random_economy(2018, {.countries = countries, .sectors = sectors}));
}
Shock made_up_shock(const Baseline& baseline) {
  Shock shock = no_shock(baseline);
  for (const Sector s : baseline.economy.sectors()) shock.tariff_new(s, Importer(0), Exporter(1)) += 0.25;
  return shock;
}

/// At 160 by 65, where the cost of one evaluation is that of reading the shares.
void solve_made_up(benchmark::State& state) {
  const Baseline baseline = made_up(static_cast<std::size_t>(state.range(0)), static_cast<std::size_t>(state.range(1)));
  solve_repeatedly(state, baseline, made_up_shock(baseline), Solver::anderson);
}
BENCHMARK(solve_made_up)->Args({40, 65})->Args({160, 65})->Unit(benchmark::kMillisecond);

/// After the all-out case one tariff moves by a point, up and down again, and the session solves after each move.
void resolve_one_tariff(benchmark::State& state, const Baseline& baseline, const Shock& shock, Sector s, Importer n,
                        Exporter i) {
  Observer silent;
  SolveSession session = start_session(baseline, shock, to_1e_10, silent);
  const double rate = shock.tariff_new(s, n, i);
  double evaluations = 0;
  bool is_up = false;
  for (auto _ : state) {
    is_up = !is_up;
    set_cell(session, baseline, s, n, i, {.tariff_new = is_up ? rate + 0.01 : rate});
    resolve(session, silent);
    if (!session.report.usable()) return state.SkipWithError(session.report.message.c_str());
    evaluations += session.report.evaluations;
    benchmark::DoNotOptimize(session.x.data());
  }
  state.counters["evaluations"] = benchmark::Counter(evaluations, benchmark::Counter::kAvgIterations);
}

void resolve_world_2017(benchmark::State& state) {
  const Economy& labels = world_2017().economy;
  resolve_one_tariff(state, world_2017(), all_out(world_2017(), "USA", "CHN"), *labels.find_sector("ELE"),
                     importer(*labels.find_country("USA")), exporter(*labels.find_country("CHN")));
}
BENCHMARK(resolve_world_2017)->Unit(benchmark::kMillisecond);

void resolve_nafta_1993(benchmark::State& state) {
  const auto nafta = nafta_1993();
  if (!nafta) return state.SkipWithError("PARLEY_SHARED is not set");
  const Economy& labels = nafta->base.economy;
  resolve_one_tariff(state, nafta->base, nafta->shock, Sector(0), importer(*labels.find_country("MEX")),
                     exporter(*labels.find_country("USA")));
}
BENCHMARK(resolve_nafta_1993)->Unit(benchmark::kMillisecond);

void resolve_wiod_2014(benchmark::State& state) {
  const auto baseline = wiod_2014();
  if (!baseline) return state.SkipWithError("PARLEY_SHARED is not set");
  const Economy& labels = baseline->economy;
  resolve_one_tariff(state, *baseline, all_out(*baseline, "USA", "CHN"), Sector(10),
                     importer(*labels.find_country("USA")), exporter(*labels.find_country("CHN")));
}
BENCHMARK(resolve_wiod_2014)->Unit(benchmark::kMillisecond);

void resolve_made_up(benchmark::State& state) {
  const Baseline baseline = made_up(160, 65);
  resolve_one_tariff(state, baseline, made_up_shock(baseline), Sector(10), Importer(0), Exporter(1));
}
BENCHMARK(resolve_made_up)->Unit(benchmark::kMillisecond);

void learn_inverse_world_2017(benchmark::State& state) {
  const Shock shock = all_out(world_2017(), "USA", "CHN");
  const Equilibrium solved = solve(world_2017(), shock, to_1e_10);
  for (auto _ : state) benchmark::DoNotOptimize(learn_inverse(world_2017(), shock, solved));
}
BENCHMARK(learn_inverse_world_2017)->Unit(benchmark::kMillisecond);

void gradient_world_2017(benchmark::State& state) {
  const Shock shock = all_out(world_2017(), "USA", "CHN");
  const Equilibrium solved = solve(world_2017(), shock, to_1e_10);
  const Objective objective{{{1, {Measure::Kind::real_income, *world_2017().economy.find_country("USA"), {}, {}}}}};
  Observer silent;
  SolveReport report;
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
