#include "parley/equilibrium/short_run.hpp"

#include "parley/equilibrium/check_shock.hpp"

namespace parley {

const std::array<ShortRunSet, 3>& short_run_sets() {
  static const std::array<ShortRunSet, 3> sets{{
      {.id = "A",
       .of_long_run = 0.38,
       .source = "a short-run over long-run ratio of 0.76 to 2 (Boehm, Levchenko and Pandalai-Nayar 2023)"},
      {.id = "B", .sigma = 1.4, .source = "the first months of the duties of 2018 (Tamberi 2025)"},
      {.id = "C",
       .sigma = 0.76,
       .source = "the year after a change of duties (Boehm, Levchenko and Pandalai-Nayar 2023)"},
  }};
  return sets;
}

Baseline in_short_run(const Baseline& baseline, const ShortRunSet& set) {
  require_long_run(baseline, "the short run starts from the long run's elasticities and");
  Baseline result = baseline;
  result.production = {.immobility = 1.0, .value_added_materials = 0.5, .among_materials = 0.2};
  for (double& theta : result.trade_elasticity.values())
    theta = (set.of_long_run > 0.0 ? set.of_long_run * (1.0 + theta) : set.sigma) - 1.0;
  return result;
}

}  // namespace parley
