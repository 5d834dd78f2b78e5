#pragma once

#include "parley/study/strategy_problem.hpp"

namespace parley::study {

struct ReactionRequest {
  std::vector<strategy::Government> governments;  ///< two
  std::vector<Sector> sectors;                    ///< whose tariffs move; empty: all goods
  double lowest_tariff = 0, highest_tariff = 10;  ///< fractions
  std::vector<double> other_tariffs;              ///< where answers are found, fractions
};

/// One government's best uniform tariff against one of the other's.
struct ReactionPoint {
  double other_tariff = 0;          ///< fraction, given
  double tariff = 0;                ///< fraction, best; NaN where no best one was found
  double change_pct = 0;            ///< of its objective against the base, there; NaN likewise
  double first_order_residual = 0;  ///< largest slope that no bound holds
  std::string failure;              ///< why there is none; empty where there is
};

struct ReactionCurves {
  std::vector<std::vector<ReactionPoint>> curves;  ///< one per government
  std::size_t failed = 0;                          ///< points of both without a best answer
  std::vector<double> war;                         ///< each one's uniform tariff where both are best answers, fractions
  std::vector<double> war_change_pct;              ///< of each objective against the base
  double war_deviation_gain_pct = 0;               ///< what the best deviation found would add for either
};

/// The best answers of two governments that each set one rate on everything from the other.
///
/// Two instruments: one rate of each, the same on every sector in the choice, in place of the base's own rates on these
/// goods; all other tariffs stay. Every point is a search of its own, from the base's mean rate, no tariff and a random one.
/// Errors  InputError where there is nothing to put a tariff on, NotSolved where the war has no solution.
[[nodiscard]] ReactionCurves reaction_curves(const StrategyProblem& problem, const ReactionRequest& request,
                                             Observer& observer);

}  // namespace parley::study
