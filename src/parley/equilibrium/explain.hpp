#pragma once

#include <vector>

#include "parley/base/observer.hpp"
#include "parley/equilibrium/gradient.hpp"
#include "parley/equilibrium/solve.hpp"

namespace parley {

/// The exact change of one measure, split in two ways that each add up to it; in log points, of revenue and exports in
/// millions.
///
///     total = V(shock) - V(base) = sum of by_instrument and by_claim
/// and of real income
///     total = sum of terms_of_trade, volume_of_trade, wedge_cost + transfers
///
/// Log points: 0.01 is one per cent to first order.
struct Explanation {
  Measure measure;
  Country country{0};
  double total = 0;
  ByInstrument<TradeCells> by_instrument;  ///< what the change of this tariff, tax or wedge contributes
  std::vector<double> by_claim;            ///< one for each claim of the shock
  Array<Partner, Sector> terms_of_trade;   ///< channels are empty where the measure is not real income
  Array<Partner, Sector> volume_of_trade;
  Array<Partner, Sector> wedge_cost;
  double transfers = 0;
  double instrument_gap = 0;  ///< sum by instrument minus total
  double channel_gap = 0;     ///< sum by channel minus total
  double scale = 1;           ///< what gaps are held against: one, of money the larger of its two levels
  std::size_t path_points = 0;
  [[nodiscard]] bool has_channels() const { return measure.kind == Measure::Kind::real_income; }
  [[nodiscard]] bool holds(double tolerance = 1e-8) const;
};

struct ExplainOptions {
  double tolerance = 1e-10;  ///< both gaps over the scale; the path is refined until they are below it
  std::size_t most_intervals = 64;
};

/// The real incomes of countries as measures.
[[nodiscard]] std::vector<Measure> real_incomes(const std::vector<Country>& countries);

/// Splits exact changes along the path on which all instruments move together.
///
/// (1+t), (1+x) and d go geometrically from base to shock, rates of claims in a straight line, s in [0, 1]; with dz the change along the path,
///     by instrument   int dV/dln(1+t) dln(1+t)      (adjoint at every point)
///     by channel      int [Caliendo-Parro's terms with the weights and income of that point] ds
/// integrated by Clenshaw-Curtis on Chebyshev points, slopes by spectral differentiation. All instruments move at
/// once: the split does not depend on any order of the actions.
/// Source  Harrison, Horridge & Pearson (2000, Computational Economics 15); Caliendo & Parro (2015), eq. 15.
/// Errors  InputError for a measure that the baseline cannot have; a path that cannot be solved or does not close has holds() == false.
[[nodiscard]] std::vector<Explanation> explain(const Baseline& baseline, const Shock& shock,
                                               const std::vector<Measure>& measures, const ExplainOptions& options,
                                               Observer& observer);

/// The same for the real incomes of countries.
[[nodiscard]] inline std::vector<Explanation> explain(const Baseline& baseline, const Shock& shock,
                                                      const std::vector<Country>& countries,
                                                      const ExplainOptions& options, Observer& observer) {
  return explain(baseline, shock, real_incomes(countries), options, observer);
}

}  // namespace parley
