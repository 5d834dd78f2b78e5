#include "parley/report/page/closure_chapter.hpp"

#include <fmt/format.h>

#include <cmath>
#include <vector>

#include "parley/report/page/html.hpp"
#include "parley/report/tables/closure_files.hpp"
#include "parley/report/words/closures_text.hpp"
#include "parley/report/words/format.hpp"

namespace parley::report {
namespace {

std::string head(const study::RunResult& result, const study::ClosureComparison& comparison) {
  constexpr std::size_t most = 6;
  const std::vector<study::SignChange> changes = study::sign_changes(comparison);
  if (changes.empty()) return "";
  std::string html =
      "<p>The sign of these numbers depends on <a href=\"#closure\">how deficits are closed</a>; this run's rule comes "
      "first:</p><ul>";
  for (std::size_t at = 0; at < changes.size() && at < most; ++at) {
    html += html_format("<li>{}, “{}”: {}</li>", line_name(comparison.lines[changes[at].line]),
                        study::case_title(result.cases[changes[at].solved]),
                        under_every_rule(comparison, changes[at], result.baseline.economy));
  }
  html += "</ul>";
  if (changes.size() > most)
    html += html_format("<p>So do {} more: <a href=\"tables/closure/headline.csv\">headline.csv</a>.</p>",
                        changes.size() - most);
  return html;
}

/// One case: lines of the headline down, closures across.
std::string table(const study::RunResult& result, const study::ClosureComparison& comparison, std::size_t at) {
  std::string html = "<div class=\"wide\"><table><thead><tr><th></th>";
  for (const study::UnderClosure& each : comparison.closures)
    html += html_format("<th>{}</th>", closure_name(each.closure, result.baseline.economy));
  html += "</tr></thead><tbody>";
  for (std::size_t line = 0; line < comparison.lines.size(); ++line) {
    html += html_format("<tr><th>{}</th>", line_name(comparison.lines[line]));
    for (const study::UnderClosure& each : comparison.closures)
      html += html_format("<td>{}</td>", significant(each.values[line][at], 2, Sign::always));
    html += "</tr>";
  }
  html += "</tbody></table></div>";
  for (const study::UnderClosure& each : comparison.closures) {
    if (!each.failures[at].empty())
      html += html_format("<p>{}: {}.</p>", closure_name(each.closure, result.baseline.economy), each.failures[at]);
  }
  return html;
}

}  // namespace

Chapter closure_chapter(const study::RunResult& result, const std::optional<study::ClosureComparison>& comparison) {
  const study::Closure closure = study::closure_of(result);
  Chapter chapter{.id = "closure", .title = "How deficits are closed", .html = "", .files = {}, .head = ""};
  chapter.html = html_format(
      "<p>The model does not explain why a country spends more or less than it earns; a rule says how deficits move. "
      "This run: <code>{}</code>. A rule that takes deficits away has its own base, and its numbers are changes from "
      "there.</p>",
      closure_name(closure, result.baseline.economy));
  if (const std::string note = study::numeraire_note(result.baseline, closure); !note.empty())
    chapter.head += html_format("<p>Note: {}.</p>", note);
  if (!comparison) {
    chapter.html += "<p>The rules were not compared: with so many cases, sectors or commitments it would be felt.</p>";
    return chapter;
  }
  chapter.head += head(result, *comparison);
  for (std::size_t at = 0; at < result.cases.size(); ++at)
    chapter.html += fold("The headline under every rule: " + study::case_title(result.cases[at]),
                         table(result, *comparison, at), "closure");
  chapter.files.push_back({"headline.csv", closures_csv(result, *comparison)});
  return chapter;
}

}  // namespace parley::report
