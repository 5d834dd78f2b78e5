#include "parley/equilibrium/certificate.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "parley/base/error.hpp"
#include "parley/equilibrium/solve.hpp"
#include "parley/numerics/newton_krylov.hpp"

namespace parley {
namespace {

constexpr double residual_tolerance = 1e-10;  // STYLE: residual
constexpr double agreement_tolerance = 1e-8;  // two solvers
constexpr double replication_tolerance = 1e-12;
constexpr double numeraire_tolerance = 1e-10;

/// Keeps the largest violation and where it was; NaN counts as the largest.
class Worst {
 public:
  void see(double gap, std::string_view first, std::string_view second = "") {
    if (std::abs(gap) <= value_ || std::isnan(value_)) return;
    value_ = std::abs(gap);
    where_ = std::string(first);
    if (!second.empty()) where_ += "," + std::string(second);
  }
  [[nodiscard]] Check check(std::string name, std::string claim, double tolerance) const {
    return {std::move(name), std::move(claim), value_, tolerance, where_};
  }

 private:
  double value_ = 0.0;
  std::string where_;
};

/// c_hat^-theta of every supplier.
Array<Country, Sector> supply_terms(const Baseline& baseline, const Equilibrium& solved) {
  Array<Country, Sector> terms = solved.unit_cost_hat;
  for (const Country n : baseline.economy.countries()) {
    for (const Sector s : baseline.economy.sectors())
      terms(n, s) = std::pow(solved.unit_cost_hat(n, s), -baseline.trade_elasticity(s));
  }
  return terms;
}

/// All that the checks of one solution look at.
struct Solution {
  Solution(const Baseline& baseline, const Shock& policy, const Equilibrium& equilibrium)
      : base(baseline),
        shock(policy),
        solved(equilibrium),
        labels(baseline.economy),
        supply(supply_terms(baseline, equilibrium)) {}
  const Baseline& base;
  const Shock& shock;
  const Equilibrium& solved;
  const Economy& labels;
  Array<Country, Sector> supply;

