#pragma once

#include "parley/equilibrium/equilibrium.hpp"
#include "parley/model/equilibrium_adjoint.hpp"

namespace parley::strategy {

/// What one government of the Caliendo-Parro world wants.
///
///     ln G = income_weight ln W + ln(sum_s lambda_s L'_s / sum_s lambda_s L_s) + revenue_weight R' / I
///            + sum_s jobs_weight_s ln(L'_s / L_s)
///
/// W real income, L_s employment, R tariff revenue, I base income. With equal lambdas the second term is zero, for
/// employment as a whole is fixed. Real income times sum_s lambda_s L_s is a weighted sum of the industries' real
/// incomes, each with its share of the tariff revenue: the objective of Ossa (2014), eq. 8, with wages for profits.
struct Government {
  Country country{0};
  double income_weight = 1;
  double revenue_weight = 0;
  Array<Sector> sector_weight;  ///< lambda; empty: all equal
  Array<Sector> jobs_weight;    ///< empty: none
};

/// ln G at a solution, zero at the base.
[[nodiscard]] double payoff(const Baseline& baseline, const Government& government, const Equilibrium& solved);

/// What ln G needs of one point of the equilibrium map.
struct GovernmentLevels {
  const Baseline& baseline;
  const model::MapState& state;
  std::span<const double> x;
};
[[nodiscard]] double payoff(const GovernmentLevels& at, const Government& government);

/// Adds weight dlnG/d(levels) to the seeds of an adjoint.
void add_seeds(const GovernmentLevels& at, const Government& government, double weight, model::LevelSeeds& seeds);

/// Errors  InputError for weights that are negative, not one per sector, all zero, or on a sector without output.
void check(const Baseline& baseline, const Government& government);

}  // namespace parley::strategy
