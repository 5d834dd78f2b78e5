#include "parley/equilibrium/certificate_checks.hpp"

#include <algorithm>

#include "parley/equilibrium/production_reading.hpp"
#include "parley/model/equilibrium_map.hpp"

namespace parley {
namespace {

/// All that the checks of one solution look at.
struct Solution {
  Solution(const Baseline& baseline, const Shock& policy, const Equilibrium& equilibrium)
      : base(baseline), shock(policy), solved(equilibrium), labels(baseline.economy) {}
  const Baseline& base;
  const Shock& shock;
  const Equilibrium& solved;
  const Economy& labels;

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
  /// ln of what n pays for i's goods over what it paid.
  [[nodiscard]] double log_delivered_hat(Sector s, Importer n, Exporter i) const {
    return std::log(trade_cost_hat(s, n, i) * solved.unit_cost_hat(country(i), s));
  }
  [[nodiscard]] bool is_nested() const { return !base.production.home_elasticity.empty(); }
  [[nodiscard]] bool is_long_run() const { return !model::has_production_terms(base); }
  /// ln of the price of all imports where home goods have their own nest, of all goods where not; from all suppliers.
  [[nodiscard]] double log_bundle_price(Sector s, Importer n) const {
    const double theta = base.trade_elasticity(s);
    double bought = 0.0;
    double change = 0.0;
    for (const Exporter i : labels.exporters()) {
      const double share = base.expenditure_share(s, n, i);
      if (!(share > 0.0) || (is_nested() && country(n) == country(i))) continue;
      bought += share;
      change += share * model::power_change(-theta, log_delivered_hat(s, n, i));
    }
    return bought > 0.0 ? model::log_of_change(-theta, change / bought) : 0.0;
  }
  /// ln P of the nest of home goods and imports.
  [[nodiscard]] double log_nest_price(Sector s, Importer n, double log_bundle) const {
    if (!is_nested()) return log_bundle;
    const double q = -base.production.home_elasticity(s);
    const Exporter home = exporter(country(n));
    const double at_home = base.expenditure_share(s, n, home);
    double change = at_home > 0.0 ? at_home * model::power_change(q, log_delivered_hat(s, n, home)) : 0.0;
    for (const Exporter i : labels.exporters())
      if (i != home) change += base.expenditure_share(s, n, i) * model::power_change(q, log_bundle);
    return model::log_of_change(q, change);
  }
  /// The share at the solution's price where production has another structure than the long run's.
  [[nodiscard]] double share_at_price(Sector s, Importer n, Exporter i, double log_bundle) const {
    const double share = base.expenditure_share(s, n, i);
    if (!(share > 0.0)) return 0.0;
    const double theta = base.trade_elasticity(s);
    const double log_price = std::log(solved.price_index_hat(country(n), s));
    const double log_delivered = log_delivered_hat(s, n, i);
    if (!is_nested()) return share * std::exp(-theta * (log_delivered - log_price));
    const double home_theta = base.production.home_elasticity(s);
    if (country(n) == country(i)) return share * std::exp(-home_theta * (log_delivered - log_price));
    return share * std::exp(-theta * (log_delivered - log_bundle) - home_theta * (log_bundle - log_price));
  }
  /// pi (kappa_hat c_hat / P_hat)^-theta, the share at the solution's price: a number of ordinary size, where a power
  /// of the cost alone would leave the range of doubles at high elasticities.
  [[nodiscard]] double share_at_price(Sector s, Importer n, Exporter i) const {
    const double relative =
        trade_cost_hat(s, n, i) * solved.unit_cost_hat(country(i), s) / solved.price_index_hat(country(n), s);
    const double share = base.expenditure_share(s, n, i);
    return share > 0.0 ? share * std::pow(relative, -base.trade_elasticity(s)) : 0.0;
  }
};

Check positivity(const Solution& at) {
  WorstGap worst;
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
  WorstGap worst;
  std::vector<double> log_price(at.labels.sector_count());
  for (const Country n : at.labels.countries()) {
    for (const Sector s : at.labels.sectors()) log_price[s.value()] = std::log(at.solved.price_index_hat(n, s));
    for (const Sector s : at.labels.sectors()) {
      if (!at.is_long_run()) {
        worst.see(at.solved.unit_cost_hat(n, s) / sector_production(at.base, at.solved, n, s).unit_cost_hat - 1.0,
                  at.labels.code(n), at.labels.code(s));
        continue;
      }
      double log_cost = at.base.value_added_share(n, s) * std::log(at.solved.wage_hat(n));
      for (const InputSector k : at.labels.input_sectors()) {
        // An input that is not used may have no price.
        const double share = at.base.input_share(n, k, s);
        if (share != 0.0) log_cost += share * log_price[k.value()];
      }
      worst.see(at.solved.unit_cost_hat(n, s) / std::exp(log_cost) - 1.0, at.labels.code(n), at.labels.code(s));
    }
  }
  return worst.check("unit_costs", "Unit costs follow from wages and input prices.", certificate_residual);
}

Check price_indices(const Solution& at) {
  WorstGap worst;
  for (const Importer n : at.labels.importers()) {
    for (const Sector s : at.labels.sectors()) {
      if (!(at.base.expenditure(country(n), s) > 0.0)) continue;
      if (!at.is_long_run()) {
        const double log_price = at.log_nest_price(s, n, at.log_bundle_price(s, n));
        worst.see(std::exp(log_price) / at.solved.price_index_hat(country(n), s) - 1.0, at.labels.code(country(n)),
                  at.labels.code(s));
        continue;
      }
      const double theta = at.base.trade_elasticity(s);
      double sum = 0.0;
      for (const Exporter i : at.labels.exporters()) sum += at.share_at_price(s, n, i);
      worst.see(std::pow(sum, -1.0 / theta) - 1.0, at.labels.code(country(n)), at.labels.code(s));
    }
  }
  return worst.check("price_indices", "Buyers' price indices follow from the suppliers' delivered costs.",
                     certificate_residual);
}

/// A solve leaves |ln P+ - ln P| <= r, where flows are those at P+ and the shares here those at P:
///
///     share - share at P = share (1 - e^(-theta r)),   at most theta share r to first order
///
/// so that a cell of share one and theta 50 shows fifty times the residual. Rounding of P and c
/// adds some theta times 1e-16.
Check trade_shares(const Solution& at) {
  WorstGap worst;
  for (const Importer n : at.labels.importers()) {
    for (const Sector s : at.labels.sectors()) {
      const double spent = at.solved.expenditure_new(country(n), s);
      if (!(spent > 0.0)) continue;
      double sum = 0.0;
      const double log_bundle = at.is_long_run() ? 0.0 : at.log_bundle_price(s, n);
      for (const Exporter i : at.labels.exporters()) {
        const double share = at.border_value(s, n, i) * at.tariff_factor(s, n, i) / spent;
        sum += share;
        const double magnified = 1.0 + std::abs(at.base.trade_elasticity(s)) * share;
        const double due = at.is_long_run() ? at.share_at_price(s, n, i) : at.share_at_price(s, n, i, log_bundle);
        worst.see(share - due, magnified, at.labels.code(country(n)), at.labels.code(s));
      }
      worst.see(sum - 1.0, at.labels.code(country(n)), at.labels.code(s));
    }
  }
  return worst.check("trade_shares", "Expenditure shares follow from relative delivered prices and sum to one.",
                     certificate_residual);
}

Check goods_markets(const Solution& at) {
  WorstGap worst;
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
                     certificate_residual);
}

/// Every sector's production from prices; empty in the long run, whose shares are the base's.
std::vector<SectorProduction> productions(const Solution& at, Country n) {
  std::vector<SectorProduction> result;
  if (at.is_long_run()) return result;
  for (const Sector s : at.labels.sectors()) result.push_back(sector_production(at.base, at.solved, n, s));
  return result;
}

Check spending(const Solution& at) {
  WorstGap worst;
  for (const Country n : at.labels.countries()) {
    const std::vector<SectorProduction> production = productions(at, n);
    for (const Sector s : at.labels.sectors()) {
      double demand = at.base.consumption_share(n, s) * at.solved.income_new(n);
      for (const Sector user : at.labels.sectors()) {
        const double share = production.empty()
                                 ? at.base.input_share(n, input(s), user)
                                 : input_share_new(at.base, at.solved, production[user.value()], n, input(s), user);
        demand += share * at.solved.gross_output_new(n, user);
      }
      const double spent = at.solved.expenditure_new(n, s);
      if (spent > 0.0) worst.see(demand / spent - 1.0, at.labels.code(n), at.labels.code(s));
    }
  }
  return worst.check("expenditure", "Spending on each sector is firms' input demand plus final demand.",
                     certificate_residual);
}

/// Wages and both revenues, from flows.
Array<Country> earned_income(const Solution& at) {
  Array<Country> earned(at.labels.country_count());
  for (const Country n : at.labels.countries()) {
    earned(n) = at.solved.wage_hat(n) * at.base.value_added(n);
    for (const Sector s : at.labels.sectors()) {
      for (const Country m : at.labels.countries()) {
        earned(n) += at.shock.tariff_new(s, importer(n), exporter(m)) * at.border_value(s, importer(n), exporter(m));
        earned(n) +=
            at.shock.export_tax_new(s, importer(m), exporter(n)) * at.solved.flow_new(s, importer(m), exporter(n));
      }
    }
  }
  return earned;
}

/// Revenues recomputed from flows; the gap of income to its parts over income.
Check budgets(const Solution& at) {
  const Array<Country> earned = earned_income(at);
  WorstGap worst;
  for (const Country n : at.labels.countries())
    worst.see(at.solved.income_new(n) / (earned(n) + at.solved.deficit_new(n)) - 1.0, at.labels.code(n));
  return worst.check("income", "Income is wages plus tariff and export-tax revenue plus the trade deficit.",
                     certificate_residual);
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

/// Spreads what is missing to a sum of zero over those who take it up, in proportion to income.
void add_up_to_zero(const Solution& at, const Array<Country>& income, Array<Country>& due) {
  const DeficitExceptions& exceptions = at.shock.deficit_exceptions;
  double sum = 0.0;
  double takers = 0.0;
  for (const Country n : at.labels.countries()) {
    sum += due(n);
    if (exceptions.takes_remainder(n)) takers += income(n);
  }
  for (const Country n : at.labels.countries()) {
    if (exceptions.takes_remainder(n)) due(n) -= sum * income(n) / takers;
  }
}

/// What the rule and the claims make due: base amounts without what claims count of them, in the rule's measure.
Array<Country> due_deficits(const Solution& at) {
  const DeficitRule rule = at.shock.deficit_rule;
  const DeficitExceptions& exceptions = at.shock.deficit_exceptions;
  Array<Country> due(at.labels.country_count());
  if (rule == DeficitRule::balanced) return due;
  due = at.base.deficit;
  for (const IncomeClaim& claim : at.shock.claims) {
    due(claim.receiver) -= claim.base;
    due(claim.payer) += claim.base;
  }
  Array<Country> income = at.base.value_added;
  for (const Country n : at.labels.countries()) {
    income(n) += at.base.tariff_revenue(n) + at.base.export_tax_revenue(n);
    if (exceptions.balances(n)) due(n) = 0.0;
  }
  if (rule == DeficitRule::share_of_own_income) {
    const Array<Country> earned = earned_income(at);
    for (const Country n : at.labels.countries()) due(n) *= earned(n) / income(n);
    add_up_to_zero(at, earned, due);
  } else {
    if (!exceptions.balanced.empty()) add_up_to_zero(at, income, due);
    const double scale = rule == DeficitRule::share_of_world ? world_value_added_hat(at) : 1.0;
    for (double& value : due.values()) value *= scale;
  }
  for (const IncomeClaim& claim : at.shock.claims) {
    const double paid = claim.rate * at.solved.flow_new(claim.sector, claim.importer, claim.exporter);
    due(claim.receiver) += paid;
    due(claim.payer) -= paid;
  }
  return due;
}

/// Deficits recomputed from the rule and the claims, over value added.
Check deficits(const Solution& at) {
  const Array<Country> due = due_deficits(at);
  WorstGap worst;
  for (const Country n : at.labels.countries()) {
    worst.see((at.solved.deficit_new(n) - due(n)) / (at.solved.wage_hat(n) * at.base.value_added(n)),
              at.labels.code(n));
  }
  return worst.check("deficits", "Deficits follow the rule, and owners' income that crosses borders its claims.",
                     certificate_residual);
}

/// Border imports less border exports less the deficit, over value added: every country, the dropped one included.
std::vector<Check> external_balances(const Solution& at) {
  WorstGap balance;
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
  WorstGap walras;
  walras.see(world_gap / world, "world");
  return {balance.check("trade_balance",
                        "Imports less exports equal the deficit in every country, the one whose "
                        "equation follows from the others included.",
                        certificate_residual),
          walras.check("walras", "The world's trade balances add up to zero.", certificate_residual)};
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

/// With r left of every ln X and of the trade balance over wages, and Walras' law,
///
///     sum b Y - w VA = balance gap + sum X (1 - e^-r),   over w VA at most r (1 + sum X / w VA)
Check labour_markets(const Solution& at) {
  WorstGap worst;
  for (const Country n : at.labels.countries()) {
    double wages = 0.0;
    double spent = 0.0;
    const std::vector<SectorProduction> production = productions(at, n);
    for (const Sector s : at.labels.sectors()) {
      const double share =
          production.empty() ? at.base.value_added_share(n, s) : production[s.value()].value_added_share;
      spent += at.solved.expenditure_new(n, s);
      wages += share * at.solved.gross_output_new(n, s);
    }
    const double wage_bill = at.solved.wage_hat(n) * at.base.value_added(n);
    worst.see(wages / wage_bill - 1.0, 1.0 + spent / wage_bill, at.labels.code(n));
  }
  return worst.check("labour_market", "Wages paid by all sectors equal the wage bill in every country.",
                     certificate_residual);
}

/// b' Y' against what the sector's factors are paid, VA r_hat rho^eps, over the country's value added; with r left of
/// every mu (ln v - ln w) - ln rho at most r / mu to first order.
Check factor_markets(const Solution& at) {
  WorstGap worst;
  const double mu = at.base.production.immobility;
  const double eps = (1.0 - mu) / mu;
  for (const Country n : at.labels.countries()) {
    const std::vector<SectorProduction> production = productions(at, n);
    for (const Sector s : at.labels.sectors()) {
      const double base = at.base.value_added_share(n, s) * at.base.gross_output(n, s);
      const double earned = production[s.value()].value_added_share * at.solved.gross_output_new(n, s);
      const double price = factor_price_hat(at.solved, n, s);
      const double paid = base * price * std::pow(price / at.solved.wage_hat(n), eps);
      worst.see((earned - paid) / at.base.value_added(n), 1.0 / mu, at.labels.code(n), at.labels.code(s));
    }
  }
  return worst.check("factor_markets", "Each sector's value added equals what its own workers and machines are paid.",
                     certificate_residual);
}

/// b' + sum g' = 1
Check cost_shares(const Solution& at) {
  WorstGap worst;
  for (const Country n : at.labels.countries()) {
    const std::vector<SectorProduction> production = productions(at, n);
    for (const Sector s : at.labels.sectors()) {
      double sum = production[s.value()].value_added_share;
      for (const InputSector k : at.labels.input_sectors())
        sum += input_share_new(at.base, at.solved, production[s.value()], n, k, s);
      worst.see(sum - 1.0, at.labels.code(n), at.labels.code(s));
    }
  }
  return worst.check("cost_shares", "New shares of value added and inputs in costs add up to one.",
                     certificate_residual);
}

Check numeraire(const Solution& at) {
  WorstGap worst;
  worst.see((at.shock.numeraire ? at.solved.wage_hat(*at.shock.numeraire) : world_value_added_hat(at)) - 1.0,
            at.shock.numeraire ? at.labels.code(*at.shock.numeraire) : "world value added");
  return worst.check("numeraire", "The numeraire keeps its value.", certificate_residual);
}

}  // namespace

std::vector<Check> checks_of_equations(const Baseline& baseline, const Shock& shock, const Equilibrium& equilibrium) {
  std::vector<Check> checks;
  const Solution at(baseline, shock, equilibrium);
  checks.push_back(positivity(at));
  checks.push_back(unit_costs(at));
  checks.push_back(price_indices(at));
  checks.push_back(trade_shares(at));
  checks.push_back(goods_markets(at));
  checks.push_back(spending(at));
  checks.push_back(budgets(at));
  checks.push_back(deficits(at));
  for (Check& check : external_balances(at)) checks.push_back(std::move(check));
  // Published shares may add to one only to their printed digits; then the trade balance closes the model instead.
  if (shares_are_exact(at)) checks.push_back(labour_markets(at));
  if (!at.is_long_run() && shares_are_exact(at)) checks.push_back(cost_shares(at));
  if (baseline.production.immobility > 0.0) checks.push_back(factor_markets(at));
  checks.push_back(numeraire(at));
  return checks;
}

}  // namespace parley
