#include "parley/study/cases/incidence.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <optional>

namespace parley::study {
namespace {

std::optional<Incidence> of_pair(const Baseline& baseline, const CaseResult& solved, Importer n, Exporter i) {
  const Shock& shock = solved.shock;
  const Equilibrium& world = solved.equilibrium;
  Incidence pair{.imposer = country(n), .origin = country(i)};
  double duties = 0;
  double prices = 0;
  for (const Sector s : baseline.economy.sectors()) {
    const double flow = baseline.flow(s, n, i);
    const double before = baseline.tariff(s, n, i);
    const double after = shock.tariff_new(s, n, i);
    if (!(flow > 0) || before == after) continue;
    const double export_tax = (1 + shock.export_tax_new(s, n, i)) / (1 + baseline.export_tax(s, n, i));
    const double duty = std::log((1 + after) / (1 + before));
    pair.base_trade += flow;
    pair.duty_before_pct += 100 * flow * before;
    pair.duty_after_pct += 100 * flow * after;
    duties += flow * duty;
    prices += flow * (duty + std::log(export_tax * shock.iceberg_hat(s, n, i) * world.unit_cost_hat(country(i), s)));
  }
  if (!(pair.base_trade > 0) || duties == 0) return std::nullopt;
  pair.duty_before_pct /= pair.base_trade;
  pair.duty_after_pct /= pair.base_trade;
  pair.buyers_in_numeraire = prices / duties;
  pair.buyers = (prices - pair.base_trade * std::log(world.wage_hat(country(n)))) / duties;
  return pair;
}

}  // namespace

std::vector<Incidence> incidence(const Baseline& baseline, const CaseResult& solved) {
  std::vector<Incidence> rows;
  for (const Importer n : baseline.economy.importers()) {
    for (const Exporter i : baseline.economy.exporters()) {
      if (country(n) == country(i)) continue;
      if (const auto pair = of_pair(baseline, solved, n, i)) rows.push_back(*pair);
    }
  }
  std::ranges::stable_sort(rows, std::greater<>{}, &Incidence::base_trade);
  return rows;
}

double terms_of_trade_of_others(const Baseline& baseline, const CaseResult& solved,
                                const std::vector<Incidence>& duties) {
  double sum = 0;
  for (const Country m : baseline.economy.countries()) {
    const bool takes_part =
        std::ranges::any_of(duties, [&](const Incidence& each) { return each.imposer == m || each.origin == m; });
    if (!takes_part) sum += solved.outcome.terms_of_trade_pct(m) / 100 * baseline.income(m);
  }
  return sum;
}

}  // namespace parley::study
