#include "parley/report/page/ranges_chapter.hpp"

#include "parley/report/page/html.hpp"
#include "parley/report/tables/ranges_files.hpp"
#include "parley/report/words/format.hpp"
#include "parley/report/words/ranges_text.hpp"
#include "parley/study/cases/headline.hpp"

namespace parley::report {
namespace {

std::string row(const study::RunResult& result, std::size_t at, Country n) {
  const study::Range& range = *result.ranges->real_income(n, at);
  return html_format("<tr class=\"{}\"><th>{}</th><td>{}</td><td>{}</td><td>{}</td><td>{} / {}</td><td>{}</td></tr>",
                     range.verdict == study::Verdict::keeps_sign ? "sure" : "unsure",
                     result.baseline.economy.region(n).name, significant(range.central, 2, Sign::always),
                     significant(range.low, 2, Sign::always), significant(range.high, 2, Sign::always), range.sets_up,
                     range.sets_down, study::words_of(range));
}

std::string table(const study::RunResult& result) {
  std::string html =
      "<div class=\"wide\"><table><thead><tr><th>Real income, %</th><th>central</th><th>from</th><th>to</th><th>sets "
      "up / down</th><th></th></tr></thead><tbody>";
  for (std::size_t at = 0; at < result.cases.size(); ++at) {
    html += html_format("<tr class=\"group\"><th colspan=\"6\">{}</th></tr>", study::case_title(result.cases[at]));
    for (const Country n : study::parties(result)) html += row(result, at, n);
  }
  return html + "</tbody></table></div>";
}

}  // namespace

Chapter ranges_chapter(const study::RunResult& result) {
  Chapter chapter{.id = "ranges", .title = "How sure the headline is", .html = "", .files = {}, .head = ""};
  if (!result.ranges) {
    chapter.html = "<p>The headline's ranges were left out of this run.</p>";
    chapter.head = "<p>These numbers stand without their ranges, which were left out of this run.</p>";
    return chapter;
  }
  const study::HeadlineRanges& ranges = *result.ranges;
  chapter.head = html_format(
      "<p>Below each number: its <a href=\"#ranges\">range</a> over {} draws and {} sets of trade elasticities. Grey: "
      "the "
      "sign is open, or the change is below what this model can tell (0.001 %).</p>",
      ranges.draws, ranges.sets.size());
  chapter.html = html_format(
                     "<p>{}. What is below 0.001 %, of base income for money, is no change that this model can "
                     "tell; of what is above it, a range that holds zero leaves the sign open.</p>",
                     evidence_words(ranges)) +
                 table(result);
  std::string remarks;
  for (const std::string& remark : ranges.remarks) remarks += html_format("<li>{}</li>", remark);
  if (!remarks.empty()) chapter.html += "<ul>" + remarks + "</ul>";
  chapter.files.push_back({"ranges.csv", ranges_csv(result)});
  return chapter;
}

}  // namespace parley::report
