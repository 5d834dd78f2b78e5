#include "parley/report/tables/baseline_json.hpp"
#include "parley/text/json.hpp"

#include <cmath>

#include <nlohmann/json.hpp>
#include <utility>

namespace parley::report {
namespace {

using nlohmann::ordered_json;

/// A bound that is not there is null.
ordered_json bound(double value) { return std::isfinite(value) ? ordered_json(value) : ordered_json(nullptr); }

ordered_json json_of(const data::ValuationReport& report) {
  ordered_json value{{"holds", report.holds()}, {"checks", ordered_json::array()}, {"moved", ordered_json::array()}};
  for (const data::ValuationCheck& each : report.checks) {
    value["checks"].push_back({{"check", each.name},
                               {"value", each.value},
                               {"least", bound(each.least)},
                               {"most", bound(each.most)},
                               {"where", each.where},
                               {"holds", each.holds()}});
  }
  for (const data::MovedFlow& each : report.moved) {
    value["moved"].push_back(
        {{"importer", each.importer},
         {"exporter", each.exporter},
         {"sector", each.sector},
         {"basic_musd", each.basic_musd},
         {"customs_musd", each.customs_musd},
         {"recorded_musd", each.recorded_musd > 0 ? ordered_json(each.recorded_musd) : ordered_json()},
         {"log_change", each.log_change}});
  }
  return value;
}

ordered_json json_of(const data::BuildReport& report) {
  ordered_json value;
  if (report.valuation) value["valuation"] = json_of(*report.valuation);
  value["remarks"] = report.remarks;
  value["rounding"] = {{"flows_moved_musd", report.rounding.flow_moved_musd},
                       {"uses_moved_musd", report.rounding.use_moved_musd},
                       {"flows_zeroed", report.rounding.flows_zeroed},
                       {"zeroed_musd", report.rounding.zeroed_musd}};
  value["split_gap"] = report.split_gap;
  value["final_use_repairs"] = ordered_json::array();
  for (const data::FinalUseRepair& each : report.final_use) {
    value["final_use_repairs"].push_back(
        {{"region", each.region}, {"sector", each.sector}, {"moved_musd", each.moved_musd}});
  }
  value["value_added_repairs"] = ordered_json::array();
  for (const data::ValueAddedCell& each : report.value_added) {
    value["value_added_repairs"].push_back({{"region", each.region},
                                            {"sector", each.sector},
                                            {"gross_output_musd", each.gross_output_musd},
                                            {"inputs_musd", each.inputs_musd},
                                            {"tariffs_musd", each.tariffs_musd},
                                            {"value_added_share", each.share_after},
                                            {"moved_musd", each.moved_musd}});
  }
  return value;
}

}  // namespace

std::string baseline_accounts_json(const study::BaselineAccounts& accounts) {
  ordered_json rows = ordered_json::array();
  for (const data::BaselineCheck& each : accounts.checks) {
    rows.push_back({{"check", each.name},
                    {"value", each.value},
                    {"tolerance", each.tolerance},
                    {"where", each.where},
                    {"holds", each.holds()}});
  }
  const ordered_json value{{"name", accounts.info.name}, {"holds", accounts.hold()}, {"checks", std::move(rows)}};
  return text::json_text(value);
}

std::string baseline_description_json(const study::BaselineDescription& description) {
  const BaselineInfo& info = description.info;
  ordered_json value{{"name", info.name}, {"year", info.year}, {"currency", info.currency}};
  for (const data::CountryRow& row : description.countries) {
    value["countries"].push_back({{"code", row.code},
                                  {"name", row.name},
                                  {"gdp_musd", row.gdp},
                                  {"imports_musd", row.imports},
                                  {"exports_musd", row.exports},
                                  {"deficit_musd", row.deficit},
                                  {"tariff_revenue_musd", row.tariff_revenue},
                                  {"mean_tariff_pct", 100 * row.mean_tariff}});
  }
  for (const data::SectorRow& row : description.sectors) {
    value["sectors"].push_back({{"code", row.code},
                                {"name", row.name},
                                {"goods", row.is_goods},
                                {"output_musd", row.output},
                                {"trade_musd", row.trade},
                                {"trade_elasticity", row.trade_elasticity},
                                {"mean_tariff_pct", 100 * row.mean_tariff}});
  }
  value["official"] = ordered_json::array();
  for (const data::OfficialFigure& each : description.official) {
    value["official"].push_back({{"what", each.what},
                                 {"unit", each.unit},
                                 {"ours", each.ours},
                                 {"official", each.official},
                                 {"source", each.source}});
  }
  value["judgements"] = ordered_json::array();
  for (const Judgement& each : info.judgements) {
    value["judgements"].push_back({{"what", each.what},
                                   {"value", each.value},
                                   {"bounds", each.bounds},
                                   {"file", each.file},
                                   {"source", each.source}});
  }
  return text::json_text(value);
}

std::string built_baseline_json(const data::BuiltBaseline& built, const std::string& out) {
  ordered_json value = json_of(built.report);
  value["name"] = built.data.info.name;
  value["out"] = out;
  return text::json_text(value);
}

std::string aggregated_baseline_json(const data::AggregatedBaseline& small, const std::string& out) {
  ordered_json value{{"name", small.data.info.name}, {"out", out}, {"remarks", small.remarks}};
  value["totals"] = ordered_json::array();
  for (const data::AggregationTotal& total : small.totals) {
    value["totals"].push_back({{"what", total.what}, {"before", total.before}, {"after", total.after}});
  }
  return text::json_text(value);
}

std::string line_tariffs_json(const std::vector<tariff::SectorTariff>& tariffs, const std::string& out) {
  ordered_json value{{"out", out}, {"tariffs", ordered_json::array()}};
  for (const tariff::SectorTariff& row : tariffs) {
    value["tariffs"].push_back({{"importer", row.importer},
                                {"exporter", row.exporter},
                                {"sector", row.sector},
                                {"rate_pct", 100 * row.rate},
                                {"low_pct", 100 * row.low},
                                {"high_pct", 100 * row.high},
                                {"rated_musd", row.rated_musd},
                                {"total_musd", row.total_musd},
                                {"quota_musd", row.quota_musd}});
  }
  return text::json_text(value);
}

}  // namespace parley::report
