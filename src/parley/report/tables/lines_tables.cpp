#include "parley/report/tables/lines_tables.hpp"

#include <fmt/format.h>

#include <cmath>
#include <nlohmann/json.hpp>
#include <utility>

#include "parley/report/words/lines_text.hpp"
#include "parley/text/csv.hpp"
#include "parley/text/json.hpp"

namespace parley::report {
namespace {

using nlohmann::ordered_json;

ordered_json json_of(const tariff::MeasureBook& book, const tariff::DutyPart& part) {
  const tariff::Measure& measure = book.measures[part.measure];
  ordered_json json{{"measure", measure.id},
                    {"authority", measure.authority},
                    {"rate", part.rate->text},
                    {"share", part.share},
                    {"law", law_of(book, part)}};
  json["ad_valorem_pct"] = part.is_known ? ordered_json(100 * part.ad_valorem) : ordered_json(nullptr);
  if (!part.note.empty()) json["note"] = part.note;
  return json;
}

ordered_json json_of(const tariff::MeasureBook& book, const study::DatedLineDuty& line, bool has_amounts) {
  ordered_json json{{"code", line.query.code},
                    {"importer", line.query.importer},
                    {"origin", line.query.origin},
                    {"from", to_string(line.query.day)},
                    {"duty_pct", 100 * line.duty.total},
                    {"complete", line.duty.is_complete},
                    {"quota_rent_pct", 100 * line.duty.quota_rent}};
  for (std::size_t at = 0; at < line.duty.parts.size(); ++at) {
    ordered_json part = json_of(book, line.duty.parts[at]);
    if (has_amounts) part["amount"] = cents_text(line.collected.cents[at]);
    json["parts"].push_back(std::move(part));
  }
  if (has_amounts) json["amount"] = cents_text(line.collected.total_cents);
  return json;
}

}  // namespace

std::string line_duties_json(const tariff::MeasureBook& book, const study::LineDuties& duties) {
  ordered_json json = ordered_json::array();
  for (const study::DatedLineDuty& line : duties.lines) {
    json.push_back(json_of(book, line, duties.request.entry.value > 0));
  }
  return text::json_text(json);
}

std::string line_panel_json(const study::LinePanel& panel, double peak_mb) {
  ordered_json changes = ordered_json::array();
  for (const study::MeanChange& change : panel.changes) {
    changes.push_back({{"from", to_string(change.from)}, {"mean_duty_pct", 100 * change.mean_duty}});
    if (std::isfinite(change.mean_of_known))
      changes.back()["mean_duty_of_known_lines_pct"] = 100 * change.mean_of_known;
  }
  const ordered_json json{{"lines", panel.panel.line_count()},
                          {"origins", panel.panel.origin_count()},
                          {"days", panel.panel.day_count()},
                          {"cells", panel.panel.cell_count()},
                          {"origin_classes", panel.panel.class_count()},
                          {"lines_without_equivalent", panel.panel.incomplete_lines()},
                          {"codes_spelt_out", panel.uneven.spelt_out},
                          {"headings_left_to_lines", panel.uneven.headings},
                          {"rows_of_chapters_98_99", panel.uneven.special},
                          {"seconds", panel.seconds},
                          {"peak_mb", peak_mb},
                          {"changes", changes}};
  return text::json_text(json);
}

std::string line_panel_csv(const study::LinePanel& panel) {
  std::string csv = "date,mean_duty_pct,mean_duty_of_known_lines_pct\n";
  for (std::size_t day = 0; day < panel.mean_by_day.size(); ++day) {
    const double known = panel.mean_of_known_by_day[day];
    csv += text::csv_format("{},{:.6f},{}\n", to_string(date_of(day_number(panel.from) + static_cast<int>(day))),
                            100 * panel.mean_by_day[day],
                            std::isfinite(known) ? fmt::format("{:.6f}", 100 * known) : std::string());
  }
  return csv;
}

std::string effective_duties_json(const study::EffectiveDuties& duties) {
  ordered_json json = ordered_json::array();
  for (const tariff::EffectiveRates& day : duties.by_day) {
    ordered_json entry{{"date", to_string(day.day)},
                       {"exact_musd", day.matched.exact_musd},
                       {"split_musd", day.matched.split_musd},
                       {"partial_musd", day.matched.partial_musd},
                       {"missing_musd", day.matched.missing_musd}};
    for (const tariff::EffectiveRow& row : day.rows) {
      ordered_json cell{{"exporter", row.exporter}, {"sector", row.sector}, {"imports_musd", row.value_musd}};
      for (std::size_t a = 0; a < duties.authorities.size(); ++a) {
        cell["duty_musd"][duties.authorities[a]] = row.duty_musd[a];
      }
      cell["rate_pct"] = study::percent_of(row.duty(), row.value_musd);
      entry["rows"].push_back(std::move(cell));
    }
    json.push_back(std::move(entry));
  }
  return text::json_text(json);
}

std::string effective_duties_csv(const study::EffectiveDuties& duties) {
  std::string csv = "date,exporter,sector,authority,imports_musd,duty_musd,rate_pct\n";
  for (const tariff::EffectiveRates& day : duties.by_day) {
    for (const tariff::EffectiveRow& row : day.rows) {
      for (std::size_t a = 0; a < duties.authorities.size(); ++a) {
        csv += text::csv_format("{},{},{},{},{:.3f},{:.4f},{:.5f}\n", to_string(day.day), row.exporter, row.sector,
                                duties.authorities[a], row.value_musd, row.duty_musd[a],
                                study::percent_of(row.duty_musd[a], row.value_musd));
      }
    }
  }
  return csv;
}

std::string built_lists_json(const std::vector<tariff::BuiltList>& lists) {
  ordered_json json = ordered_json::array();
  for (const tariff::BuiltList& each : lists) {
    json.push_back({{"file", each.file}, {"lines", each.lines}, {"bytes", each.text.size()}});
  }
  return text::json_text(json);
}

}  // namespace parley::report
