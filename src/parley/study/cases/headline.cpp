#include "parley/study/cases/headline.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>

namespace parley::study {
namespace {

void add_code(const Economy& labels, const std::string& code, std::vector<Country>& found) {
  const auto n = labels.find_country(code);
  if (n && std::find(found.begin(), found.end(), *n) == found.end()) found.push_back(*n);
}

/// Change of all that one country sells to another.
double bilateral_exports_pct(const Baseline& baseline, const CaseResult& solved, Country from, Country to) {
  double before = 0;
  double after = 0;
  for (const Sector s : baseline.economy.sectors()) {
    before += baseline.flow(s, importer(to), exporter(from));
    after += solved.equilibrium.flow_new(s, importer(to), exporter(from));
  }
  return 100 * (after / before - 1);
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

const std::vector<MeasureNote>& measure_notes() {
  static const std::vector<MeasureNote> all = {
      {"real-income", "Real income, exact",
       "Final expenditure (wages, tariff revenue, deficit) over the consumer price index, after against before."},
      {"money", "Real income in money",
       "Equivalent variation: the change of income at base prices that is worth the same. For the world: its sum over "
       "all regions, over world income."},
      {"first-order", "Welfare, first-order sum",
       "Terms of trade plus volume of trade plus wedge costs plus transfers at base weights. This is the figure that "
       "Caliendo and Parro (2015) print; for large tariff changes it differs from the exact one."},
      {"tariff-revenue", "Tariff revenue", "Duties collected after minus before, in the numeraire."},
      {"real-wage", "Real wage",
       "Wage over the consumer price index, after against before; leaves tariff revenue out."},
      {"consumer-prices", "Consumer prices",
       "Price index of final use with tariffs, relative to the numeraire: unless the scenario names another, world "
       "value added keeps its value."},
      {"exports", "Exports", "Sales to other countries, goods and services, at exporter prices, in the numeraire."},
      {"bilateral", "Exports to a party", "The same to one country only."}};
  return all;
}

std::vector<HeadlineRow> headline(const RunResult& result) {
  std::vector<HeadlineRow> rows;
  const auto add = [&](const std::string& measure, const std::string& unit, const std::string& code,
                       const std::string& explanation, const std::function<double(const CaseResult&)>& value) {
    HeadlineRow row{measure, unit, code, explanation, {}};
    for (const CaseResult& solved : result.cases) row.values.push_back(value(solved));
    rows.push_back(std::move(row));
  };
  const auto of = [](Country n, const Array<Country> Outcome::* column, double unit = 1.0) {
    return [=](const CaseResult& solved) { return (solved.outcome.*column)(n) / unit; };
  };
  const std::string billions = "bn " + result.baseline.info.currency;
  constexpr double thousand = 1000;
  const std::vector<Country> main = parties(result);
  for (const Country n : main) {
    const std::string& code = result.baseline.economy.code(n);
    add("real income, exact", "%", code, "real-income", of(n, &Outcome::real_income_pct));
    add("welfare, first-order sum", "%", code, "first-order", of(n, &Outcome::welfare_pct));
    add("real income", billions, code, "money", of(n, &Outcome::equivalent_variation_musd, thousand));
    add("tariff revenue", billions, code, "tariff-revenue", of(n, &Outcome::tariff_revenue_change_musd, thousand));
    add("real wage", "%", code, "real-wage", of(n, &Outcome::real_wage_pct));
    add("consumer prices", "%", code, "consumer-prices",
        [n](const CaseResult& solved) { return 100 * (solved.outcome.price_index_hat(n) - 1); });
    add("exports", "%", code, "exports", of(n, &Outcome::exports_pct));
    if (main.size() != 2) continue;
    const Country other = n == main[0] ? main[1] : main[0];
    add("exports to " + result.baseline.economy.code(other), "%", code, "bilateral",
        [&, n, other](const CaseResult& solved) { return bilateral_exports_pct(result.baseline, solved, n, other); });
  }
  add("real income", "%", "", "money", [](const CaseResult& solved) { return solved.outcome.world_real_income_pct; });
  return rows;
}

}  // namespace parley::study
