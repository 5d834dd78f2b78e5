#pragma once

#include "parley/study/strategy_problem.hpp"

namespace parley::study {

/// What a treaty with payments promises its parties.
struct PaymentPlan {
  std::vector<double> threat;    ///< ln objective without agreement, one per government
  std::vector<double> received;  ///< payments valued at the prices before them, million; they sum to zero
  std::vector<double> gain_pct;  ///< what each shall gain over the threat by these, positive
};

/// Payments in the equilibrium that they lead to; use only where report.usable().
struct Payments {
  std::vector<double> received;  ///< million in units of world value added; they sum to zero
  std::vector<double> gain_pct;  ///< over the threat
  /// By how much the plan's own payments would miss its gains, at most, for what they do to prices: points.
  double price_effect_pct = 0;
  StrategyOutcome outcome;  ///< the world with the payments
  SolveReport report;
};

/// Finds payments that divide the gain in money as the plan does, each country's deficit rising by what it receives.
///
///     money_p = income_p exp(threat_p) u_p;   money_p / sum money  as in the plan,   sum received = 0
///
/// Tariffs stay those of `shock`. Payments are fixed in the numeraire, or in proportion to world value added where the
/// baseline's deficits are.
/// Errors  NotSolved where a world with payments has no solution.
[[nodiscard]] Payments settle_payments(const StrategyProblem& problem,
                                       const std::vector<strategy::Government>& governments, const Shock& shock,
                                       const PaymentPlan& plan, Observer& observer);

}  // namespace parley::study
