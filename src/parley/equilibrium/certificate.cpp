#include "parley/equilibrium/certificate.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "parley/base/error.hpp"
#include "parley/equilibrium/certificate_checks.hpp"
#include "parley/equilibrium/solve.hpp"
#include "parley/numerics/newton_krylov.hpp"

namespace parley {
namespace {

constexpr double agreement_tolerance = 1e-8;  // two solvers
constexpr double replication_tolerance = 1e-12;
constexpr double numeraire_tolerance = 1e-10;

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
  WorstGap worst;
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
  WorstGap worst;
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
  WorstGap residual;
  residual.see(equilibrium.report.usable() ? equilibrium.report.residual : std::numeric_limits<double>::quiet_NaN(),
               equilibrium.report.usable() ? "solver" : equilibrium.report.message);
  certificate.checks.push_back(
      residual.check("solver", "The solver converged to its tolerance.", certificate_residual));
  for (Check& check : checks_of_equations(baseline, shock, equilibrium)) certificate.checks.push_back(std::move(check));
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
