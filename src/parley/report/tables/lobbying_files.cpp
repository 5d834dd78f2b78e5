#include "parley/report/tables/lobbying_files.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "parley/report/words/lobbying_text.hpp"
#include "parley/text/csv.hpp"
#include "parley/text/json.hpp"

namespace parley::report {

std::string lobbying_csv(const study::LobbyingAnswer& answer) {
  const Economy& labels = answer.world.labels;
  std::string csv = "country,sector,weight\n";
  for (const study::CountryWeights& each : answer.countries) {
    const strategy::Government& government = each.weights.government;
    for (const Sector s : labels.sectors()) {
      csv += text::csv_format("{},{},{:.10g}\n", labels.code(government.country), labels.code(s),
                              government.sector_weight(s));
    }
  }
  return csv;
}

std::string lobbying_json(const study::LobbyingAnswer& answer) {
  const Economy& labels = answer.world.labels;
  nlohmann::ordered_json json{{"title", lobbying_title(answer)}, {"notes", answer.world.notes}};
  for (const study::CountryWeights& each : answer.countries) {
    const strategy::LobbyingWeights& fit = each.weights.fit;
    nlohmann::ordered_json entry{{"country", labels.code(each.weights.government.country)},
                                 {"largest_difference_points", 100 * fit.largest_difference},
                                 {"steps", fit.report.iterations}};
    for (std::size_t k = 0; k < fit.weight.size(); ++k) {
      entry["sectors"].push_back({{"sector", labels.code(each.weights.sectors[k])},
                                  {"observed_pct", 100 * each.weights.observed[k]},
                                  {"modelled_pct", 100 * fit.tariff[k]},
                                  {"weight", fit.weight[k]}});
    }
    json["countries"].push_back(std::move(entry));
  }
  return text::json_text(json);
}

}  // namespace parley::report
