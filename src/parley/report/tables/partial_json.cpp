#include "parley/report/tables/partial_json.hpp"
#include "parley/text/json.hpp"

#include <cmath>
#include <nlohmann/json.hpp>
#include <utility>

namespace parley::report {
namespace {

using nlohmann::ordered_json;

ordered_json json_of(const partial::SmartTotal& total) {
  return {{"imports_before", total.imports_before},
          {"imports_after", total.imports_after},
          {"trade_creation", total.trade_creation},
          {"gross_diversion", total.gross_diversion},
          {"revenue_before", total.revenue_before},
          {"revenue_after", total.revenue_after},
          {"consumer_surplus_on_change", total.consumer_surplus},
          {"revenue_on_change", total.revenue_on_change},
          {"welfare", total.welfare},
          {"clipped_rows", total.clipped}};
}

ordered_json json_of(const partial::ListTotals& totals) {
  return {{"lines", totals.lines},
          {"imports_usd", totals.imports},
          {"lost_sales_usd", totals.effect.lost_sales},
          {"pressure_usd", totals.effect.pressure},
          {"buyers_usd", totals.effect.buyers},
          {"welfare_loss_usd", totals.effect.welfare_loss},
          {"own_cost_usd", totals.effect.own_cost},
          {"pressure_per_own_cost", totals.pressure_per_cost()}};
}

ordered_json json_of(const partial::BarredTotal& total) {
  return {{"reason", total.reason}, {"lines", total.lines}, {"imports_usd", total.imports_usd}};
}

ordered_json json_of(const partial::DesignedList& list) {
  ordered_json point = json_of(list.totals);
  // JSON has no infinity: the point of least own cost has no price.
  point["cost_weight"] = std::isinf(list.cost_weight) ? ordered_json(nullptr) : ordered_json(list.cost_weight);
  point["proven_gap"] = list.gap();
  return point;
}

ordered_json json_of(const partial::ListComparison& compared) {
  return {{"id", compared.id},
          {"named_lines", compared.named_lines},
          {"unmatched_lines", compared.unmatched_lines},
          {"list", json_of(compared.totals)},
          {"barred_lines", compared.barred_lines},
          {"barred_imports_usd", compared.barred_imports},
          {"shared_lines", compared.shared_lines},
          {"shared_imports_usd", compared.shared_imports},
          {"designed_same_dollars", json_of(compared.designed_same_budget)},
          {"proven_gap", compared.designed_same_budget_gap}};
}

}  // namespace

std::string smart_json(const study::SmartStudy& study) {
  ordered_json value{{"total", json_of(study.total)}, {"notes", study.input.notes}};
  for (std::size_t at = 0; at < study.by_product.size(); ++at) {
    ordered_json product{{"product", study.input.products[at].code}};
    product.update(json_of(study.by_product[at]));
    value["products"].push_back(std::move(product));
  }
  return text::json_text(value);
}

std::string gsim_json(const study::GsimStudy& study) {
  const partial::GsimMarket& market = study.input.market;
  const partial::GsimEffects& effects = study.effects;
  ordered_json value{{"status", to_string(effects.status)}};
  if (effects.status != partial::GsimStatus::solved) return text::json_text(value);
  value["clipped_flows"] = effects.clipped_flows;
  value["clipped_trade"] = effects.clipped_trade;
  for (const Country n : all<Country>(market.countries.size())) {
    value["countries"].push_back({{"country", market.countries[n.value()]},
                                  {"world_price_pct", 100 * effects.world_price_change(exporter(n))},
                                  {"composite_price_pct", 100 * effects.composite_price_change(importer(n))},
                                  {"producer_surplus", effects.producer_surplus(n)},
                                  {"consumer_surplus", effects.consumer_surplus(n)},
                                  {"tariff_revenue_change", effects.tariff_revenue(n)},
                                  {"welfare", effects.welfare(n)}});
  }
  return text::json_text(value);
}

std::string list_design_json(const study::ListDesignStudy& study) {
  const partial::LineTable& table = study.table;
  const partial::ListDesign& design = study.design;
  ordered_json value{{"status", to_string(design.status)},
                     {"lines", table.lines.size()},
                     {"imports_usd", table.imports_usd},
                     {"candidates", design.candidates.size()},
                     {"candidate_imports_usd", design.candidate_imports},
                     {"designed", json_of(design.best.totals)},
                     {"ratio_bound", design.ratio_bound},
                     {"proven_gap", design.ratio_gap()}};
  for (const partial::BarredTotal& each : table.barred) value["barred"].push_back(json_of(each));
  for (const partial::BarredTotal& each : table.doubtful) value["doubtful"].push_back(json_of(each));
  for (const partial::DesignedList& each : design.frontier) value["frontier"].push_back(json_of(each));
  for (const partial::ListComparison& each : design.compared) value["compared"].push_back(json_of(each));
  return text::json_text(value);
}

}  // namespace parley::report
