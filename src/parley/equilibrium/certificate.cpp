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
/// The residual to which solutions are taken where their own errors must not be seen; some rounding above 1e-16.
constexpr double nearest = 1e-13;

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
  still.deficit_exceptions = shock.deficit_exceptions;
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

/// A start away from the solution; of size one well away, 5 to 10 per cent.
Equilibrium perturbed(Equilibrium start, double size = 1.0) {
  double sign = 1.0;
  for (double& value : start.wage_hat.values()) value *= 1.0 + size * 0.05 * (sign = -sign);
  for (double& value : start.price_index_hat.values()) value *= 1.0 + size * 0.08 * (sign = -sign);
  for (double& value : start.expenditure_new.values()) value *= 1.0 + size * 0.10 * (sign = -sign);
  return start;
}

/// The check of two solutions against each other; not made where the other solve broke off.
Check agreement_if_solved(const Baseline& baseline, const Equilibrium& a, const Equilibrium& b, std::string name,
                          std::string claim, double tolerance) {
  if (b.report.usable()) return agreement(baseline, a, b, std::move(name), std::move(claim), tolerance);
  return {.name = std::move(name), .claim = std::move(claim), .tolerance = tolerance, .not_made = b.report.message};
}

/// A Newton-Krylov solver from the base; where it breaks off, from 5 to 10 per cent and from half a per cent away.
///
/// Newton's method has no better reason to converge from far away than the first solver's answer to be right: that it
/// breaks off is no verdict on that answer.
Check second_solver(const Baseline& baseline, const Shock& shock, const Equilibrium& equilibrium) {
  constexpr const char* name = "second_solver";
  const auto solve_from = [&](const Equilibrium* start) {
    return solve(baseline, shock, {.tolerance = 1e-10, .solver = Solver::newton_krylov, .start = start});
  };
  Equilibrium other = solve_from(nullptr);
  std::string claim = "A Newton-Krylov solver started at the base finds the same solution.";
  for (const double size : {1.0, 0.05}) {
    if (other.report.usable()) break;
    const Equilibrium start = perturbed(equilibrium, size);
    other = solve_from(&start);
    claim = size == 1.0 ? "A Newton-Krylov solver started 5 to 10 per cent away finds the same solution."
                        : "A Newton-Krylov solver started half a per cent away stays at the same solution.";
  }
  return agreement_if_solved(baseline, equilibrium, other, name, std::move(claim), agreement_tolerance);
}

/// The same solution with all digits that rounding allows, or the nearest point met.
Equilibrium solve_nearer(const Baseline& baseline, const Shock& shock, const Equilibrium& equilibrium,
                         Observer& observer) {
  Equilibrium nearer =
      solve(baseline, shock, {.tolerance = nearest, .iteration_limit = 200, .start = &equilibrium}, observer);
  // Where the residual ends above the last digits, it is still the solver's promise that counts.
  if (nearer.report.status != SolveStatus::cancelled && nearer.report.residual <= equilibrium.report.residual) {
    nearer.report.status = equilibrium.report.status;
    nearer.report.message = equilibrium.report.message;
  }
  nearer.report.iterations += equilibrium.report.iterations;
  nearer.report.evaluations += equilibrium.report.evaluations;
  nearer.report.seconds += equilibrium.report.seconds;
  return nearer;
}

/// Two solves in two units end where their residuals r let them, K r apart with K the norm of (I - g_x)^-1, which is
/// large where trade is all but shut. What is asked is whether the unit matters: both are taken as near as rounding
/// allows first, so that neither residual is in the answer.
Check numeraire_change(const Baseline& baseline, const Shock& shock, const Shock& other,
                       const Equilibrium& equilibrium) {
  Observer silent;
  const Equilibrium here = solve_nearer(baseline, shock, equilibrium, silent);
  Equilibrium there = solve(baseline, other);
  if (there.report.usable()) there = solve_nearer(baseline, other, there, silent);
  return agreement_if_solved(baseline, here, there, "numeraire_change", "Real results do not depend on the numeraire.",
                             numeraire_tolerance);
}

}  // namespace

bool Certificate::holds() const {
  return !checks.empty() && std::none_of(checks.begin(), checks.end(), [](const Check& c) { return c.fails(); });
}

std::string first_failure(const Certificate& certificate) {
  for (const Check& check : certificate.checks) {
    if (check.fails()) {
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
  certificate.checks.push_back(second_solver(baseline, shock, equilibrium));
  const Equilibrium elsewhere = perturbed(equilibrium);
  certificate.checks.push_back(
      agreement_if_solved(baseline, equilibrium, solve(baseline, shock, {.start = &elsewhere}), "other_start",
                          "A start 5 to 10 per cent away leads to the same solution.", agreement_tolerance));
  // Under `fixed` the deficits are fixed in units of the numeraire, so that another numeraire is another closure.
  if (shock.deficit_rule != DeficitRule::fixed) {
    Shock other = shock;
    other.numeraire =
        shock.numeraire && shock.numeraire->value() == 0 ? Country(baseline.economy.country_count() - 1) : Country(0);
    certificate.checks.push_back(numeraire_change(baseline, shock, other, equilibrium));
  }
  return certificate;
}

Certificate certify_nearer(const Baseline& baseline, const Shock& shock, Equilibrium& equilibrium, bool thoroughly,
                           Observer& observer) {
  const auto judge = thoroughly ? certify_thoroughly : certify;
  Certificate first = judge(baseline, shock, equilibrium);
  if (first.holds() || !equilibrium.report.usable()) return first;
  Equilibrium nearer = solve_nearer(baseline, shock, equilibrium, observer);
  if (!(nearer.report.residual < equilibrium.report.residual)) return first;
  Certificate second = judge(baseline, shock, nearer);
  if (!second.holds()) return first;
  equilibrium = std::move(nearer);
  return second;
}

}  // namespace parley
