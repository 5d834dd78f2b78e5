#pragma once

#include "parley/bargaining/rules.hpp"
#include "parley/strategy/stationary.hpp"

namespace parley::bargaining {

/// What happens without a treaty, and what rules of sharing need to know.
///
/// Objectives are proportions of the threat's, u_p = G_p / G_p(threat) - 1, so that rules that compare gains between
/// players need a scale: proportions themselves, the ideal gains, or money.
struct TariffProblem {
  std::vector<double> threat;          ///< payoffs without agreement, in the units of Position::payoff
  std::vector<double> power;           ///< of the Nash product; empty: equal
  std::vector<double> income;          ///< base income, for money comparisons; one per player
  std::vector<double> ideal_pct = {};  ///< of ideal_point(), for Kalai-Smorodinsky; empty: found anew
};

struct BargainOptions {
  strategy::StationaryOptions stationary{.tolerance = 1e-10, .iteration_limit = 1000, .depth = 12};
};

/// A policy that all players set together; use only where report.usable().
struct Bargain {
  strategy::Policy policy;
  strategy::Position position;
  std::vector<double> weight;       ///< what the treaty maximises is sum weight payoff; sums to one
  std::vector<double> gain_pct;     ///< u_p, per cent
  double rule_residual = 0;         ///< how far the rule's own condition is from holding, relative
  double first_order_residual = 0;  ///< largest slope of sum weight payoff that no bound holds
  SolveReport report;
};

/// The treaty by one rule: efficient among the policies within bounds, gains shared as the rule says.
///
/// The weights in sum weight payoff are such that u_p over the rule's scale is equal for all, or w_p proportional to
/// power_p (1 + u_p) / u_p for the Nash product: found together with the tariffs (search_weights), and where that fails
/// by Newton's method on their logarithms, an efficient policy being solved for at every step (bracketing, where bounds
/// make the frontier of two players bend). A game's own solves must be some ten times as exact as options.stationary.
/// Errors  std::invalid_argument for a rule that has no treaties over tariffs.
/// Not usable where the rule's point gives some player less than the threat, or needs a weight that is not positive.
[[nodiscard]] Bargain bargain(strategy::TariffGame& game, Rule rule, const TariffProblem& problem,
                              const strategy::Policy& start, const BargainOptions& options, Observer& observer);

/// The best each player can have while nobody falls below the threat, in per cent: Kalai and Smorodinsky's ideal point.
struct IdealPoint {
  std::vector<double> gain_pct;
  SolveReport report;
};
[[nodiscard]] IdealPoint ideal_point(strategy::TariffGame& game, const TariffProblem& problem,
                                     const strategy::Policy& start, const BargainOptions& options, Observer& observer);

/// A point of the Pareto frontier: the policy that maximises (1-share) payoff[0] + share payoff[1].
struct FrontierPoint {
  double second_weight = 0;
  strategy::Policy policy;
  strategy::Position position;
  double first_order_residual = 0;
};
/// Two players' frontier at evenly spaced weights, both ends included; points that do not converge are left out and
/// counted.
struct Frontier {
  std::vector<FrontierPoint> points;
  std::size_t failed = 0;
};
[[nodiscard]] Frontier pareto_frontier(strategy::TariffGame& game, std::size_t points, const strategy::Policy& start,
                                       const strategy::StationaryOptions& options, Observer& observer);

/// The treaty with side payments: the most money together, shared by the rule.
///
/// Weights are the players' incomes, so that sum income_p u_p is largest; a payment moves u_p by its share of income_p.
/// Errors  std::invalid_argument for a rule that is not asked for with payments (RuleEntry::tariffs.parts).
/// Payments are valued at the treaty's prices; what they do to prices themselves is left to study::settle_payments().
struct PaidBargain {
  Bargain treaty;                ///< policy, and gains before payments
  std::vector<double> gain_pct;  ///< after payments
  std::vector<double> received;  ///< in units of income; they sum to zero
};
[[nodiscard]] PaidBargain bargain_with_payments(strategy::TariffGame& game, Rule rule, const TariffProblem& problem,
                                                const strategy::Policy& start, const BargainOptions& options,
                                                Observer& observer);

}  // namespace parley::bargaining
