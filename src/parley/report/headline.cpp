#include "parley/report/headline.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>

#include "parley/report/write.hpp"

namespace parley::report {
namespace {

void add_code(const Economy& labels, const std::string& code, std::vector<Country>& found) {
  const auto n = labels.find_country(code);
  if (n && std::find(found.begin(), found.end(), *n) == found.end()) found.push_back(*n);
}

}  // namespace

std::string case_title(const CaseResult& solved) {
  return solved.compare.title.empty() ? solved.compare.name : solved.compare.title;
}

std::vector<Country> parties(const RunResult& result) {
  std::vector<Country> found;
  for (const std::string& code : result.scenario.parties) add_code(result.baseline.economy, code, found);
  if (!found.empty()) return found;
  for (const scenario::Action& action : result.scenario.actions) {
    add_code(result.baseline.economy, action.imposer, found);
    for (const std::string& code : action.origin) add_code(result.baseline.economy, code, found);
  }
  return found;
}

std::vector<HeadlineRow> headline(const RunResult& result) {
  std::vector<HeadlineRow> rows;
  const auto add = [&](const std::string& measure, const std::string& unit, const std::string& code,
                       const std::function<double(const Outcome&)>& value) {
    HeadlineRow row{measure, unit, code, {}};
    for (const CaseResult& solved : result.cases) row.values.push_back(value(solved.outcome));
    rows.push_back(std::move(row));
  };
  const std::string billions = "bn " + result.baseline.info.currency;
  for (const Country n : parties(result)) {
    const std::string& code = result.baseline.economy.code(n);
    add("real income, exact", "%", code, [n](const Outcome& o) { return o.real_income_pct(n); });
    add("welfare, first-order sum", "%", code, [n](const Outcome& o) { return o.welfare_pct(n); });
    add("real income", billions, code, [n](const Outcome& o) { return o.equivalent_variation_musd(n) / 1000; });
    add("tariff revenue", billions, code, [n](const Outcome& o) { return o.tariff_revenue_change_musd(n) / 1000; });
    add("real wage", "%", code, [n](const Outcome& o) { return o.real_wage_pct(n); });
    add("exports", "%", code, [n](const Outcome& o) { return o.exports_pct(n); });
  }
  add("real income", "%", "", [](const Outcome& o) { return o.world_real_income_pct; });
  return rows;
}

std::string headline_text(const RunResult& result) {
  std::string text = result.scenario.title + "\n\n" + fmt::format("{:<38}", "");
  for (const CaseResult& solved : result.cases) text += fmt::format(" {:>14.14}", solved.compare.name);
  text += '\n';
  for (const HeadlineRow& row : headline(result)) {
    text += fmt::format("{:<38}",
                        fmt::format("{} {}, {}", row.country.empty() ? "World" : row.country, row.measure, row.unit));
    for (const double value : row.values) text += fmt::format(" {:>+14.3f}", value);
    text += '\n';
  }
  return text;
}

}  // namespace parley::report
