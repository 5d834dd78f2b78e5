// Partial equilibrium and list design: a schedule of 5,000 lines, world trade in one product, the $60bn list.
#include <benchmark/benchmark.h>

#include <random>
#include <string>
#include <vector>

#include "cases.hpp"
#include "parley/numerics/knapsack.hpp"
#include "parley/partial/gsim.hpp"
#include "parley/partial/list_design.hpp"
#include "parley/partial/smart_file.hpp"
#include "parley/text/csv.hpp"

namespace {

using namespace parley;

std::vector<partial::SmartProduct> schedule(std::size_t lines, std::size_t partners) {
  std::mt19937_64 random(1);
  std::lognormal_distribution<double> imports(3, 3);
  std::uniform_real_distribution<double> rate(0, 0.3);
  std::vector<partial::SmartProduct> products(lines);
  for (partial::SmartProduct& product : products) {
    product = {.code = "00000000", .import_demand_elasticity = -1.2, .substitution_elasticity = 1.5};
    const double general = rate(random);
    for (std::size_t c = 0; c < partners; ++c) {
      product.suppliers.push_back({"partner", imports(random), general, c == 0 ? general + 0.25 : general});
    }
  }
  return products;
}

void smart_5000_lines(benchmark::State& state) {
  const auto products = schedule(5000, static_cast<std::size_t>(state.range(0)));
  std::vector<partial::SmartEffect> effects;
  for (auto _ : state) {
    partial::SmartTotal total;
    for (const partial::SmartProduct& product : products) {
      partial::smart_effects(product, partial::SmartDiversion::exact, effects);
      total += partial::smart_total(product, effects);
    }
    benchmark::DoNotOptimize(total);
  }
}
BENCHMARK(smart_5000_lines)->Arg(20)->Arg(200)->Unit(benchmark::kMillisecond);

void smart_5000_lines_from_and_to_csv(benchmark::State& state) {
  std::string text = "product,partner,imports,tariff_before_pct,tariff_after_pct\n";
  const auto products = schedule(5000, 20);
  for (std::size_t at = 0; at < products.size(); ++at) {
    for (std::size_t c = 0; c < 20; ++c) {
      const partial::SmartSupplier& each = products[at].suppliers[c];
      text += std::to_string(at) + ",P" + std::to_string(c) + "," + std::to_string(each.imports) + "," +
              std::to_string(100 * each.tariff_before) + "," + std::to_string(100 * each.tariff_after) + "\n";
    }
  }
  partial::SmartElasticityTable table;
  table.otherwise.import_demand = -1.2;
  for (auto _ : state) {
    const partial::SmartInput input = partial::parse_smart(text, "bench.csv", table);
    benchmark::DoNotOptimize(partial::smart_csv(input, partial::SmartDiversion::exact));
  }
}
BENCHMARK(smart_5000_lines_from_and_to_csv)->Unit(benchmark::kMillisecond);

void gsim(benchmark::State& state) {
  const auto count = static_cast<std::size_t>(state.range(0));
  std::mt19937_64 random(1);
  std::lognormal_distribution<double> trade(3, 2);
  std::uniform_real_distribution<double> rate(0, 0.3);
  partial::GsimMarket market{.countries = std::vector<std::string>(count, "C"),
                             .trade = Array<Exporter, Importer>(count, count),
                             .tariff_before = Array<Exporter, Importer>(count, count),
                             .tariff_after = Array<Exporter, Importer>(count, count),
                             .import_demand_elasticity = Array<Importer>(count),
                             .export_supply_elasticity = Array<Exporter>(count),
                             .substitution_elasticity = Array<Importer>(count)};
  for (double& each : market.trade.values()) each = trade(random);
  for (double& each : market.tariff_before.values()) each = rate(random);
  market.import_demand_elasticity.fill(-1.25);
  market.export_supply_elasticity.fill(1.5);
  market.substitution_elasticity.fill(5);
  for (auto _ : state) {
    benchmark::DoNotOptimize(partial::gsim_effects(market, partial::ConsumerSurplus::second_order));
  }
}
BENCHMARK(gsim)->Arg(4)->Arg(50)->Arg(200)->Unit(benchmark::kMillisecond);

/// Values tied to weights within a tenth: the family that is hard for bounds.
void knapsack_weakly_correlated(benchmark::State& state) {
  std::mt19937_64 random(1);
  std::lognormal_distribution<double> imports(14, 3);
  std::uniform_real_distribution<double> ratio(0.9, 1.1);
  std::vector<numerics::KnapsackItem> items;
  std::int64_t all = 0;
  for (std::int64_t h = 0; h < state.range(0); ++h) {
    const double value = imports(random);
    items.push_back({value * ratio(random), static_cast<std::int64_t>(value) + 1});
    all += items.back().weight;
  }
  for (auto _ : state) {
    const numerics::KnapsackSolution solution = numerics::solve_knapsack(items, all / 8);
    if (solution.status != numerics::KnapsackStatus::optimal) state.SkipWithError("not optimal");
    benchmark::DoNotOptimize(solution.value);
  }
}
BENCHMARK(knapsack_weakly_correlated)->Arg(4539)->Arg(33385)->Unit(benchmark::kMillisecond);

partial::ListRecipe recipe(const char* name) {
  const auto file = bench::project() / "scenarios" / "lists" / name;
  return partial::parse_list_recipe(text::read_bytes(file), file.string());
}

/// The list, its proof, the frontier and the comparisons, without reading the tables.
void design_60bn_list(benchmark::State& state) {
  const auto shared = bench::shared();
  if (!shared) return state.SkipWithError("PARLEY_SHARED is not set");
  const partial::ListRecipe us = recipe("us-60bn.toml");
  const partial::LineTable table = partial::read_lines(us, *shared / "data");
  Observer silent;
  for (auto _ : state) {
    const partial::ListDesign design = partial::design_list(table, us, silent);
    if (design.status != partial::DesignStatus::optimal) state.SkipWithError("not optimal");
    state.counters["proven_gap"] = design.ratio_gap();
  }
}
BENCHMARK(design_60bn_list)->Unit(benchmark::kMillisecond);

void read_and_design_60bn_list(benchmark::State& state) {
  const auto shared = bench::shared();
  if (!shared) return state.SkipWithError("PARLEY_SHARED is not set");
  Observer silent;
  for (auto _ : state) {
    const partial::ListRecipe us = recipe("us-60bn.toml");
    benchmark::DoNotOptimize(partial::design_list(partial::read_lines(us, *shared / "data"), us, silent));
  }
}
BENCHMARK(read_and_design_60bn_list)->Unit(benchmark::kMillisecond);

}  // namespace
