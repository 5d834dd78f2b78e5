#include "parley/report/page/duty_chapter.hpp"

#include <fmt/format.h>

#include "parley/report/page/html.hpp"
#include "parley/report/tables/duty_files.hpp"
#include "parley/report/words/format.hpp"
#include "parley/study/cases/headline.hpp"
#include "parley/study/cases/static_duties.hpp"

namespace parley::report {
namespace {

constexpr double in_billion = 1e-3;

std::string amount(const std::optional<double>& musd) { return musd ? fixed(*musd * in_billion, 2) : "\u2013"; }

std::string duty_rows(const study::CaseResult& solved, const std::vector<study::EntryDuty>& duties,
                      std::string& reasons) {
  std::string html;
  for (const study::EntryDuty& entry : duties) {
    const std::optional<double> difference = entry.difference_pct();
    const std::string comparable = entry.official_duty_musd ? amount(entry.comparable_musd) : std::string("\u2013");
    html += html_format("<tr><th>{}</th><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>",
                        study::case_title(solved), entry.title, amount(entry.duty_musd), comparable,
                        amount(entry.official_duty_musd),
                        difference ? fixed(*difference, 1, Sign::always) : std::string("\u2013"));
    const std::string reason = html_format("<li>{}: {}</li>", entry.title, entry.reason);
    if (!entry.reason.empty() && reasons.find(reason) == std::string::npos) reasons += reason;
  }
  return html;
}

}  // namespace

std::optional<Chapter> duty_chapter(const study::RunResult& result) {
  std::string rows;
  std::string reasons;
  for (const study::CaseResult& solved : result.cases) {
    rows += duty_rows(solved, study::static_duties(result, solved), reasons);
  }
  if (rows.empty()) return std::nullopt;
  Chapter chapter{"duties", "What the duties come to before anything reacts", "", {}};
  chapter.html = html_format(
      "<p>Rates times the baseline\u2019s trade. Beside it, for partners whose records by line are here, the official "
      "sum: "
      "rates times the customs dollars that the list hits, or the total that was announced.</p><div "
      "class=\"wide\"><table>"
      "<thead><tr><th>case</th><th>entry</th><th>all partners, bn</th><th>comparable, bn</th><th>official, "
      "bn</th><th>difference, %</th></tr></thead><tbody>{}</tbody></table></div>",
      Html{rows});
  if (!reasons.empty()) {
    chapter.html += html_format("<p>Where the two differ by over 2 %:</p><ul>{}</ul>", Html{reasons});
  }
  chapter.files.push_back({"duties.csv", duties_csv(result)});
  return chapter;
}

}  // namespace parley::report
