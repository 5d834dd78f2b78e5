#include "parley/study/models.hpp"

namespace parley::study {

std::vector<ModelCountry> beside_full(const ModelComparison& comparison, const ModelAnswer& answer,
                                      const std::vector<Country>& countries) {
  std::vector<ModelCountry> all;
  if (!answer.report.usable()) return all;
  const ModelAnswer& full = comparison.of(TradeModel::full);
  for (const Country n : countries) {
    ModelCountry here{.country = n, .difference_points = {}, .exports = {}};
    if (full.report.usable()) here.difference_points = answer.real_income_pct(n) - full.real_income_pct(n);
    for (const Country to : countries) {
      if (to == n) continue;
      const double before = answer.flow_musd(exporter(n), importer(to));
      const double after = answer.flow_new(exporter(n), importer(to));
      here.exports.push_back({to, before, after, 100 * (after / before - 1)});
    }
    all.push_back(std::move(here));
  }
  return all;
}

}  // namespace parley::study
