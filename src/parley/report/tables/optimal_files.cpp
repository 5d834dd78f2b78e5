#include "parley/report/tables/optimal_files.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "parley/base/percent.hpp"
#include "parley/report/words/optimal_text.hpp"
#include "parley/text/csv.hpp"
#include "parley/text/json.hpp"

namespace parley::report {
namespace {

using Json = nlohmann::ordered_json;

Json proof_json(const study::OptimalTariffs& optimum) {
  const strategy::OptimumProof& proof = optimum.proof;
  Json json{
      {"first_order_residual", proof.first_order_residual},  {"largest_scaled_curvature", proof.second_order.largest},
      {"curvature_products", proof.second_order.products},   {"free_instruments", proof.second_order.free_instruments},
      {"remaining_gain", proof.second_order.remaining_gain}, {"deviation_gain_pct", proof.deviation_gain_pct}};
  for (const strategy::BoundMultiplier& each : proof.bounds) {
    json["bounds"].push_back({{"instrument", optimum.tariffs[each.instrument].instrument},
                              {"bound", each.at_upper ? "highest" : "lowest"},
                              {"multiplier", each.multiplier}});
  }
  for (const strategy::SearchRecord& each : proof.searches) {
    json["searches"].push_back({{"start", each.start},
                                {"method", each.method},
                                {"objective_pct", percent_of_log(each.payoff)},
                                {"distance", each.distance},
                                {"end", to_string(each.report.status)}});
  }
  return json;
}

}  // namespace

std::string optimal_csv(const study::OptimalAnswer& answer) {
  std::string csv = "instrument,tariff_before_pct,tariff_pct\n";
  for (const study::ChosenTariff& each : answer.optimum.tariffs)
    csv += text::csv_format("{},{:.10g},{:.10g}\n", each.instrument, each.before_pct, each.pct);
  return csv;
}

std::string optimal_json(const study::OptimalAnswer& answer) {
  const study::OptimalTariffs& optimum = answer.optimum;
  Json json{{"title", optimal_title(answer)},
            {"notes", answer.world.notes},
            {"objective_pct", optimum.outcome.objective_pct[0]},
            {"uniform_pct", optimum.uniform_pct},
            {"formula_pct", optimum.formula_pct}};
  for (const study::ChosenTariff& each : optimum.tariffs) {
    json["tariffs"].push_back(
        {{"instrument", each.instrument}, {"before_pct", each.before_pct}, {"optimal_pct", each.pct}});
  }
  const Economy& labels = answer.world.labels;
  for (const Country n : labels.countries())
    json["real_income_pct"][labels.code(n)] = optimum.outcome.real_income_pct(n);
  json["proof"] = proof_json(optimum);
  return text::json_text(json);
}

}  // namespace parley::report
