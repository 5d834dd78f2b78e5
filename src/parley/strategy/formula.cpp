#include "parley/strategy/formula.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "parley/numerics/fixed_point.hpp"

namespace parley::strategy {
namespace {

/// delta_jk of a partner: how much of a rise in its spending on own goods k returns through its tariff revenue.
double revenue_effect(const Baseline& baseline, const Shock& shock, const Equilibrium& solved, Country j, Sector k) {
  double imports = 0;
  double spending = 0;
  double own = 0;
  for (const Sector s : baseline.economy.sectors()) {
    spending += solved.expenditure_new(j, s);
    own += solved.flow_new(s, importer(j), exporter(j));
    for (const Exporter i : baseline.economy.exporters()) {
      if (country(i) != j)
        imports += solved.flow_new(s, importer(j), i) * (1 + shock.export_tax_new(s, importer(j), i));
    }
  }
  const double tariff = imports > 0 ? solved.tariff_revenue_new(j) / imports : 0;
  return tariff * solved.flow_new(k, importer(j), exporter(j)) / spending / (1 + tariff * own / spending);
}

void set_tariff(const Baseline& baseline, const std::vector<Sector>& sectors, Country who, double tariff,
                Shock& shock) {
  for (const Sector s : sectors) {
    for (const Exporter i : baseline.economy.exporters()) {
      if (country(i) != who) shock.tariff_new(s, importer(who), i) = tariff;
    }
  }
}

}  // namespace

double formula_tariff(const Baseline& baseline, const Shock& shock, const Equilibrium& solved, Country who,
                      const FormulaOptions& options) {
  const Exporter i = exporter(who);
  double exports = 0;
  double sum = 0;
  for (const Country j : baseline.economy.countries()) {
    if (j == who) continue;
    for (const Sector k : baseline.economy.sectors()) {
      const double flow = solved.flow_new(k, importer(j), i);
      if (!(flow > 0)) continue;
      const double share = flow * (1 + shock.export_tax_new(k, importer(j), i)) *
                           (1 + shock.tariff_new(k, importer(j), i)) / solved.expenditure_new(j, k);
      const double delta = options.counts_partner_tariffs ? revenue_effect(baseline, shock, solved, j, k) : 0.0;
      exports += flow;
      sum += flow * baseline.trade_elasticity(k) * (1 - (1 - delta) * share);
    }
  }
  return 1 / std::max(sum / exports, options.lowest_denominator);
}

FormulaWar formula_war(const Baseline& baseline, const Shock& shock, const std::vector<Country>& players,
                       const std::vector<Sector>& sectors, const FormulaOptions& options, Observer& observer) {
  FormulaWar result;
  Shock moved = shock;
  bool is_started = false;
  const auto solve_at = [&](std::span<const double> x) {
    for (std::size_t p = 0; p < players.size(); ++p) set_tariff(baseline, sectors, players[p], std::expm1(x[p]), moved);
    SolveOptions how;
    const Equilibrium before = result.equilibrium;
    if (is_started) how.start = &before;
    result.equilibrium = solve(baseline, moved, how, observer);
    is_started = result.equilibrium.report.usable();
    return is_started;
  };
  const numerics::FixedPointMap map = [&](std::span<const double> x, std::span<double> image) {
    if (!solve_at(x)) return std::numeric_limits<double>::quiet_NaN();
    double worst = 0;
    for (std::size_t p = 0; p < players.size(); ++p) {
      image[p] = std::log1p(formula_tariff(baseline, moved, result.equilibrium, players[p], options));
      worst = std::max(worst, std::abs(image[p] - x[p]));
    }
    return worst;
  };
  numerics::FixedPointResult solved =
      numerics::solve_fixed_point(map, std::vector<double>(players.size(), 0.0),
                                  {.tolerance = 1e-10, .iteration_limit = 200, .depth = 6}, observer);
  result.report = std::move(solved.report);
  if (!solve_at(solved.x)) result.report = result.equilibrium.report;
  for (const double x : solved.x) result.tariff.push_back(std::expm1(x));
  return result;
}

}  // namespace parley::strategy