  [[nodiscard]] double tariff_factor(Sector s, Importer n, Exporter i) const { return 1.0 + shock.tariff_new(s, n, i); }
  [[nodiscard]] double export_tax_factor(Sector s, Importer n, Exporter i) const {
    return 1.0 + shock.export_tax_new(s, n, i);
  }
  [[nodiscard]] double border_value(Sector s, Importer n, Exporter i) const {
    return solved.flow_new(s, n, i) * export_tax_factor(s, n, i);
  }
  [[nodiscard]] double trade_cost_hat(Sector s, Importer n, Exporter i) const {
    return shock.iceberg_hat(s, n, i) * tariff_factor(s, n, i) / (1.0 + base.tariff(s, n, i)) *
           export_tax_factor(s, n, i) / (1.0 + base.export_tax(s, n, i));
  }
  /// pi (kappa_hat c_hat)^-theta
  [[nodiscard]] double weight(Sector s, Importer n, Exporter i) const {
    const double cost = trade_cost_hat(s, n, i);
    const double weight = base.expenditure_share(s, n, i) * supply(country(i), s);
    return cost == 1.0 ? weight : weight * std::pow(cost, -base.trade_elasticity(s));
  }
};

Check positivity(const Solution& at) {
  Worst worst;
  const auto count = [&](double value, bool must_be_positive, std::string_view n, std::string_view s) {
    if (!std::isfinite(value) || value < 0.0 || (must_be_positive && value == 0.0)) worst.see(1.0, n, s);
  };
  for (const Country n : at.labels.countries()) {
    count(at.solved.wage_hat(n), true, at.labels.code(n), "wage");
    count(at.solved.income_new(n), true, at.labels.code(n), "income");
    for (const Sector s : at.labels.sectors()) {
      count(at.solved.price_index_hat(n, s), true, at.labels.code(n), at.labels.code(s));
      count(at.solved.expenditure_new(n, s), at.base.expenditure(n, s) > 0.0, at.labels.code(n), at.labels.code(s));
      count(at.solved.gross_output_new(n, s), at.base.gross_output(n, s) > 0.0, at.labels.code(n), at.labels.code(s));
    }
  }
  return worst.check("positivity", "Every wage, price, expenditure and output is positive and finite.", 0.0);
}

Check unit_costs(const Solution& at) {
  Worst worst;
  std::vector<double> log_price(at.labels.sector_count());
  for (const Country n : at.labels.countries()) {
    for (const Sector s : at.labels.sectors()) log_price[s.value()] = std::log(at.solved.price_index_hat(n, s));
    for (const Sector s : at.labels.sectors()) {
      double log_cost = at.base.value_added_share(n, s) * std::log(at.solved.wage_hat(n));
      for (const InputSector k : at.labels.input_sectors()) {
        // An input that is not used may have no price.
        const double share = at.base.input_share(n, k, s);
        if (share != 0.0) log_cost += share * log_price[k.value()];
      }
      worst.see(at.solved.unit_cost_hat(n, s) / std::exp(log_cost) - 1.0, at.labels.code(n), at.labels.code(s));
    }
  }
  return worst.check("unit_costs", "Unit costs follow from wages and input prices.", residual_tolerance);
}

Check price_indices(const Solution& at) {
  Worst worst;
  for (const Importer n : at.labels.importers()) {
    for (const Sector s : at.labels.sectors()) {
      if (!(at.base.expenditure(country(n), s) > 0.0)) continue;
      const double theta = at.base.trade_elasticity(s);
      double sum = 0.0;
      for (const Exporter i : at.labels.exporters()) sum += at.weight(s, n, i);
      worst.see(std::pow(sum, -1.0 / theta) / at.solved.price_index_hat(country(n), s) - 1.0,
                at.labels.code(country(n)), at.labels.code(s));
    }
  }
  return worst.check("price_indices", "Buyers' price indices follow from the suppliers' delivered costs.",
                     residual_tolerance);
}

Check trade_shares(const Solution& at) {
  Worst worst;
  for (const Importer n : at.labels.importers()) {
    for (const Sector s : at.labels.sectors()) {
      const double spent = at.solved.expenditure_new(country(n), s);
      if (!(spent > 0.0)) continue;
      const double price = std::pow(at.solved.price_index_hat(country(n), s), at.base.trade_elasticity(s));
      double sum = 0.0;
      for (const Exporter i : at.labels.exporters()) {
        const double share = at.border_value(s, n, i) * at.tariff_factor(s, n, i) / spent;
        sum += share;
        worst.see(share - at.weight(s, n, i) * price, at.labels.code(country(n)), at.labels.code(s));
      }
      worst.see(sum - 1.0, at.labels.code(country(n)), at.labels.code(s));
    }
  }
  return worst.check("trade_shares", "Expenditure shares follow from relative delivered prices and sum to one.",
                     residual_tolerance);
}

Check goods_markets(const Solution& at) {
  Worst worst;
  for (const Exporter i : at.labels.exporters()) {
    for (const Sector s : at.labels.sectors()) {
      double sold = 0.0;
      for (const Importer n : at.labels.importers()) sold += at.solved.flow_new(s, n, i);
      const double output = at.solved.gross_output_new(country(i), s);
      if (output > 0.0 || sold > 0.0) {
        worst.see((sold - output) / std::max(output, sold), at.labels.code(country(i)), at.labels.code(s));
      }
    }
  }
  return worst.check("goods_market_clearing", "Each country's output of each sector equals what all buyers take.",
                     residual_tolerance);
}

Check spending(const Solution& at) {
  Worst worst;
  for (const Country n : at.labels.countries()) {
    for (const Sector s : at.labels.sectors()) {
      double demand = at.base.consumption_share(n, s) * at.solved.income_new(n);
      for (const Sector user : at.labels.sectors()) {
        demand += at.base.input_share(n, input(s), user) * at.solved.gross_output_new(n, user);
      }
      const double spent = at.solved.expenditure_new(n, s);
      if (spent > 0.0) worst.see(demand / spent - 1.0, at.labels.code(n), at.labels.code(s));
    }
  }
  return worst.check("expenditure", "Spending on each sector is firms' input demand plus final demand.",
                     residual_tolerance);
}

/// Revenues recomputed from flows; the gap of income to its parts over income.
Check budgets(const Solution& at) {
  Worst worst;
  for (const Country n : at.labels.countries()) {
    double income = at.solved.wage_hat(n) * at.base.value_added(n) + at.solved.deficit_new(n);
    for (const Sector s : at.labels.sectors()) {
      for (const Country m : at.labels.countries()) {
        income += at.shock.tariff_new(s, importer(n), exporter(m)) * at.border_value(s, importer(n), exporter(m));
        income +=
            at.shock.export_tax_new(s, importer(m), exporter(n)) * at.solved.flow_new(s, importer(m), exporter(n));
      }
    }
    worst.see(at.solved.income_new(n) / income - 1.0, at.labels.code(n));
  }
  return worst.check("income", "Income is wages plus tariff and export-tax revenue plus the trade deficit.",
                     residual_tolerance);
}

/// sum_n w_hat VA / sum_n VA
double world_value_added_hat(const Solution& at) {
  double value = 0.0;
  double base = 0.0;
  for (const Country n : at.labels.countries()) {
    value += at.solved.wage_hat(n) * at.base.value_added(n);
    base += at.base.value_added(n);
  }
  return value / base;
}

/// Deficits recomputed from the rule and the claims, over value added.
Check deficits(const Solution& at) {
  const DeficitRule rule = at.shock.deficit_rule;
  const double scale = rule == DeficitRule::share_of_world ? world_value_added_hat(at) : 1.0;
  Array<Country> due(at.labels.country_count());
  for (const Country n : at.labels.countries())
    due(n) = rule == DeficitRule::balanced ? 0.0 : scale * at.base.deficit(n);
  for (const IncomeClaim& claim : at.shock.claims) {
    const double paid =
        claim.rate * at.solved.flow_new(claim.sector, claim.importer, claim.exporter) - scale * claim.base;
    due(claim.receiver) += paid;
    due(claim.payer) -= paid;
  }
  Worst worst;
  for (const Country n : at.labels.countries()) {
    worst.see((at.solved.deficit_new(n) - due(n)) / (at.solved.wage_hat(n) * at.base.value_added(n)),
              at.labels.code(n));
  }
  return worst.check("deficits", "Deficits follow the rule, and owners' income that crosses borders its claims.",
                     residual_tolerance);
}

/// Border imports less border exports less the deficit, over value added: every country, the dropped one included.
std::vector<Check> external_balances(const Solution& at) {
  Worst balance;
  double world_gap = 0.0;
  double world = 0.0;
  for (const Country n : at.labels.countries()) {
    double gap = -at.solved.deficit_new(n);
    for (const Sector s : at.labels.sectors()) {
      for (const Country m : at.labels.countries()) {
        gap += at.border_value(s, importer(n), exporter(m)) - at.border_value(s, importer(m), exporter(n));
      }
    }
    const double value_added = at.solved.wage_hat(n) * at.base.value_added(n);
    balance.see(gap / value_added, at.labels.code(n));
    world_gap += gap;
    world += value_added;
  }
  Worst walras;
  walras.see(world_gap / world, "world");
  return {balance.check("trade_balance",
                        "Imports less exports equal the deficit in every country, the one whose "
                        "equation follows from the others included.",
                        residual_tolerance),
          walras.check("walras", "The world's trade balances add up to zero.", residual_tolerance)};
}

bool shares_are_exact(const Solution& at) {
  for (const Country n : at.labels.countries()) {
    for (const Sector s : at.labels.sectors()) {
      double sum = at.base.value_added_share(n, s);
      for (const InputSector k : at.labels.input_sectors()) sum += at.base.input_share(n, k, s);
      if (std::abs(sum - 1.0) > 1e-12) return false;
    }
  }
  return true;
}

Check labour_markets(const Solution& at) {
  Worst worst;
  for (const Country n : at.labels.countries()) {
    double wages = 0.0;
    for (const Sector s : at.labels.sectors()) {
      wages += at.base.value_added_share(n, s) * at.solved.gross_output_new(n, s);
    }
    worst.see(wages / (at.solved.wage_hat(n) * at.base.value_added(n)) - 1.0, at.labels.code(n));
  }
  return worst.check("labour_market", "Wages paid by all sectors equal the wage bill in every country.",
                     residual_tolerance);
}

Check numeraire(const Solution& at) {
  Worst worst;
  worst.see((at.shock.numeraire ? at.solved.wage_hat(*at.shock.numeraire) : world_value_added_hat(at)) - 1.0,
            at.shock.numeraire ? at.labels.code(*at.shock.numeraire) : "world value added");
  return worst.check("numeraire", "The numeraire keeps its value.", residual_tolerance);
}

double real_wage(const Baseline& baseline, const Equilibrium& solved, Country n) {
  double log_price = 0.0;
  for (const Sector s : baseline.economy.sectors()) {
    log_price += baseline.consumption_share(n, s) * std::log(solved.price_index_hat(n, s));
  }
  return solved.wage_hat(n) / std::exp(log_price);
}

/// Largest difference in real wages and real outputs between two solutions of the same economy.
Check agreement(const Baseline& baseline, const Equilibrium& a, const Equilibrium& b, std::string name,
                std::string claim, double tolerance) {
  Worst worst;
  if (!b.report.usable()) worst.see(std::numeric_limits<double>::quiet_NaN(), b.report.message);
  for (const Country n : baseline.economy.countries()) {
    worst.see(real_wage(baseline, a, n) - real_wage(baseline, b, n), baseline.economy.code(n), "real wage");
    for (const Sector s : baseline.economy.sectors()) {
      if (!(baseline.gross_output(n, s) > 0.0)) continue;
      const double first = a.gross_output_new(n, s) / a.unit_cost_hat(n, s);
      const double second = b.gross_output_new(n, s) / b.unit_cost_hat(n, s);
      worst.see((first - second) / baseline.gross_output(n, s), baseline.economy.code(n), baseline.economy.code(s));
    }
  }
  return worst.check(std::move(name), std::move(claim), tolerance);
}

Check base_replication(const Baseline& baseline, const Shock& shock) {
  Shock still = no_shock(baseline);
  still.deficit_rule = shock.deficit_rule;
  const Equilibrium solved = solve(baseline, still);
  Worst worst;
  for (const Country n : baseline.economy.countries()) {
    worst.see(solved.wage_hat(n) - 1.0, baseline.economy.code(n), "wage");
    for (const Sector s : baseline.economy.sectors()) {
      worst.see(solved.price_index_hat(n, s) - 1.0, baseline.economy.code(n), baseline.economy.code(s));
      if (baseline.expenditure(n, s) > 0.0) {
        worst.see(solved.expenditure_new(n, s) / baseline.expenditure(n, s) - 1.0, baseline.economy.code(n),
                  baseline.economy.code(s));
      }
    }
  }
  return worst.check("base_replication", "With nothing changed, every hat is one.", replication_tolerance);
}

/// A start well away from both the base and the solution.
Equilibrium perturbed(Equilibrium start) {
  double sign = 1.0;
  for (double& value : start.wage_hat.values()) value *= 1.0 + 0.05 * (sign = -sign);
  for (double& value : start.price_index_hat.values()) value *= 1.0 + 0.08 * (sign = -sign);
  for (double& value : start.expenditure_new.values()) value *= 1.0 + 0.10 * (sign = -sign);
  return start;
}

}  // namespace

bool Certificate::holds() const {
  return !checks.empty() && std::all_of(checks.begin(), checks.end(), [](const Check& c) { return c.holds(); });
}

std::string first_failure(const Certificate& certificate) {
  for (const Check& check : certificate.checks) {
    if (!check.holds()) {
      return fmt::format("check '{}' failed: {:.3g} where {:.3g} is allowed ({})", check.name, check.value,
                         check.tolerance, check.where);
    }
  }
  return "";
}

Certificate certify(const Baseline& baseline, const Shock& shock, const Equilibrium& equilibrium) {
  Certificate certificate;
  Worst residual;
  residual.see(equilibrium.report.usable() ? equilibrium.report.residual : std::numeric_limits<double>::quiet_NaN(),
               equilibrium.report.usable() ? "solver" : equilibrium.report.message);
  certificate.checks.push_back(residual.check("solver", "The solver converged to its tolerance.", residual_tolerance));
  const Solution at(baseline, shock, equilibrium);
  certificate.checks.push_back(positivity(at));
  certificate.checks.push_back(unit_costs(at));
  certificate.checks.push_back(price_indices(at));
  certificate.checks.push_back(trade_shares(at));
  certificate.checks.push_back(goods_markets(at));
  certificate.checks.push_back(spending(at));
  certificate.checks.push_back(budgets(at));
  certificate.checks.push_back(deficits(at));
  for (Check& check : external_balances(at)) certificate.checks.push_back(std::move(check));
  // Published shares may add to one only to their printed digits; then the trade balance closes the model instead.
  if (shares_are_exact(at)) certificate.checks.push_back(labour_markets(at));
  certificate.checks.push_back(numeraire(at));
  return certificate;
}

Certificate certify_thoroughly(const Baseline& baseline, const Shock& shock, const Equilibrium& equilibrium) {
  if (!numerics::has_newton_krylov())
    throw InputError(Place{}, "built without KINSOL: there is no second solver that could check the first",
                     "certify less thoroughly, or configure with -DPARLEY_KINSOL=ON where SUNDIALS is installed");
  Certificate certificate = certify(baseline, shock, equilibrium);
  if (baseline.clipped_final_use.empty()) certificate.checks.push_back(base_replication(baseline, shock));
  certificate.checks.push_back(agreement(
      baseline, equilibrium, solve(baseline, shock, {.tolerance = 1e-10, .solver = Solver::newton_krylov}),
      "second_solver", "A Newton-Krylov solver started at the base finds the same solution.", agreement_tolerance));
  const Equilibrium elsewhere = perturbed(equilibrium);
  certificate.checks.push_back(agreement(baseline, equilibrium, solve(baseline, shock, {.start = &elsewhere}),
                                         "other_start", "A start 5 to 10 per cent away leads to the same solution.",
                                         agreement_tolerance));
  // Under `fixed` the deficits are fixed in units of the numeraire, so that another numeraire is another closure.
  if (shock.deficit_rule != DeficitRule::fixed) {
    Shock other = shock;
    other.numeraire =
        shock.numeraire && shock.numeraire->value() == 0 ? Country(baseline.economy.country_count() - 1) : Country(0);
    certificate.checks.push_back(agreement(baseline, equilibrium, solve(baseline, other), "numeraire_change",
                                           "Real results do not depend on the numeraire.", numeraire_tolerance));
  }
  return certificate;
}

}  // namespace parley
