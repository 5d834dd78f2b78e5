#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "parley/report/page/case_charts.hpp"
#include "parley/report/page/case_ids.hpp"
#include "parley/report/page/chart_words.hpp"
#include "parley/report/page/commitment_charts.hpp"
#include "parley/report/page/html.hpp"
#include "parley/report/page/page.hpp"
#include "parley/report/page/page_style.hpp"
#include "parley/report/page/world_map.hpp"
#include "parley/report/tables/spreadsheet.hpp"
#include "parley/report/words/format.hpp"
#include "parley/report/words/ranges_text.hpp"
#include "parley/study/cases/headline.hpp"
#include "parley/study/cases/incidence.hpp"

namespace parley::report {
namespace {

/// A number that leads to how it is made, with its range below; grey where it keeps no sign.
std::string headline_cell(const study::RunResult& result, const study::HeadlineRow& row, std::size_t at) {
  const study::Range* range = result.ranges ? result.ranges->find(row.item, at) : nullptr;
  const Sign sign = row.item.measure->is_level ? Sign::only_minus : Sign::always;
  const std::string number =
      html_format("<a href=\"#how-{}\">{}</a>", row.item.measure->anchor, significant(row.values[at], 2, sign));
  if (range == nullptr || range->low == range->high) return "<td>" + number + "</td>";
  return html_format("<td{}>{}<small>{}</small></td>",
                     Html{range->verdict == study::Verdict::keeps_sign ? "" : " class=\"unsure\""}, Html{number},
                     range_words(*range));
}

/// The cases as columns: what the report opens with stands first, where a narrow window shows it.
std::vector<std::size_t> lead_first(const study::RunResult& result) {
  const study::CaseResult* lead = study::lead_case(result);
  const std::size_t first = lead == nullptr ? 0 : static_cast<std::size_t>(lead - result.cases.data());
  std::vector<std::size_t> order;
  if (!result.cases.empty()) order.push_back(first);
  for (std::size_t at = 0; at < result.cases.size(); ++at) {
    if (at != first) order.push_back(at);
  }
  return order;
}

std::string headline_table(const study::RunResult& result) {
  std::string html = "<div class=\"wide window\"><table id=\"headline\"><thead><tr><th></th>";
  const std::vector<std::string> ids = case_ids(result);
  const std::vector<std::size_t> order = lead_first(result);
  for (const std::size_t at : order) {
    html += html_format("<th><a href=\"#case-{}\">{}</a></th>", ids[at], study::case_title(result.cases[at]));
  }
  html += "</tr></thead><tbody>";
  std::string country = "?";
  for (const study::HeadlineRow& row : study::headline(result)) {
    if (row.item.country != country) {
      country = row.item.country;
      const auto found = result.baseline.economy.find_country(country);
      html += html_format("<tr class=\"group\"><th colspan=\"{}\">{}</th></tr>", result.cases.size() + 1,
                          found ? result.baseline.economy.region(*found).name : "World");
    }
    html += html_format("<tr><th>{}, {}</th>", row.item.name, row.item.unit);
    for (const std::size_t at : order) html += headline_cell(result, row, at);
    html += "</tr>";
  }
  return html + "</tbody></table></div>";
}

std::string channel_table(const study::RunResult& result, const study::CaseResult& solved) {
  const Outcome& out = solved.outcome;
  std::string html =
      "<div class=\"wide\"><table><thead><tr><th></th><th>terms of trade</th><th>volume of trade</th><th>wedge "
      "costs</th>"
      "<th>transfers</th><th>first-order sum</th><th>exact change</th></tr></thead><tbody>";
  for (const Country n : study::parties(result)) {
    html += html_format("<tr><th>{}</th>", result.baseline.economy.region(n).name);
    for (const Array<Country>* column : {&out.terms_of_trade_pct, &out.volume_of_trade_pct, &out.wedge_cost_pct,
                                         &out.transfers_pct, &out.welfare_pct, &out.real_income_pct}) {
      html += html_format("<td>{}</td>", percent((*column)(n)));
    }
    html += "</tr>";
  }
  return html +
         "</tbody></table></div><p class=\"source\">Per cent of base income. The first-order sum adds the four "
         "channels at base "
         "weights (Caliendo and Parro 2015, equation 15); the exact change is income over the consumer price "
         "index.</p>";
}

/// Who bears the duties that moved: the pairs with the largest trade.
std::string incidence_table(const study::RunResult& result, const study::CaseResult& solved) {
  constexpr std::size_t most = 6;
  const std::vector<study::Incidence> rows = study::incidence(result.baseline, solved);
  if (rows.empty()) return "";
  std::string html =
      "<h3>Who bears the duties</h3><div class=\"wide\"><table><thead><tr><th>duties of … on …</th><th>base trade, "
      "bn</th><th>duty before, %</th><th>after, %</th><th>buyers bear, %</th><th>sellers bear, "
      "%</th><th>buyers, in the numeraire, %</th></tr></thead><tbody>";
  for (std::size_t at = 0; at < rows.size() && at < most; ++at) {
    const study::Incidence& row = rows[at];
    html += html_format("<tr><th>{} on {}</th>", spoken(result, row.imposer), spoken(result, row.origin));
    html += html_format("<td>{}</td><td>{}</td><td>{}</td>", significant(row.base_trade / 1000, 3),
                        significant(row.duty_before_pct, 3), significant(row.duty_after_pct, 3));
    html += html_format("<td>{}</td><td>{}</td><td>{}</td></tr>", significant(100 * row.buyers, 3),
                        significant(100 * (1 - row.buyers), 2), significant(100 * row.buyers_in_numeraire, 3));
  }
  return html + "</tbody></table></div>" +
         html_format(
             "<p class=\"source\">Delivered prices in units of the buyer's wage, against the baseline, over the cells "
             "whose "
             "duty moved. All other countries together win {} by their terms of trade. {} pairs: incidence.csv.</p>",
             money(study::terms_of_trade_of_others(result.baseline, solved, rows), result.baseline.info.currency,
                   Sign::always),
             rows.size());
}

std::string for_parties(const study::RunResult& result, const study::CaseResult& solved, const char* heading,
                        std::string (*chart)(const study::RunResult&, const study::CaseResult&, Country)) {
  constexpr std::size_t most = 2;
  std::string html = html_format("<h3>{}</h3>", heading);
  const std::vector<Country> main = study::parties(result);
  for (std::size_t at = 0; at < main.size() && at < most; ++at) html += chart(result, solved, main[at]);
  return html;
}

std::string case_chapter(const study::RunResult& result, const study::CaseResult& solved, const std::string& id) {
  std::string html = html_format("<section id=\"case-{}\"><h2>{}</h2><p>{}</p>", id, study::case_title(solved),
                                 solved.compare.description);
  html += commitments_section(result, solved);
  html += reforms_section(result, solved);
  html += "<h3>Who gains, who loses</h3>" + income_map(result, solved) + income_bars(result, solved);
  html += for_parties(result, solved, "Where trade goes", diversion_bars);
  html += for_parties(result, solved, "Who fills the gap", supplier_bars);
  html += for_parties(result, solved, "Which industries", sector_bars);
  html += for_parties(result, solved, "Prices", price_bars);
  html += for_parties(result, solved, "Why", channel_waterfall);
  if (!solved.explanation_failure.empty())
    html += html_format("<p>The change could not be split by entry and channel: {}.</p>", solved.explanation_failure);
  html += channel_table(result, solved);
  html += incidence_table(result, solved);
  std::string notes;
  for (const std::string& note : solved.shock.notes) notes += html_format("<li>{}</li>", note);
  if (!notes.empty()) html += fold("Assumptions of this case", "<ul>" + notes + "</ul>", "notes");
  return html + html_format(
                    "<p class=\"source\">Full precision: <a href=\"tables/{0}/country.csv\">country.csv</a> <a "
                    "href=\"tables/{0}/sector.csv\">sector.csv</a> "
                    "<a href=\"tables/{0}/bilateral.csv\">bilateral.csv</a></p></section>",
                    id);
}

std::string further_chapter(const Chapter& chapter) {
  std::string html = html_format("<section id=\"{}\"><h2>{}</h2>{}", chapter.id, chapter.title, Html{chapter.html});
  if (chapter.files.empty()) return html + "</section>";
  html += "<p class=\"source\">Full precision:";
  for (const TableFile& file : chapter.files)
    html += html_format(" <a href=\"tables/{0}/{1}\">{1}</a>", chapter.id, file.name);
  return html + "</p></section>";
}

std::string trust_chapter(const study::RunResult& result) {
  std::string html = "<section id=\"sure\"><h2>How sure</h2>";
  for (const study::CaseResult& solved : result.cases) {
    std::string rows;
    for (const Check& check : solved.certificate.checks) {
      rows += html_format("<tr><th>{}</th><td>{:.1e}</td><td>{:.0e}</td><td>{}</td></tr>", check.claim, check.value,
                          check.tolerance,
                          check.is_made() ? (check.holds() ? "holds" : "fails") : "not made: " + check.not_made);
    }
    const auto not_made = std::ranges::count_if(solved.certificate.checks, [](const Check& c) { return !c.is_made(); });
    html += fold(fmt::format("Certificate of {}: {} checks, {}; {} iterations, residual {:.1e}",
                             study::case_title(solved), solved.certificate.checks.size(),
                             not_made == 0 ? "all hold" : fmt::format("{} not made, all others hold", not_made),
                             solved.equilibrium.report.iterations, solved.equilibrium.report.residual),
                 "<div class=\"wide\"><table><tr><th></th><th>worst</th><th>allowed</th><th></th></tr>" + rows +
                     "</table></div>",
                 "certificate");
  }
  html += "<h3>What is assumed</h3><ul>";
  for (const std::string& note : result.notes) html += html_format("<li>{}</li>", note);
  for (const std::string& note : result.baseline.info.notes) html += html_format("<li>{}</li>", note);
  html += "</ul><h3>Data and licences</h3><ul>";
  for (const Provenance& entry : result.baseline.info.provenance) {
    html += html_format("<li><code>{}</code>: {}. Licence: {}</li>", entry.file, entry.source, entry.licence);
  }
  html += "</ul><h3>Sources of the entries</h3><ul>";
  for (const scenario::Action& action : result.scenario.actions) {
    html += html_format("<li><code>{}</code> {}: {} {}</li>", action.id, action.title, scenario::rate_text(action),
                        action.source);
  }
  return html + "</ul></section>";
}

std::string how_chapter() {
  std::string html =
      "<section id=\"how\"><h2>How each number is made</h2><p>A Caliendo-Parro model in changes: many countries and "
      "sectors, input-output links, tariffs with revenue. Each case is solved exactly against the same base.</p><dl>";
  for (const study::OutcomeMeasure& each : study::outcome_measures()) {
    if (!each.term.empty())
      html += html_format("<dt id=\"how-{}\">{}</dt><dd>{}</dd>", each.anchor, each.term, each.definition);
  }
  return html + "</dl></section>";
}

std::string reproduce_chapter(const study::RunResult& result) {
  std::string inputs;
  for (const study::InputFile& input : result.manifest.inputs) {
    inputs += html_format("<tr><th>{}</th><td><code>{}</code></td></tr>", input.path, input.sha256);
  }
  const char* workbook = "";
  if (has_spreadsheets()) workbook = "<a href=\"tables/tables.xlsx\">tables.xlsx</a> ";
  return html_format(
      "<section id=\"reproduce\"><h2>Reproduce</h2><p><code>{}</code></p><p>Parley {} (commit {}), {}, {}.</p>"
      "<p>{}<a href=\"tables/headline.tex\">headline.tex</a> <a "
      "href=\"result.json\">result.json</a> "
      "<a href=\"manifest.json\">manifest.json</a> <a href=\"certificate.json\">certificate.json</a></p>{}{}</section>",
      result.manifest.command, result.manifest.parley_version, result.manifest.commit, result.manifest.compiler,
      result.manifest.created_utc, Html{workbook},
      Html{fold("Input files and their SHA-256", "<div class=\"wide\"><table>" + inputs + "</table></div>", "data")},
      Html{fold("The scenario file", html_format("<pre>{}</pre>", result.scenario.text), "data")});
}

}  // namespace

std::string html_page(const study::RunResult& result, const std::vector<Chapter>& chapters) {
  std::string html = html_format(
      "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" "
      "content=\"width=device-width\">"
      "<title>{0}</title><style>{1}</style></head><body><main><h1>{0}</h1>",
      result.scenario.title, Html{page_style});
  if (const study::CaseResult* lead = study::lead_case(result)) {
    html += html_format("<p class=\"lead\">{} “{}”, in this model, {}; {}.</p>",
                        study::is_in_force(result, *lead) ? "In force: under" : "Supposed: under",
                        study::case_title(*lead), finding(result, *lead), bystanders(result, *lead));
  }
  html += headline_table(result);
  for (const Chapter& chapter : chapters) html += chapter.head;
  html += map_outlines();
  const std::vector<std::string> ids = case_ids(result);
  for (std::size_t at = 0; at < result.cases.size(); ++at) html += case_chapter(result, result.cases[at], ids[at]);
  for (const Chapter& chapter : chapters) html += further_chapter(chapter);
  return html + how_chapter() + trust_chapter(result) + reproduce_chapter(result) + "</main></body></html>\n";
}

}  // namespace parley::report
