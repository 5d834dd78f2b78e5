#include "parley/report/page/strategy_chapter.hpp"

#include "parley/report/page/html.hpp"
#include "parley/report/page/strategy_writer.hpp"
#include "parley/report/tables/strategy_files.hpp"
#include "parley/study/cases/headline.hpp"

namespace parley::report {

std::string capital(std::string words) {
  if (!words.empty() && words[0] >= 'a' && words[0] <= 'z') words[0] = static_cast<char>(words[0] - 'a' + 'A');
  return words;
}

std::string no_figure(const std::string& what, const std::string& failure) {
  return html_format("<p>No {}: {}.</p>", what, failure);
}

std::string StrategyWriter::case_words() const {
  for (const study::CaseResult& solved : result_.cases) {
    if (solved.compare.name == study_.plan.case_name) return fmt::format("“{}”", study::case_title(solved));
  }
  return fmt::format("{:g} points on everything", 100 * study_.plan.first_points);
}

std::string StrategyWriter::instruments() const {
  const char* rates = study_.plan.tariffs == scenario::StrategyPlan::Tariffs::uniform ? "one rate on all goods"
                                                                                      : "one rate for each sector";
  const std::string goods =
      study_.plan.sectors.empty() ? "" : fmt::format(" of {}", fmt::join(study_.plan.sectors, ", "));
  return fmt::format("{}{} from the other, between {:g} % and {:g} %", rates, goods, 100 * study_.plan.lowest_tariff,
                     100 * study_.plan.highest_tariff);
}

std::string StrategyWriter::introduction() const {
  std::string html = html_format(
      "<p>Two governments, {} and {}, each after its country’s real income, may set {}. {} begins with {}. What "
      "follows "
      "is how this model sees it; gains and costs are those of one year.</p>",
      names_[0], names_[1], instruments(), names_[0], case_words());
  if (!study_.plan.keeps_deficits && result_.baseline.info.deficit_rule != DeficitRule::balanced)
    html +=
        "<p>Deficits are taken away first, at unchanged tariffs, for a war would change what these transfers are "
        "worth; "
        "the cases above keep them, so that the same tariffs have other effects there.</p>";
  std::string list;
  for (const std::string& note : study_.notes) list += html_format("<li>{}</li>", note);
  return list.empty() ? html : html + fold("Assumptions of this chapter", "<ul>" + list + "</ul>", "notes");
}

Chapter strategy_chapter(const study::RunResult& result, const study::StrategyStudy& study) {
  const StrategyWriter writer(result, study);
  Chapter chapter{.id = "strategy",
                  .title = "How far it escalates, and what both would sign",
                  .html = {},
                  .files = strategy_files(study)};
  chapter.html = writer.introduction() + writer.escalation_chart() + writer.escalation_tree() +
                 "<h3>Best answers</h3>" + writer.curve_chart() + "<h3>The bargaining set</h3>" +
                 writer.bargaining_chart() + writer.treaties_table();
  return chapter;
}

}  // namespace parley::report
