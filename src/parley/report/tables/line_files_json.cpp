#include "parley/report/tables/line_files_json.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <utility>

#include "parley/report/words/line_files_text.hpp"
#include "parley/text/json.hpp"

namespace parley::report {
namespace {

using nlohmann::ordered_json;

ordered_json json_of(const tariff::RateMeans& means) {
  ordered_json value{{"simple_before_pct", means.simple_before * 100}, {"simple_after_pct", means.simple_after * 100}};
  if (means.weighted_before) value["weighted_before_pct"] = *means.weighted_before * 100;
  if (means.weighted_after) value["weighted_after_pct"] = *means.weighted_after * 100;
  return value;
}

}  // namespace

std::string conversion_json(const study::LineConversion& converted, const std::string& out) {
  const nomenclature::Conversion& result = converted.conversion;
  const nomenclature::DecimalColumn& decimals = converted.list.decimals;
  ordered_json value{{"from", fmt::format("HS{}", converted.options.from)},
                     {"to", fmt::format("HS{}", converted.options.to)},
                     {"codes", converted.list.codes.size()},
                     {"lines", result.lines.size()},
                     {"partial_lines", result.partial_lines}};
  for (std::size_t at = 0; at < nomenclature::relation_count; ++at) {
    ordered_json entry{{"relation", to_string(static_cast<nomenclature::CodeRelation>(at))},
                       {"codes", result.codes_by_relation[at]}};
    if (converted.list.has_values) entry["value"] = decimals.number(result.amount_by_relation[at]);
    value["relations"].push_back(std::move(entry));
  }
  if (converted.list.has_values) {
    value["total"] = decimals.number(result.total);
    value["by_weights"] = decimals.number(result.amount_by_weight);
    value["by_same_code"] = decimals.number(result.amount_by_same_code);
    value["by_equal_shares"] = decimals.number(result.amount_by_equal);
  }
  if (!out.empty()) value["out"] = out;
  return text::json_text(value);
}

std::string cut_json(const tariff::CutResult& result, tariff::CutBase base, const std::string& out) {
  ordered_json value{{"lines", result.lines.size()}, {"base", to_string(base)}};
  for (const tariff::CutFormula& formula : result.formulas) value["formulas"].push_back(in_words(formula));
  value["applied"] = json_of(result.applied);
  if (result.bound) value["bound"] = json_of(*result.bound);
  value["applied_reduced"] = result.applied_reduced;
  value["only_bound_falls"] = result.only_bound_falls;
  value["unbound_kept"] = result.unbound_kept;
  value["above_bound_before"] = result.above_bound;
  if (!out.empty()) value["out"] = out;
  return text::json_text(value);
}

std::string imported_json(const customs::Imported& imported, const std::string& format_name, const std::string& out) {
  ordered_json value{
      {"format", format_name},           {"rows_read", imported.rows_read},
      {"rows_kept", imported.rows_kept}, {"rows_written", imported.trade.size() + imported.tariffs.size()},
      {"value_usd", imported.value_usd}, {"left_out", ordered_json::array()},
      {"notes", imported.notes}};
  for (const customs::LeftOut& entry : imported.left_out) {
    value["left_out"].push_back({{"cause", entry.cause}, {"rows", entry.rows}, {"value_usd", entry.value_usd}});
  }
  value["out"] = out;
  return text::json_text(value);
}

}  // namespace parley::report
