#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "parley/report/bars.hpp"
#include "parley/report/format.hpp"
#include "parley/report/headline.hpp"
#include "parley/report/html.hpp"
#include "parley/report/page_style.hpp"
#include "parley/report/world_map.hpp"
#include "parley/report/write.hpp"

namespace parley::report {
namespace {

bool among(const std::vector<Country>& list, Country n) { return std::find(list.begin(), list.end(), n) != list.end(); }

std::string source_line(const RunResult& result) {
  return fmt::format("Parley {}, baseline {} ({}).", result.manifest.parley_version, result.baseline.info.name,
                     result.baseline.info.year);
}

/// A region's name in a sentence: without what stands in brackets.
std::string spoken(const RunResult& result, Country n) {
  const std::string& name = result.baseline.economy.region(n).name;
  return name.substr(0, name.find(" ("));
}

/// "the United States loses 0.11 % and China loses 0.27 % of real income", parties only.
std::string finding(const RunResult& result, const CaseResult& solved) {
  std::vector<std::string> changes;
  for (const Country n : parties(result)) {
    const double change = solved.outcome.real_income_pct(n);
    changes.push_back(fmt::format("{} {} {}", spoken(result, n), change < 0 ? "loses" : "gains",
                                  percent(std::abs(change), Sign::only_minus)));
    if (changes.size() == 4) break;
  }
  return joined(changes) + " of real income";
}

/// The largest winners among the others, "Viet Nam, Mexico and Other ASEAN gain most".
std::string bystanders(const RunResult& result, const CaseResult& solved) {
  const std::vector<Country> main = parties(result);
  std::vector<Country> others;
  for (const Country n : result.baseline.economy.countries()) {
    if (!among(main, n) && solved.outcome.real_income_pct(n) > 0.0) others.push_back(n);
  }
  std::stable_sort(others.begin(), others.end(), [&](Country a, Country b) {
    return solved.outcome.real_income_pct(a) > solved.outcome.real_income_pct(b);
  });
  std::vector<std::string> names;
  for (std::size_t at = 0; at < others.size() && at < 3; ++at) names.push_back(spoken(result, others[at]));
  return names.empty() ? "no other country gains" : "of the others " + joined(names) + " gain most";
}

std::string headline_table(const RunResult& result) {
  std::string html = "<div class=\"wide\"><table id=\"headline\"><thead><tr><th></th>";
  for (const CaseResult& solved : result.cases) {
    html += fmt::format("<th><a href=\"#case-{}\">{}</a></th>", slug(solved.compare.name), escaped(case_title(solved)));
  }
  html += "</tr></thead><tbody>";
  std::string country = "?";
  for (const HeadlineRow& row : headline(result)) {
    if (row.country != country) {
      country = row.country;
      const auto found = result.baseline.economy.find_country(country);
      html += fmt::format("<tr class=\"group\"><th colspan=\"{}\">{}</th></tr>", result.cases.size() + 1,
                          found ? escaped(result.baseline.economy.region(*found).name) : "World");
    }
    html += fmt::format("<tr><th>{}, {}</th>", escaped(row.measure), escaped(row.unit));
    for (const double value : row.values)
      html += fmt::format("<td><a href=\"#how\">{}</a></td>", significant(value, 2, Sign::always));
    html += "</tr>";
  }
  return html + "</tbody></table></div>";
}

std::string country_chart(const RunResult& result, const CaseResult& solved) {
  const std::vector<Country> main = parties(result);
  BarChart chart{.title = finding(result, solved),
                 .measure = "Change of real income, exact, per cent of base income",
                 .source = source_line(result),
                 .unit = "%",
                 .bars = {}};
  for (const Country n : result.baseline.economy.countries()) {
    chart.bars.push_back({result.baseline.economy.region(n).name, solved.outcome.real_income_pct(n), among(main, n)});
  }
  std::stable_sort(chart.bars.begin(), chart.bars.end(), [](const Bar& a, const Bar& b) { return a.value > b.value; });
  std::vector<MapValue> values;
  for (const Country n : result.baseline.economy.countries()) {
    values.push_back(
        {result.baseline.economy.code(n), result.baseline.economy.region(n).name, solved.outcome.real_income_pct(n)});
  }
  const std::string others = bystanders(result, solved);
  return map_figure(case_title(solved) + ": " + others, chart.measure, chart.source, values) + bar_figure(chart);
}

/// Change of one exporter's sales to each destination, goods and services together, in billions.
std::string diversion_chart(const RunResult& result, const CaseResult& solved, Country i) {
  const Economy& labels = result.baseline.economy;
  BarChart chart{
      .title = "",
      .measure = "Change of exports by destination, billion " + result.baseline.info.currency + ", exporter prices",
      .source = source_line(result),
      .unit = "bn",
      .bars = {}};
  for (const Country n : labels.countries()) {
    if (n == i) continue;
    double change = 0.0;
    for (const Sector s : labels.sectors()) {
      change +=
          solved.equilibrium.flow_new(s, importer(n), exporter(i)) - result.baseline.flow(s, importer(n), exporter(i));
    }
    chart.bars.push_back({labels.region(n).name, change / 1000, true});
  }
  std::stable_sort(chart.bars.begin(), chart.bars.end(), [](const Bar& a, const Bar& b) { return a.value > b.value; });
  chart.title = fmt::format("{}: exports change by {} bn to {}, by {} bn to {}", labels.region(i).name,
                            significant(chart.bars.back().value, 2, Sign::always), chart.bars.back().label,
                            significant(chart.bars.front().value, 2, Sign::always), chart.bars.front().label);
  return bar_figure(chart);
}

/// Who sells more to an importer and who less, all sectors.
std::string supplier_chart(const RunResult& result, const CaseResult& solved, Country n) {
  const Economy& labels = result.baseline.economy;
  BarChart chart{.title = "",
                 .measure = "Change of sales to " + labels.region(n).name +
                            " by supplier, own producers included, billion " + result.baseline.info.currency +
                            ", exporter prices",
                 .source = source_line(result),
                 .unit = "bn",
                 .bars = {}};
  for (const Country i : labels.countries()) {
    double change = 0.0;
    for (const Sector s : labels.sectors()) {
      change +=
          solved.equilibrium.flow_new(s, importer(n), exporter(i)) - result.baseline.flow(s, importer(n), exporter(i));
    }
    chart.bars.push_back({labels.region(i).name, change / 1000, i == n});
  }
  std::stable_sort(chart.bars.begin(), chart.bars.end(), [](const Bar& a, const Bar& b) { return a.value > b.value; });
  chart.title = fmt::format("Who fills the gap in {}: {} {} bn", labels.region(n).name, chart.bars.front().label,
                            significant(chart.bars.front().value, 2, Sign::always));
  return bar_figure(chart);
}

/// Buyers' prices, tariffs included, of the goods that change most.
std::string price_chart(const RunResult& result, const CaseResult& solved, Country n) {
  const Economy& labels = result.baseline.economy;
  BarChart chart{.title = "",
                 .measure = "Change of buyers' prices, tariffs included, against world value added, per cent; goods",
                 .source = source_line(result),
                 .unit = "%",
                 .bars = {}};
  for (const Sector s : labels.sectors()) {
    if (labels.sector(s).is_goods && result.baseline.expenditure(n, s) > 0.0) {
      chart.bars.push_back({labels.sector(s).name, solved.outcome.price_pct(n, s), true});
    }
  }
  std::stable_sort(chart.bars.begin(), chart.bars.end(), [](const Bar& a, const Bar& b) { return a.value > b.value; });
  if (chart.bars.empty()) return "";
  chart.title = fmt::format("{}: the price of {} changes by {}, consumer prices by {}", labels.region(n).name,
                            chart.bars.front().label, percent(chart.bars.front().value),
                            percent(100.0 * (solved.outcome.price_index_hat(n) - 1.0)));
  return bar_figure(chart);
}

/// The channels of the first-order sum, the sum, and the exact change beside it.
std::string channel_chart(const RunResult& result, const CaseResult& solved, Country n) {
  const Outcome& out = solved.outcome;
  BarChart chart{
      .title = fmt::format("{}: terms of trade {}, volume of trade {}", result.baseline.economy.region(n).name,
                           percent(out.terms_of_trade_pct(n)), percent(out.volume_of_trade_pct(n))),
      .measure = "Channels of the first-order sum, and the exact change, per cent of base income",
      .source = source_line(result),
      .unit = "%",
      .bars = {{"Terms of trade", out.terms_of_trade_pct(n), false},
               {"Volume of trade", out.volume_of_trade_pct(n), false},
               {"Wedge costs", out.wedge_cost_pct(n), false},
               {"Transfers", out.transfers_pct(n), false},
               {"First-order sum", out.welfare_pct(n), true},
               {"Exact change", out.real_income_pct(n), true}}};
  return bar_figure(chart);
}

/// The five sectors each way whose output changes most.
std::string sector_chart(const RunResult& result, const CaseResult& solved, Country n) {
  const Economy& labels = result.baseline.economy;
  BarChart chart{.title = "",
                 .measure = "Change of output, volume, per cent; five largest each way",
                 .source = source_line(result),
                 .unit = "%",
                 .bars = {}};
  for (const Sector s : labels.sectors()) {
    if (result.baseline.gross_output(n, s) > 0.0)
      chart.bars.push_back({labels.sector(s).name, solved.outcome.output_pct(n, s), true});
  }
  std::stable_sort(chart.bars.begin(), chart.bars.end(), [](const Bar& a, const Bar& b) { return a.value > b.value; });
  if (chart.bars.size() > 10) chart.bars.erase(chart.bars.begin() + 5, chart.bars.end() - 5);
  chart.title = fmt::format("{}: {} gains most, {} loses most", labels.region(n).name, chart.bars.front().label,
                            chart.bars.back().label);
  return bar_figure(chart);
}

std::string channel_table(const RunResult& result, const CaseResult& solved) {
  const Outcome& out = solved.outcome;
  std::string html =
      "<div class=\"wide\"><table><thead><tr><th></th><th>terms of trade</th><th>volume of trade</th><th>wedge "
      "costs</th>"
      "<th>transfers</th><th>first-order sum</th><th>exact change</th></tr></thead><tbody>";
  for (const Country n : parties(result)) {
    html += fmt::format("<tr><th>{}</th>", escaped(result.baseline.economy.region(n).name));
    for (const Array<Country>* column : {&out.terms_of_trade_pct, &out.volume_of_trade_pct, &out.wedge_cost_pct,
                                         &out.transfers_pct, &out.welfare_pct, &out.real_income_pct}) {
      html += fmt::format("<td>{}</td>", percent((*column)(n)));
    }
    html += "</tr>";
  }
  return html +
         "</tbody></table></div><p class=\"source\">Per cent of base income. The first-order sum adds the four "
         "channels at base "
         "weights (Caliendo and Parro 2015, equation 15); the exact change is income over the consumer price "
         "index.</p>";
}

std::string case_chapter(const RunResult& result, const CaseResult& solved) {
  const std::string id = slug(solved.compare.name);
  std::string html = fmt::format("<section id=\"case-{}\"><h2>{}</h2><p>{}</p>", id, escaped(case_title(solved)),
                                 escaped(solved.compare.description));
  html += "<h3>Who gains, who loses</h3>" + country_chart(result, solved);
  const std::vector<Country> main = parties(result);
  html += "<h3>Where trade goes</h3>";
  for (std::size_t at = 0; at < main.size() && at < 2; ++at) html += diversion_chart(result, solved, main[at]);
  html += "<h3>Which industries</h3>";
  for (std::size_t at = 0; at < main.size() && at < 2; ++at) html += sector_chart(result, solved, main[at]);
  html += "<h3>Who fills the gap</h3>";
  for (std::size_t at = 0; at < main.size() && at < 2; ++at) html += supplier_chart(result, solved, main[at]);
  html += "<h3>Prices</h3>";
  for (std::size_t at = 0; at < main.size() && at < 2; ++at) html += price_chart(result, solved, main[at]);
  html += "<h3>Why</h3>";
  for (std::size_t at = 0; at < main.size() && at < 2; ++at) html += channel_chart(result, solved, main[at]);
  html += channel_table(result, solved);
  std::string notes;
  for (const std::string& note : solved.shock.notes) notes += "<li>" + escaped(note) + "</li>";
  if (!notes.empty()) html += fold("Assumptions of this case", "<ul>" + notes + "</ul>", "notes");
  html += fmt::format(
      "<p class=\"source\"><a href=\"tables/{0}/country.csv\">country.csv</a> <a "
      "href=\"tables/{0}/sector.csv\">sector.csv</a> "
      "<a href=\"tables/{0}/bilateral.csv\">bilateral.csv</a></p></section>",
      id);
  return html;
}

std::string trust_chapter(const RunResult& result) {
  std::string html = "<section id=\"sure\"><h2>How sure</h2>";
  for (const CaseResult& solved : result.cases) {
    std::string rows;
    for (const Check& check : solved.certificate.checks) {
      rows += fmt::format("<tr><th>{}</th><td>{:.1e}</td><td>{:.0e}</td><td>{}</td></tr>", escaped(check.claim),
                          check.value, check.tolerance, check.holds() ? "holds" : "fails");
    }
    html += fold(fmt::format("Certificate of {}: {} checks, all hold; {} iterations, residual {:.1e}",
                             case_title(solved), solved.certificate.checks.size(), solved.equilibrium.report.iterations,
                             solved.equilibrium.report.residual),
                 "<div class=\"wide\"><table><tr><th></th><th>worst</th><th>allowed</th><th></th></tr>" + rows +
                     "</table></div>",
                 "certificate");
  }
  html += "<h3>What is assumed</h3><ul>";
  for (const std::string& note : result.notes) html += "<li>" + escaped(note) + "</li>";
  for (const std::string& note : result.baseline.info.notes) html += "<li>" + escaped(note) + "</li>";
  html += "</ul><h3>Data and licences</h3><ul>";
  for (const Provenance& entry : result.baseline.info.provenance) {
    html += fmt::format("<li><code>{}</code>: {}. Licence: {}</li>", escaped(entry.file), escaped(entry.source),
                        escaped(entry.licence));
  }
  html += "</ul><h3>Sources of the entries</h3><ul>";
  for (const scenario::Action& action : result.scenario.actions) {
    html += fmt::format("<li><code>{}</code> {}: {} {}</li>", escaped(action.id), escaped(action.title),
                        escaped(action.rate.text), escaped(action.source));
  }
  return html + "</ul></section>";
}

std::string how_chapter() {
  return "<section id=\"how\"><h2>How each number is made</h2><p>A Caliendo-Parro model in changes: many countries and "
         "sectors, "
         "input-output links, tariffs with revenue. Each case is solved exactly against the same base.</p><ul>"
         "<li><b>Real income, exact</b>: income over the consumer price index, after against before.</li>"
         "<li><b>Welfare, first-order sum</b>: terms of trade plus volume of trade plus wedge costs plus transfers, at "
         "base weights. "
         "For large tariff changes it differs from the exact figure.</li>"
         "<li><b>Real income in money</b>: equivalent variation, the income change at base prices worth the same.</li>"
         "<li><b>Tariff revenue</b>: duties after minus duties before, in the numeraire.</li>"
         "<li><b>Exports</b>: nominal sales to other countries at exporter prices, per cent.</li></ul></section>";
}

std::string reproduce_chapter(const RunResult& result) {
  std::string inputs;
  for (const InputFile& input : result.manifest.inputs) {
    inputs += fmt::format("<tr><th>{}</th><td><code>{}</code></td></tr>", escaped(input.path), escaped(input.sha256));
  }
  return fmt::format(
      "<section id=\"reproduce\"><h2>Reproduce</h2><p><code>{}</code></p><p>Parley {} (commit {}), {}, {}.</p>"
      "<p><a href=\"tables/tables.xlsx\">tables.xlsx</a> <a href=\"tables/headline.tex\">headline.tex</a> <a "
      "href=\"result.json\">result.json</a> "
      "<a href=\"manifest.json\">manifest.json</a> <a href=\"certificate.json\">certificate.json</a></p>{}{}</section>",
      escaped(result.manifest.command), escaped(result.manifest.parley_version), escaped(result.manifest.commit),
      escaped(result.manifest.compiler), escaped(result.manifest.created_utc),
      fold("Input files and their SHA-256", "<div class=\"wide\"><table>" + inputs + "</table></div>", "data"),
      fold("The scenario file", "<pre>" + escaped(result.scenario.text) + "</pre>", "data"));
}

}  // namespace

std::string html_page(const RunResult& result) {
  std::string html = fmt::format(
      "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" "
      "content=\"width=device-width\">"
      "<title>{0}</title><style>{1}</style></head><body><main><h1>{0}</h1>",
      escaped(result.scenario.title), page_style);
  const auto largest =
      std::max_element(result.cases.begin(), result.cases.end(), [](const CaseResult& a, const CaseResult& b) {
        return std::abs(a.outcome.world_real_income_pct) < std::abs(b.outcome.world_real_income_pct);
      });
  if (largest != result.cases.end()) {
    html += fmt::format("<p class=\"lead\">In this model, under “{}”, {}; {}.</p>", escaped(case_title(*largest)),
                        escaped(finding(result, *largest)), escaped(bystanders(result, *largest)));
  }
  html += headline_table(result);
  for (const CaseResult& solved : result.cases) html += case_chapter(result, solved);
  return html + how_chapter() + trust_chapter(result) + reproduce_chapter(result) + "</main></body></html>\n";
}

}  // namespace parley::report
