#pragma once

#include "parley/base/observer.hpp"
#include "parley/base/solve_report.hpp"
#include "parley/model/fixed_firms_government.hpp"
#include "parley/strategy/government.hpp"

namespace parley::strategy {

/// Lobbying weights under which a government's MFN optimum has the observed spread of tariffs.
struct LobbyingWeights {
  std::vector<double> weight;     ///< lambda by sector, not negative, mean one
  std::vector<double> tariff;     ///< of the MFN optimum under these weights
  double largest_difference = 0;  ///< between modelled and observed tariffs, each less its mean
  SolveReport report;
};

/// Fits the weights of one government to tariffs that it set without an agreement.
///
///     t_s(lambda) - mean t(lambda) = observed_s - mean observed,   unless lambda_s is zero and t_s still too high
///
/// t(lambda) is the MFN optimum against the economy's own tariffs, between zero and max(observed + 0.03, 2.25). Weights
/// rise where tariffs are too low, by a tenth of the difference. Observed tariffs across a jump of the optimum, from an
/// interior to a prohibitive tariff, cannot be met: the report then says that the search has stalled.
/// Errors  InputError for tariffs that are not one per sector, negative or not finite.
/// Source  Ossa (2014, AER 104:12), section II.B.
[[nodiscard]] LobbyingWeights calibrate_weights(const model::FixedFirmsEconomy& economy, Country government,
                                                const std::vector<double>& observed, Observer& observer);

/// The same in the Caliendo-Parro world, for the goods that the government's country both makes and imports.
struct SectorWeights {
  std::vector<Sector> sectors;   ///< whose weights are fitted, in the baseline's order
  std::vector<double> observed;  ///< tariffs of these, fractions
  LobbyingWeights fit;           ///< one number for each of these; their mean weight is one
  Government government;         ///< with these weights, and one for every other sector
};

/// Fits sector weights of a Government to observed tariffs, as above: its optimum is over MFN tariffs on all goods, with
/// `shock` for everything else. A service keeps the weight one, and so does a good without own production.
/// Errors  InputError for observed tariffs that are not one per sector or, for a fitted sector, negative or not finite;
///         for a country that does not make and import two goods.
[[nodiscard]] SectorWeights calibrate_weights(const Baseline& baseline, const Shock& shock, Country government,
                                              const Array<Sector>& observed, Observer& observer);

/// How far tariffs are from the observed ones, each less its mean.
[[nodiscard]] double largest_difference(const std::vector<double>& tariff, const std::vector<double>& observed);

/// The MFN optimum that calibrate_weights() compares, from the economy's own tariffs; empty where it is not found.
[[nodiscard]] std::vector<double> weighted_mfn_tariffs(const model::FixedFirmsEconomy& economy,
                                                       const model::FixedFirmsGovernment& government,
                                                       const std::vector<double>& observed, Observer& observer);

}  // namespace parley::strategy
