#include "parley/report/page/sensitivity_page.hpp"
#include "parley/base/whole_output.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "parley/report/page/bars.hpp"
#include "parley/report/page/html.hpp"
#include "parley/report/page/page_style.hpp"
#include "parley/report/words/format.hpp"
#include "parley/text/csv.hpp"
#include "parley/text/json.hpp"

namespace parley::report {
namespace {

namespace fs = std::filesystem;
constexpr std::size_t widest_shown = 12;

bool has_quantiles(const uncertainty::Sensitivity& result) {
  return result.plan.sampling.method != numerics::SamplingMethod::quadrature;
}

std::string label_of(const study::HeadlineItem& item) {
  return fmt::format("{} {}, {}", item.country.empty() ? "World" : item.country, item.name, item.unit);
}

std::string plan_text(const uncertainty::Sensitivity& result) {
  const uncertainty::SensitivityPlan& plan = result.plan;
  return fmt::format(
      "{} {} points, seed {}; factors on elasticities {} (correlation between sectors {}), on the size of all shocks "
      "{} "
      "(correlation with the common part of the elasticities {}); {} draws left out, without a solution to a residual "
      "of 1e-9",
      plan.sampling.point_count(), to_string(plan.sampling.method), plan.sampling.seed, plan.elasticities.text,
      plan.sector_correlation, plan.shocks.text, plan.shock_correlation, result.failed);
}

std::string intervals_csv(const uncertainty::Sensitivity& result) {
  std::string csv = "case,country,measure,unit,central,mean,standard_deviation,p05,median,p95\n";
  for (const uncertainty::Interval& each : result.intervals) {
    csv += text::csv_format("{},{},{},{},{},{},{},{},{},{}\n", each.case_name, each.item.country, each.item.name,
                            each.item.unit, exact(each.spread.central), exact(each.spread.mean),
                            exact(each.spread.standard_deviation), exact(each.spread.p05), exact(each.spread.median),
                            exact(each.spread.p95));
  }
  return csv;
}

std::string draws_csv(const uncertainty::Sensitivity& result) {
  std::string csv = "draw,failure";
  for (const uncertainty::Interval& each : result.intervals)
    csv += text::csv_format(",{}", each.case_name + ": " + label_of(each.item));
  for (const uncertainty::QuantityInterval& each : result.quantities)
    csv += text::csv_format(",{}", each.case_name + ": " + each.id + ", million");
  const std::size_t columns = result.intervals.size() + result.quantities.size();
  for (const uncertainty::Draw& draw : result.draws) {
    csv += text::csv_format("\n{},{}", draw.index, draw.failure);
    for (std::size_t at = 0; at < columns; ++at)
      csv += "," + (draw.failure.empty() ? exact(draw.values[at]) : std::string());
  }
  return csv + "\n";
}

std::string quantities_csv(const uncertainty::Sensitivity& result) {
  std::string csv =
      "case,entry,target_musd,central_musd,mean_musd,standard_deviation,p05,median,p95,missed,mean_miss_musd\n";
  for (const uncertainty::QuantityInterval& each : result.quantities) {
    const uncertainty::Spread& found = each.spread;
    csv += text::csv_format("{},{}", each.case_name, each.id);
    for (const double value : {each.target, found.central, found.mean, found.standard_deviation, found.p05,
                               found.median, found.p95, each.missed, each.mean_shortfall})
      csv += "," + exact(value);
    csv += "\n";
  }
  return csv;
}

/// How often what keeps a purchase at the central inputs fails to keep it.
std::string quantity_text(const uncertainty::QuantityInterval& each) {
  const uncertainty::Spread& found = each.spread;
  std::string text =
      fmt::format("{} in case {}: a purchase of {:.0f} million; what keeps it at the central inputs brings ", each.id,
                  each.case_name, each.target);
  if (std::isnan(each.missed))
    return text +
           fmt::format("{:.0f} million on average (standard deviation {:.0f})", found.mean, found.standard_deviation);
  text += fmt::format("{:.0f} to {:.0f} million in nine draws of ten, and falls short in {:.0f} % of them", found.p05,
                      found.p95, 100 * each.missed);
  return each.missed > 0 ? text + fmt::format(", by {:.0f} million on average", each.mean_shortfall) : text;
}

std::string quantity_paragraphs(const uncertainty::Sensitivity& result) {
  std::string html;
  for (const uncertainty::QuantityInterval& each : result.quantities)
    html += html_format("<p>{}.</p>", quantity_text(each));
  return html;
}

std::string tornado_csv(const uncertainty::Sensitivity& result) {
  std::string csv = "factor,low_end,high_end\n";
  for (const uncertainty::TornadoBar& bar : result.tornado)
    csv += text::csv_format("{},{},{}\n", bar.factor, exact(bar.low), exact(bar.high));
  return csv;
}

std::string interval_table(const uncertainty::Sensitivity& result) {
  std::string html =
      "<div class=\"wide\"><table><thead><tr><th></th><th>case</th><th>central</th><th>mean</th><th>standard "
      "deviation</th><th>5 %</th><th>median</th><th>95 %</th></tr></thead><tbody>";
  for (const uncertainty::Interval& each : result.intervals) {
    html += html_format("<tr><th>{}</th><td>{}</td>", label_of(each.item), each.case_name);
    for (const double value : {each.spread.central, each.spread.mean})
      html += html_format("<td>{}</td>", significant(value, 3));
    html += html_format("<td>{}</td>", significant(each.spread.standard_deviation, 2));
    for (const double value : {each.spread.p05, each.spread.median, each.spread.p95})
      html += html_format("<td>{}</td>", significant(value, 3));
    html += "</tr>";
  }
  return html + "</tbody></table></div>";
}

std::string tornado_figure(const uncertainty::Sensitivity& result) {
  if (result.tornado.empty()) return "";
  std::vector<Range> ranges;
  for (const uncertainty::TornadoBar& bar : result.tornado) {
    if (ranges.size() < widest_shown) ranges.push_back({bar.factor, bar.low, bar.high});
  }
  const Economy& labels = result.problem.baseline.economy;
  return range_figure(
      {.title = fmt::format("{} matters most for the real income of {} under {}", result.tornado.front().factor,
                            labels.region(result.tornado_country).name, result.tornado_case),
       .measure = "Real income, exact change in per cent, with one factor at its 10th (orange) and 90th (blue) "
                  "percentile, all others in the middle",
       .how = "The case solved again at either end of each factor.",
       .source = fmt::format("Parley {}, baseline {} ({}).", result.problem.manifest.parley_version,
                             result.problem.baseline.info.name, result.problem.baseline.info.year)},
      result.tornado_central, ranges);
}

std::string html_of(const uncertainty::Sensitivity& result) {
  return html_format(
      "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" "
      "content=\"width=device-width\"><title>{0}: sensitivity</title><style>{1}</style></head><body><main>"
      "<h1>{0}: how sure</h1><p>{2}.</p>{3}{4}<p class=\"source\">Central: with the inputs as they are. Every draw "
      "solves the model again to a residual of 1e-9, or is counted as left out; the certificate is that of the central "
      "cases.</p></main></body></html>\n",
      result.problem.scenario.title, Html{page_style}, plan_text(result), Html{tornado_figure(result)},
      Html{interval_table(result) + quantity_paragraphs(result)});
}

}  // namespace

std::string to_text(const uncertainty::Sensitivity& result) {
  std::string text = result.problem.scenario.title + "\n" + plan_text(result) + "\n\n";
  text += fmt::format("{:<36} {:<20} {:>10} {:>10} {:>10}", "", "case", "central", "mean", "sd");
  if (has_quantiles(result)) text += fmt::format(" {:>10} {:>10} {:>10}", "5 %", "median", "95 %");
  for (const uncertainty::Interval& each : result.intervals) {
    text += fmt::format("\n{:<36} {:<20} {:>+10.4f} {:>+10.4f} {:>10.4f}", label_of(each.item),
                        shortened(each.case_name, 20), each.spread.central, each.spread.mean,
                        each.spread.standard_deviation);
    if (has_quantiles(result))
      text += fmt::format(" {:>+10.4f} {:>+10.4f} {:>+10.4f}", each.spread.p05, each.spread.median, each.spread.p95);
  }
  for (const uncertainty::QuantityInterval& each : result.quantities) text += "\n\n" + quantity_text(each);
  const Economy& labels = result.problem.baseline.economy;
  text += fmt::format("\n\n{} real income in case {}, per cent, at the 10th and 90th percentile of one factor:\n",
                      labels.code(result.tornado_country), result.tornado_case);
  for (std::size_t at = 0; at < std::min(widest_shown, result.tornado.size()); ++at) {
    const uncertainty::TornadoBar& bar = result.tornado[at];
    text += fmt::format("  {:<64} {:>+10.4f} {:>+10.4f}\n", bar.factor, bar.low, bar.high);
  }
  return text;
}

std::string to_text(const uncertainty::SetComparison& comparison) {
  std::string text = fmt::format("case {}\n{:<36}", comparison.case_name, "");
  for (const std::string& set : comparison.sets) text += fmt::format(" {:>12.12}", set);
  for (const study::HeadlineRow& row : comparison.rows) {
    text += fmt::format("\n{:<36}", label_of(row.item));
    for (const double value : row.values)
      text += std::isnan(value) ? fmt::format(" {:>12}", "none") : fmt::format(" {:>+12.4f}", value);
  }
  text += "\n\n";
  for (std::size_t at = 0; at < comparison.sets.size(); ++at)
    text += fmt::format("{}: {}\n", comparison.sets[at], comparison.notes[at]);
  return text;
}

std::string to_json(const uncertainty::SetComparison& comparison) {
  nlohmann::ordered_json json{{"case", comparison.case_name},
                              {"sets", comparison.sets},
                              {"notes", comparison.notes},
                              {"rows", nlohmann::ordered_json::array()}};
  for (const study::HeadlineRow& row : comparison.rows)
    json["rows"].push_back(
        {{"country", row.item.country}, {"measure", row.item.name}, {"unit", row.item.unit}, {"values", row.values}});
  return text::json_text(json);
}

std::string to_json(const uncertainty::Sensitivity& result) {
  nlohmann::ordered_json json{
      {"title", result.problem.scenario.title},       {"plan", plan_text(result)},
      {"points", result.plan.sampling.point_count()}, {"failed", result.failed},
      {"intervals", nlohmann::ordered_json::array()}, {"tornado", nlohmann::ordered_json::array()}};
  for (const uncertainty::Interval& each : result.intervals) {
    json["intervals"].push_back({{"case", each.case_name},
                                 {"country", each.item.country},
                                 {"measure", each.item.name},
                                 {"unit", each.item.unit},
                                 {"central", each.spread.central},
                                 {"mean", each.spread.mean},
                                 {"standard_deviation", each.spread.standard_deviation},
                                 {"p05", each.spread.p05},
                                 {"median", each.spread.median},
                                 {"p95", each.spread.p95}});
  }
  json["quantities"] = nlohmann::ordered_json::array();
  for (const uncertainty::QuantityInterval& each : result.quantities) {
    const uncertainty::Spread& found = each.spread;
    json["quantities"].push_back({{"case", each.case_name},
                                  {"entry", each.id},
                                  {"target_musd", each.target},
                                  {"central_musd", found.central},
                                  {"mean_musd", found.mean},
                                  {"standard_deviation", found.standard_deviation},
                                  {"p05", found.p05},
                                  {"median", found.median},
                                  {"p95", found.p95},
                                  {"missed", each.missed},
                                  {"mean_miss_musd", each.mean_shortfall}});
  }
  for (const uncertainty::TornadoBar& bar : result.tornado)
    json["tornado"].push_back({{"factor", bar.factor}, {"low_end", bar.low}, {"high_end", bar.high}});
  return text::json_text(json);
}

FolderKind sensitivity_folder() {
  return folder_with("a result of 'parley sensitivity'", "sensitivity.json",
                     {"intervals.csv", "draws.csv", "quantities.csv", "tornado.csv", "sensitivity.html"});
}

void write_sensitivity(const uncertainty::Sensitivity& result, const fs::path& place) {
  OutputFolder folder(place, sensitivity_folder());
  folder.save("intervals.csv", intervals_csv(result));
  folder.save("draws.csv", draws_csv(result));
  if (!result.quantities.empty()) folder.save("quantities.csv", quantities_csv(result));
  folder.save("tornado.csv", tornado_csv(result));
  folder.save("sensitivity.json", to_json(result));
  folder.save("sensitivity.html", html_of(result));
  folder.put_in_place();
}

}  // namespace parley::report
