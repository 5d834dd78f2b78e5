#pragma once

#include <vector>

#include "parley/market/day_table.hpp"

namespace parley::market {

/// How far an index went from one level to another.
struct IndexMove {
  double before = 0;
  double after = 0;
  [[nodiscard]] double points() const { return after - before; }
  [[nodiscard]] double change() const { return after / before - 1; }  ///< a fraction
};

/// Share of a loss regained: (later - low) / (high - low).     Errors  std::invalid_argument where nothing was lost.
[[nodiscard]] double share_regained(double high, double low, double later);

/// A price-weighted index from its members, as the Dow:  sum of prices / divisor, by day.
///
/// Absent on a day on which a member has no price.   Errors  std::invalid_argument for a divisor not above zero.
[[nodiscard]] std::vector<double> price_weighted(const DayTable& prices, double divisor);

/// A capitalisation-weighted index that is `base` on the first day:  base sum(P_t N) / sum(P_0 N).
///
/// Shapes  shares: one number N per member.   Absent as above.   Errors  std::invalid_argument for shares below zero or
/// not as many as members.
[[nodiscard]] std::vector<double> capitalisation_weighted(const DayTable& prices, const std::vector<double>& shares,
                                                          double base);

}  // namespace parley::market
