#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "parley/report/page/bars.hpp"
#include "parley/report/page/case_ids.hpp"
#include "parley/report/page/html.hpp"
#include "parley/report/page/models_chapter.hpp"
#include "parley/report/tables/models_files.hpp"
#include "parley/report/words/format.hpp"
#include "parley/study/cases/headline.hpp"

namespace parley::report {
namespace {

/// The models whose results users ask for; the others are steps on the way.
constexpr std::array shown = {TradeModel::full,          TradeModel::no_links,   TradeModel::no_intermediates,
                              TradeModel::fixed_firms,   TradeModel::one_sector, TradeModel::gravity_endowments,
                              TradeModel::gravity_supply};

std::string title_of(const study::ModelsReport& models, const study::CaseResult& solved, Country n) {
  const ModelComparison& all = models.comparison;
  std::vector<double> values;
  for (const TradeModel model : shown) {
    if (all.of(model).report.usable()) values.push_back(all.of(model).real_income_pct(n));
  }
  if (values.empty()) return fmt::format("{}: no model has a solution", study::case_title(solved));
  const auto [low, high] = std::minmax_element(values.begin(), values.end());
  return fmt::format("{}, {}: real income changes by {} to {} across {} models", study::case_title(solved),
                     models.labels.region(n).name, percent(*low), percent(*high), values.size());
}

std::string chart(const study::ModelsReport& models, const study::CaseResult& solved, std::size_t party) {
  const Country n = models.countries[party];
  BarChart bars;
  bars.caption = {title_of(models, solved, n), "Real income, exact change in per cent",
                  "The same shock on the same baseline through each model; differences are explained below.",
                  "Parley, models compared"};
  bars.unit = "%";
  bars.table.columns = {"model", "real income, %"};
  for (const TradeModel model : shown) {
    const ModelAnswer& answer = models.comparison.of(model);
    if (!answer.report.usable()) continue;
    const std::string label(entry_of(model).title);
    bars.bars.push_back({label, answer.real_income_pct(n), fmt::format("party-{}", std::min<std::size_t>(party, 3))});
    bars.table.rows.push_back({label, {answer.real_income_pct(n)}});
  }
  return bar_figure(bars);
}

std::string reasons(const study::ModelsReport& models) {
  std::string html = "<ul>";
  for (const study::ModelReason& reason : models.reasons) {
    const TradeModelEntry& entry = entry_of(reason.to);
    html += html_format("<li>{}, {}: {} {} points. {}</li>", models.labels.code(reason.country), entry.title,
                        entry.step, fixed(reason.points, 4, Sign::always), reason.words);
  }
  html += "</ul>";
  for (const ModelAnswer& answer : models.comparison.answers) {
    if (!answer.report.usable())
      html += html_format("<p>{}: no solution. {}</p>", entry_of(answer.model).title, answer.report.message);
  }
  return html;
}

}  // namespace

Chapter models_chapter(const std::vector<study::Attempt<study::ModelsReport>>& by_case,
                       const study::RunResult& result) {
  Chapter chapter{
      "models",
      "The same shock in other models",
      "<p>Every bar is one model on the same baseline. Each differs from another in one respect, so that the "
      "difference "
      "from the full model is a sum of steps: links between sectors, materials, sectors, deficits, profits, tariff "
      "revenue, supply. Armington and Eaton-Kortum are two readings of the same equations and numbers.</p>",
      {}};
  const std::vector<std::string> ids = case_ids(result);
  for (std::size_t at = 0; at < by_case.size(); ++at) {
    const study::CaseResult& solved = result.cases[at];
    if (!by_case[at].value) {
      chapter.html += html_format("<p>{} is left out: {}.</p>", study::case_title(solved), by_case[at].failure);
      continue;
    }
    const study::ModelsReport& models = *by_case[at].value;
    for (std::size_t party = 0; party < models.countries.size(); ++party) chapter.html += chart(models, solved, party);
    chapter.html += fold("Why the models differ: " + study::case_title(solved), reasons(models), "why");
    const std::string& name = ids[at];
    chapter.files.push_back({name + "-models.csv", models_csv(models)});
    chapter.files.push_back({name + "-exports.csv", model_exports_csv(models)});
    chapter.files.push_back({name + "-reasons.csv", model_reasons_csv(models)});
  }
  return chapter;
}

}  // namespace parley::report
