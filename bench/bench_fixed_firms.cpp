// Ossa's world, 7 regions and 33 industries: one solve, one move with slopes, optima, wars, talks. One thread.
#include <benchmark/benchmark.h>

#include "cases.hpp"
#include "parley/replicate/ossa_2014_strategies.hpp"
#include "parley/replicate/replication.hpp"

namespace {

using namespace parley;
using replicate::ossa::Case;
using replicate::ossa::Tariffs;
using strategy::FixedFirmsGame;
using strategy::Policy;

std::optional<std::filesystem::path> folder() {
  const auto shared = bench::shared();
  if (!shared) return std::nullopt;
  return *shared / "reference" / "ossa-2014";
}

/// The case, or the state skipped.
const Case* data_or_skip(benchmark::State& state) {
  static const std::optional<Case> data =
      folder() ? std::optional(replicate::ossa::read_case(*folder())) : std::nullopt;
  if (!data) state.SkipWithError("PARLEY_SHARED is not set");
  return data ? &*data : nullptr;
}

Tariffs kind(const benchmark::State& state) { return state.range(0) == 0 ? Tariffs::mfn : Tariffs::bilateral; }

void ossa_solve_from_base(benchmark::State& state) {
  const Case* data = data_or_skip(state);
  if (data == nullptr) return;
  FixedFirmsSolver solver(data->economy);
  for (const Sector s : all<Sector>(33)) {
    for (const Exporter i : all<Exporter>(6)) solver.kernel().set_tariff(s, Importer(6), i, 0.6);
  }
  FixedFirmsSolver::Outcome outcome;
  for (auto _ : state) {
    solver.start_from_base();
    outcome = solver.solve();
  }
  if (!outcome.usable()) state.SkipWithError("not solved");
  state.counters["iterations"] = outcome.iterations;
}
BENCHMARK(ossa_solve_from_base)->Unit(benchmark::kMicrosecond);

/// All of one government's bilateral tariffs move by a hundredth of a point or back; the slope in each of them.
void ossa_move_and_slopes(benchmark::State& state) {
  const Case* data = data_or_skip(state);
  if (data == nullptr) return;
  Observer silent;
  FixedFirmsGame game = game_of_one(data->economy, data->unweighted, Tariffs::bilateral, Country(6));
  const strategy::Block block = own_block(game, 6);
  Policy policy = game.status_quo();
  Policy answer = policy;
  std::vector<double> slope(policy.size());
  double step = 1e-4;
  for (auto _ : state) {
    for (double& each : policy) each += step;
    step = -step;
    benchmark::DoNotOptimize(game.move_to(policy, silent).payoff[6]);
    benchmark::DoNotOptimize(game.respond({&block, 1}, slope, answer, silent));
  }
}
BENCHMARK(ossa_move_and_slopes)->Unit(benchmark::kMicrosecond);

void ossa_seven_optima(benchmark::State& state) {
  const Case* data = data_or_skip(state);
  if (data == nullptr) return;
  Observer silent;
  double residual = 0;
  for (auto _ : state) {
    for (const Country n : all<Country>(7)) {
      FixedFirmsGame game = game_of_one(data->economy, data->unweighted, kind(state), n);
      const strategy::Block block = own_block(game, n.value());
      const auto best = solve_stationary(game, {&block, 1}, game.status_quo(), {}, silent);
      if (!best.report.usable()) return state.SkipWithError(best.report.message.c_str());
      residual = std::max(residual, best.first_order_residual);
    }
  }
  state.SetLabel(replicate::ossa::name_of(kind(state)));
  state.counters["residual"] = residual;
}
BENCHMARK(ossa_seven_optima)->Arg(0)->Arg(1)->Unit(benchmark::kMillisecond);

/// Every tariff of everybody to 1e-9 in ln(1+t).
void ossa_war(benchmark::State& state) {
  const Case* data = data_or_skip(state);
  if (data == nullptr) return;
  Observer silent;
  FixedFirmsGame game = game_of_all(data->economy, data->unweighted, kind(state));
  strategy::StationaryPoint war;
  for (auto _ : state) {
    war = solve_stationary(game, own_blocks(game), game.status_quo(), {}, silent);
    if (!war.report.usable()) return state.SkipWithError(war.report.message.c_str());
  }
  state.SetLabel(replicate::ossa::name_of(kind(state)));
  state.counters["iterations"] = war.report.iterations;
  state.counters["residual"] = war.first_order_residual;
}
BENCHMARK(ossa_war)->Arg(0)->Arg(1)->Unit(benchmark::kMillisecond);

/// The war, its first-order conditions, curvature and deviations from two other starts by everybody.
void ossa_war_with_proof(benchmark::State& state) {
  const Case* data = data_or_skip(state);
  if (data == nullptr) return;
  Observer silent;
  FixedFirmsGame game = game_of_all(data->economy, data->unweighted, kind(state));
  for (auto _ : state) {
    const auto war = nash(game, game.status_quo(), {.starts = 1, .deviation_starts = 2, .second_order = true}, silent);
    if (!war.report.usable()) return state.SkipWithError(war.report.message.c_str());
  }
  state.SetLabel(replicate::ossa::name_of(kind(state)));
}
BENCHMARK(ossa_war_with_proof)->Arg(0)->Arg(1)->Unit(benchmark::kMillisecond);

void ossa_talks_from_factual(benchmark::State& state) {
  const Case* data = data_or_skip(state);
  if (data == nullptr) return;
  Observer silent;
  FixedFirmsGame game = game_of_all(data->economy, data->unweighted, kind(state));
  bargaining::Treaty treaty;
  for (auto _ : state) {
    treaty = bargaining::equal_gains(game, std::vector<double>(7, 0.0), game.status_quo(), {}, silent);
    if (!treaty.report.usable()) return state.SkipWithError(treaty.report.message.c_str());
  }
  state.SetLabel(replicate::ossa::name_of(kind(state)));
  state.counters["iterations"] = treaty.report.iterations;
  state.counters["gain_pct"] = treaty.gain_pct.front();
}
BENCHMARK(ossa_talks_from_factual)->Arg(0)->Arg(1)->Unit(benchmark::kMillisecond);

void ossa_replication(benchmark::State& state) {
  if (!folder()) return state.SkipWithError("PARLEY_SHARED is not set");
  Observer silent;
  for (auto _ : state) {
    const replicate::Replication replication = replicate::replicate_ossa_2014(*folder(), silent);
    if (!replication.holds()) return state.SkipWithError("not reproduced");
  }
}
BENCHMARK(ossa_replication)->Unit(benchmark::kMillisecond)->Iterations(1);

}  // namespace
