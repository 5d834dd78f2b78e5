#pragma once

#include <string>
#include <vector>

#include "parley/base/array.hpp"

namespace parley::model {

/// How a country's spending follows its output when they differ, d = (E - Y) / Y at the base.
enum class GravityDeficits {
  additive,   ///< E' - Y' stays d Y in units of world output
  universal,  ///< E' = Xi (1 + d) Y', one Xi for the world that closes its accounts
  /// E' = (1 + d) Y': deficits then need not add up to zero, so that every market clears but for one factor Xi of the
  /// world. Prices and trade shares are those of `universal`; spending and welfare are lower by the factor Xi.
  multiplicative
};

/// One sector, one factor: what structural gravity knows of an economy.
struct GravityEconomy {
  std::vector<std::string> codes;
  Array<Exporter, Importer> flow;  ///< X, own sales included; every country sells and buys something
  double trade_elasticity = 5;     ///< theta = sigma - 1 > 0
  double supply_elasticity = 0;    ///< psi >= 0; zero is the endowment economy
};

struct GravityShock {
  Array<Exporter, Importer> trade_cost_effect;  ///< B = (change of trade cost)^-theta > 0, one on own sales
  GravityDeficits deficits = GravityDeficits::additive;
};

/// Levels at one point ln p_hat, and the equilibrium's changes where that is a solution.
struct GravityState {
  std::vector<double> price_hat;        ///< p_hat, producers'
  std::vector<double> price_index_hat;  ///< P_hat, buyers'
  std::vector<double> output_hat;       ///< Y_hat, value
  std::vector<double> quantity_hat;     ///< Q_hat = (p_hat / P_hat)^psi
  std::vector<double> spending_hat;     ///< E_hat
  Array<Exporter, Importer> flow_new;   ///< X'
  double world_factor = 1;              ///< Xi
};

/// The shock that changes nothing.
[[nodiscard]] GravityShock no_gravity_shock(const GravityEconomy& economy);

/// One evaluation of the gravity map on ln p_hat; returns the largest |ln demand - ln supply|.
///
///     P_hat[n] = (sum_i X[i,n]/E[n] B[i,n] p_hat[i]^-theta)^(-1/theta);   Y_hat = p_hat (p_hat/P_hat)^psi
///     X'[i,n]  = X[i,n] B[i,n] (p_hat[i]/P_hat[n])^-theta E_hat[n];       Y_hat[i] Y[i] = sum_n X'[i,n]
///     (under the rule `multiplicative`: Y_hat[i] Y[i] = Xi sum_n X'[i,n], Xi = sum_n Y / sum_n Y_hat E)
///     p+ solves the last line for p_hat[i] with P_hat and E_hat as they are; then world output keeps its value
/// Source  Yotov et al. (2016), chapter 2; Allen, Arkolakis & Takahashi (2020, JPE 128:2), whose theorem 1 has one
///         positive solution for theta > 0 and psi >= 0; deficits: Campos, Reggio & Timini (2024, arXiv:2404.09180).
double evaluate(const GravityEconomy& economy, const GravityShock& shock, std::span<const double> log_price,
                std::span<double> image, GravityState& state);

}  // namespace parley::model
