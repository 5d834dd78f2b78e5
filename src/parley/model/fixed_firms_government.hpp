#pragma once

#include "parley/model/fixed_firms_kernel.hpp"

namespace parley::model {

/// What a government wants: its industries' real incomes, weighted. Weights of one are the country's real income.
///
///     G[n] = sum_s lambda[s] (sales[s] + delta'[s] R) / P,   P = prod_s P_hat^mu,
///     delta'[s] = the sector's share of the labour force,    R = tariff revenue
/// An industry's sales are the income it pays out, wages and profits. Source  Ossa (2014, AER 104:12), section I.C.
struct FixedFirmsGovernment {
  Country country;
  std::vector<double> weight;  ///< lambda by sector
};

/// ln G at the levels of the kernel's last evaluation.
[[nodiscard]] double log_government_income(const FixedFirmsKernel& at, const FixedFirmsGovernment& government);

/// ln(E'/E) - sum_s mu ln P_hat: the country's real income whatever its government wants.
[[nodiscard]] double log_welfare(const FixedFirmsKernel& at, Country n);

/// Adds weight * d ln G / d level.
void add_government_seeds(const FixedFirmsKernel& at, const FixedFirmsGovernment& government, double weight,
                          FixedFirmsSeeds& seeds);

}  // namespace parley::model
