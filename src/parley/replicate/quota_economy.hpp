#pragma once

#include "parley/base/observer.hpp"
#include "parley/base/solve_report.hpp"

namespace parley::replicate {

/// A small open economy with a limit on its imports, Markusen's M44: two goods, two factors.
///
///     X1 = L^(2/3) K^(1/3), X2 = (L K)^(1/2), 120 of labour, 70 of capital, half of income spent on each good;
///     good 1 is exported, good 2 costs 1/1.2 abroad and (1 + Q) / 1.2 at home
/// Imports and welfare are relative to the benchmark with a rent of 20 %.
/// Source  Markusen, M44 and M45 of the MPSGE model library.
struct QuotaEconomy {
  double rent = 0;  ///< Q; below zero: a subsidy
  double imports = 0;
  double welfare = 0;
  SolveReport report;  ///< of the limit; use nothing unless usable()
};

/// 0 <= Q, M <= limit, one of them with equality.
[[nodiscard]] QuotaEconomy with_quota(double limit, Observer& observer);

/// M = target, whatever rent or subsidy that takes.
[[nodiscard]] QuotaEconomy with_target(double target, Observer& observer);

}  // namespace parley::replicate
