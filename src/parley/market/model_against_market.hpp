#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "parley/market/event_study.hpp"

namespace parley::market {

/// What a model says of one firm or sector beside what its price did, fractions.
struct PredictedAndObserved {
  std::string name;
  double predicted = 0;
  double observed = 0;
  double observed_error = absent;  ///< as a prediction error; absent: not known
};

/// How well a ranking and a line fit.
///
///     rho = correlation of midranks;   observed = intercept + slope predicted, least squares
///
/// The probabilities of rho are those of drawing the pairing anew (seeded), two-sided; every pair counts the same and
/// is taken for exchangeable.
struct Agreement {
  std::size_t count = 0;
  double rank_correlation = absent;
  double probability = absent;
  double slope = absent;
  double slope_error = absent;
  double intercept = absent;
  /// Half the 95 % interval of the slope.
  [[nodiscard]] double slope_margin() const { return 1.96 * slope_error; }
};

/// Absent figures for fewer than four pairs, or where all predictions (or observations) are the same.
[[nodiscard]] Agreement agreement(const std::vector<PredictedAndObserved>& pairs, std::size_t draws,
                                  std::uint64_t seed);

/// What a move of value says about odds, if there are two states of the world and nothing else moves value.
///
///     V = p V_war + (1-p) V_deal   =>   change of p = - move / (V_deal - V_war)
///
/// Assumptions: two states whose values are known and do not change, no risk premium, no other news that day.
struct TwoStateReading {
  double change = absent;  ///< of the probability of war
  double low = absent;     ///< 95 % interval from the move's error alone
  double high = absent;
  /// Whether the interval lies in [-1, 1] and leaves out zero: else the move says nothing about odds in this reading.
  bool is_identified = false;
  std::string reason;  ///< why not
};

/// Units   move and values: fractions of today's value.   Errors  std::invalid_argument for values that are the same.
[[nodiscard]] TwoStateReading two_state_reading(double move, double move_error, double value_war, double value_deal);

}  // namespace parley::market
