#include "parley/study/payments.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace parley::study {
namespace {

StrategyOutcome outcome_with(const StrategyProblem& problem, const std::vector<strategy::Government>& governments,
                             Shock shock, const std::vector<double>& received, Observer& observer) {
  StrategyProblem paid = problem;
  for (std::size_t p = 0; p < governments.size(); ++p) paid.baseline.deficit(governments[p].country) += received[p];
  if (shock.deficit_rule == DeficitRule::balanced) shock.deficit_rule = DeficitRule::fixed;
  return outcome_of("treaty with payments", paid, governments, shock, observer);
}

}  // namespace

Payments settle_payments(const StrategyProblem& problem, const std::vector<strategy::Government>& governments,
                         const Shock& shock, const PaymentPlan& plan, Observer& observer) {
  constexpr double tolerance = 1e-9;
  constexpr int limit = 60;
  const std::size_t count = governments.size();
  std::vector<double> at_threat(count), planned(count), money(count);
  for (std::size_t p = 0; p < count; ++p) {
    at_threat[p] = problem.baseline.income(governments[p].country) * std::exp(plan.threat[p]);
    planned[p] = at_threat[p] * plan.gain_pct[p] / 100;
  }
  const double planned_sum = std::accumulate(planned.begin(), planned.end(), 0.0);
  Payments result{.received = plan.received, .gain_pct = std::vector<double>(count)};
  for (;; ++result.report.iterations) {
    result.outcome = outcome_with(problem, governments, shock, result.received, observer);
    for (std::size_t p = 0; p < count; ++p) {
      const double gain = std::expm1(std::log1p(result.outcome.objective_pct[p] / 100) - plan.threat[p]);
      money[p] = at_threat[p] * gain;
      result.gain_pct[p] = 100 * gain;
      if (result.report.iterations == 0)
        result.price_effect_pct = std::max(result.price_effect_pct, std::abs(100 * gain - plan.gain_pct[p]));
    }
    const double sum = std::accumulate(money.begin(), money.end(), 0.0);
    result.report.residual = 0;
    for (std::size_t p = 0; p < count; ++p) {
      const double missing = sum * planned[p] / planned_sum - money[p];
      result.report.residual = std::max(result.report.residual, std::abs(missing / sum));
      result.received[p] += missing;
    }
    if (result.report.residual <= tolerance || result.report.iterations == limit) break;
  }
  const bool has_settled = result.report.residual <= tolerance;
  result.report.status = has_settled ? SolveStatus::converged : SolveStatus::iteration_limit;
  result.report.message = has_settled ? "gains are divided as planned" : "payments do not settle";
  return result;
}

}  // namespace parley::study
