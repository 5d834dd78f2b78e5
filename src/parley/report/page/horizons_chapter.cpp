#include "parley/report/page/horizons_chapter.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "parley/economy/horizon.hpp"
#include "parley/report/page/html.hpp"
#include "parley/report/tables/horizons_files.hpp"
#include "parley/report/words/format.hpp"
#include "parley/report/words/horizons_text.hpp"
#include "parley/study/cases/headline.hpp"

namespace parley::report {
namespace {

/// Grey where the sets leave the sign open or the number is below what the model can tell.
std::string year_cell(const study::YearRange& range) {
  const bool is_sure = study::verdict_of(range) == study::Verdict::keeps_sign;
  return html_format("<td{}>{}</td>", Html{is_sure ? "" : " class=\"unsure\""}, year_range_text(range));
}

std::string horizons_table(const study::RunResult& result, const study::CaseHorizons& each) {
  std::string html =
      "<div class=\"wide\"><table><thead><tr><th></th><th>long run: real income</th><th>real value added</th>"
      "<th>a year: real income</th><th>real value added</th></tr></thead><tbody>";
  for (const Country n : study::parties(result)) {
    const study::CountryHorizons& row = each.countries[n.value()];
    html +=
        html_format("<tr><th>{}</th><td>{}</td><td>{}</td>{}{}</tr>", result.baseline.economy.region(n).name,
                    significant(row.long_income, 2, Sign::always), significant(row.long_value_added, 2, Sign::always),
                    Html{year_cell(row.income)}, Html{year_cell(row.value_added)});
  }
  return html + "</tbody></table></div>";
}

/// The sectors whose workers and machines gain and lose most in a country within a year.
std::string paid_most_and_least(const study::RunResult& result, const study::HorizonComparison& comparison,
                                std::size_t at, Country n) {
  constexpr std::size_t most = 3;
  const Economy& labels = result.baseline.economy;
  std::vector<Sector> order;
  const auto pay = [&](Sector s) { return comparison.sector(at, n, s, labels).factor_price.central; };
  for (const Sector s : labels.sectors()) {
    if (std::isfinite(pay(s))) order.push_back(s);
  }
  if (order.size() < 2 * most) return "";
  std::ranges::stable_sort(order, [&](Sector a, Sector b) { return pay(a) > pay(b); });
  std::vector<std::string> words;
  for (std::size_t k = 0; k < 2 * most; ++k) {
    const Sector s = k < most ? order[k] : order[order.size() - 2 * most + k];
    words.push_back(labels.sector(s).name + " " + percent(pay(s)));
  }
  return html_format("<p>Real pay of those who stay, {}: {}.</p>", labels.region(n).name, joined(words));
}

}  // namespace

Chapter horizons_chapter(const study::RunResult& result, const std::optional<study::HorizonComparison>& comparison) {
  Chapter chapter{.id = "horizons", .title = "Two horizons", .html = "", .files = {}, .head = ""};
  chapter.head =
      html_format("<p>This page: {}. <a href=\"#horizons\">Both horizons</a>.</p>", horizon_words(result.horizon));
  chapter.html = html_format(
      "<p>{}. {}, inputs hardly replace one another, and trade answers as little as three sets of published "
      "elasticities "
      "say: A, and in brackets the range of A to C. Per cent. Real income counts duty revenue; real value added does "
      "not "
      "and is near to real GDP. ? the sign is open over the sets; ~ below what the model can tell. Games and deals "
      "stay in the long run.</p>",
      horizon_words(Horizon::long_run), horizon_words(Horizon::short_run));
  if (!comparison) {
    chapter.html += "<p>They were not compared: with so many cases or sectors it would be felt.</p>";
    return chapter;
  }
  const std::vector<Country> main = study::parties(result);
  for (std::size_t at = 0; at < result.cases.size(); ++at) {
    const study::CaseHorizons& each = comparison->cases[at];
    const std::string title = study::case_title(result.cases[at]);
    if (!each.failure.empty()) {
      chapter.html += html_format("<p>“{}” has no short run: {}.</p>", title, each.failure);
      continue;
    }
    std::string html = horizons_table(result, each);
    for (std::size_t k = 0; k < std::min<std::size_t>(2, main.size()); ++k)
      html += paid_most_and_least(result, *comparison, at, main[k]);
    chapter.html += fold("Long run and a year: " + title, html, "horizons");
  }
  chapter.files.push_back({"countries.csv", horizons_csv(result, *comparison)});
  chapter.files.push_back({"sectors.csv", horizon_sectors_csv(result, *comparison)});
  return chapter;
}

}  // namespace parley::report
