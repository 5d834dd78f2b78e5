#include "parley/report/tables/horizons_files.hpp"

#include <vector>

#include "parley/economy/horizon.hpp"
#include "parley/equilibrium/short_run.hpp"
#include "parley/report/words/format.hpp"
#include "parley/study/cases/headline.hpp"
#include "parley/text/csv.hpp"

namespace parley::report {
namespace {

using HorizonJson = nlohmann::ordered_json;

HorizonJson range_json(const study::YearRange& range) {
  return {{"central", range.central},
          {"lowest", range.lowest},
          {"highest", range.highest},
          {"verdict", to_string(study::verdict_of(range))}};
}

HorizonJson sets_json() {
  HorizonJson list = HorizonJson::array();
  for (const ShortRunSet& set : short_run_sets()) {
    HorizonJson each{{"id", set.id}};
    if (set.of_long_run > 0) each["sigma_of_long_run"] = set.of_long_run;
    if (set.sigma > 0) each["sigma"] = set.sigma;
    each["source"] = set.source;
    list.push_back(std::move(each));
  }
  return list;
}

}  // namespace

std::string horizons_csv(const study::RunResult& result, const study::HorizonComparison& comparison) {
  std::string csv =
      "case,country,real_income_long_pct,real_value_added_long_pct,real_income_year_pct,real_income_year_low_pct,"
      "real_income_year_high_pct,real_value_added_year_pct,real_value_added_year_low_pct,real_value_added_year_high_"
      "pct,"
      "why_not,real_income_year_verdict,real_value_added_year_verdict\n";
  for (std::size_t at = 0; at < result.cases.size(); ++at) {
    const std::string& name = result.cases[at].compare.name;
    const study::CaseHorizons& each = comparison.cases[at];
    if (!each.failure.empty()) csv += text::csv_format("{},,,,,,,,,,{},,\n", name, each.failure);
    for (std::size_t n = 0; n < each.countries.size(); ++n) {
      const study::CountryHorizons& row = each.countries[n];
      csv += text::csv_format("{},{},{},{},{},{},{},{},{},{},,{},{}\n", name, result.baseline.economy.code(Country(n)),
                              exact(row.long_income), exact(row.long_value_added), exact(row.income.central),
                              exact(row.income.lowest), exact(row.income.highest), exact(row.value_added.central),
                              exact(row.value_added.lowest), exact(row.value_added.highest),
                              to_string(study::verdict_of(row.income)), to_string(study::verdict_of(row.value_added)));
    }
  }
  return csv;
}

std::string horizon_sectors_csv(const study::RunResult& result, const study::HorizonComparison& comparison) {
  const Economy& labels = result.baseline.economy;
  std::string csv =
      "case,country,sector,output_long_pct,output_year_pct,factor_price_year_pct,factor_price_year_low_pct,"
      "factor_price_year_high_pct\n";
  for (std::size_t at = 0; at < result.cases.size(); ++at) {
    if (!comparison.cases[at].failure.empty()) continue;
    for (const Country n : labels.countries()) {
      for (const Sector s : labels.sectors()) {
        const study::SectorHorizons& row = comparison.sector(at, n, s, labels);
        csv +=
            text::csv_format("{},{},{},{},{},{},{},{}\n", result.cases[at].compare.name, labels.code(n), labels.code(s),
                             exact(row.long_output), exact(row.output), exact(row.factor_price.central),
                             exact(row.factor_price.lowest), exact(row.factor_price.highest));
      }
    }
  }
  return csv;
}

HorizonJson horizon_json(const study::RunResult& result, const std::optional<study::HorizonComparison>& comparison) {
  HorizonJson json{{"horizon", to_string(result.horizon)}, {"words", horizon_words(result.horizon)}};
  if (!comparison) return json;
  json["sets"] = sets_json();
  for (std::size_t at = 0; at < result.cases.size(); ++at) {
    const study::CaseHorizons& each = comparison->cases[at];
    HorizonJson entry = HorizonJson::object();
    if (!each.failure.empty()) entry["failure"] = each.failure;
    if (each.failure.empty()) {
      for (const Country n : study::parties(result)) {
        const study::CountryHorizons& row = each.countries[n.value()];
        entry[result.baseline.economy.code(n)] = {{"real_income_long_pct", row.long_income},
                                                  {"real_value_added_long_pct", row.long_value_added},
                                                  {"real_income_year_pct", range_json(row.income)},
                                                  {"real_value_added_year_pct", range_json(row.value_added)}};
      }
    }
    json["cases"][result.cases[at].compare.name] = std::move(entry);
  }
  return json;
}

}  // namespace parley::report
