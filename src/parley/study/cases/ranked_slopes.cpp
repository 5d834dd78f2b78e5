#include "parley/study/cases/ranked_slopes.hpp"

#include <algorithm>
#include <cmath>

#include "parley/base/not_solved.hpp"

namespace parley::study {
namespace {

std::vector<InstrumentSlope> ranked(const Baseline& baseline, const TradeCells& gradient, bool goods_only) {
  std::vector<InstrumentSlope> slopes;
  for (const Sector s : baseline.economy.sectors()) {
    if (goods_only && !baseline.economy.sector(s).is_goods) continue;
    for (const Importer n : baseline.economy.importers()) {
      for (const Exporter i : baseline.economy.exporters()) {
        if (country(n) != country(i) && baseline.flow(s, n, i) > 0)
          slopes.push_back({s, n, i, 0.01 * gradient(s, n, i)});
      }
    }
  }
  std::stable_sort(slopes.begin(), slopes.end(), [](const InstrumentSlope& a, const InstrumentSlope& b) {
    return std::abs(a.per_point) > std::abs(b.per_point);
  });
  return slopes;
}

}  // namespace

RankedSlopes rank_slopes(const Baseline& baseline, const CaseResult& solved, const Objective& objective,
                         PolicyInstrument instrument, Observer& observer) {
  const Gradient found = gradient(baseline, solved.shock, solved.equilibrium, objective, {}, observer);
  if (!found.report.usable()) throw NotSolved("the transposed system", found.report);
  return {.instrument = instrument,
          .objective = objective,
          .value = found.value,
          .slopes = ranked(baseline, found.by[instrument], row_of(instrument).is_border_tax),
          .report = found.report};
}

}  // namespace parley::study
