#include "parley/report/tables/slopes_files.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "parley/report/words/explain_text.hpp"
#include "parley/report/words/slopes_text.hpp"
#include "parley/text/json.hpp"

namespace parley::report {
namespace {

using Json = nlohmann::ordered_json;

Json objective_json(const Objective& objective, const Baseline& baseline) {
  const Economy& labels = baseline.economy;
  Json terms = Json::array();
  for (const Objective::Term& term : objective.terms) {
    terms.push_back({{"weight", study::named_weight(term)},
                     {"measure", to_string(term.measure.kind)},
                     {"country", labels.code(term.measure.country)},
                     {"unit", measure_unit(term.measure.kind, baseline.info.currency)}});
    if (term.measure.sector) terms.back()["sector"] = labels.code(*term.measure.sector);
    if (term.measure.partner) terms.back()["partner"] = labels.code(*term.measure.partner);
  }
  return terms;
}

}  // namespace

std::string slopes_json(const study::RunResult& result, const study::CaseResult& solved,
                        const study::RankedSlopes& slopes, bool is_weighted, std::size_t most) {
  const Baseline& baseline = result.baseline;
  const Economy& labels = baseline.economy;
  Json json{{"case", solved.compare.name}};
  const std::string held = fixed_terms_words(solved);
  if (!held.empty()) json["note"] = held;
  if (!is_weighted) {
    const Measure& measure = slopes.objective.terms.front().measure;
    json["country"] = labels.code(measure.country);
    json["measure"] = to_string(measure.kind);
    json["unit"] = measure_unit(measure.kind, baseline.info.currency) + " per percentage point";
  }
  json["instrument"] = row_of(slopes.instrument).name;
  json["objective"] = objective_json(slopes.objective, baseline);
  json["value"] = slopes.value;
  json["value_unit"] = "sum of the terms, a term in % as 100 times the change of its logarithm";
  json["slopes"] = Json::array();
  for (std::size_t at = 0; at < std::min(most, slopes.slopes.size()); ++at) {
    const study::InstrumentSlope& slope = slopes.slopes[at];
    json["slopes"].push_back({{"sector", labels.code(slope.sector)},
                              {"importer", labels.code(country(slope.importer))},
                              {"exporter", labels.code(country(slope.exporter))},
                              {"per_point", slope.per_point}});
  }
  return text::json_text(json);
}

}  // namespace parley::report
