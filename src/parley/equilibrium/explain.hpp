#pragma once

#include <vector>

#include "parley/base/observer.hpp"
#include "parley/equilibrium/solve.hpp"

namespace parley {

/// The exact change of one country's real income, split in two ways that each add up to it; all in log points.
///
///     total = ln real_income_hat = sum of by_tariff, by_export_tax, by_wedge
///           = sum of terms_of_trade, volume_of_trade, wedge_cost + transfers
///
/// Log points: 0.01 is one per cent to first order.
struct Explanation {
  Country country{0};
  double total = 0;
  Array<Sector, Importer, Exporter> by_tariff;  ///< what the change of this tariff contributes
  Array<Sector, Importer, Exporter> by_export_tax;
  Array<Sector, Importer, Exporter> by_wedge;
  Array<Partner, Sector> terms_of_trade;
  Array<Partner, Sector> volume_of_trade;
  Array<Partner, Sector> wedge_cost;
  double transfers = 0;
  double instrument_gap = 0;  ///< sum by instrument minus total
  double channel_gap = 0;     ///< sum by channel minus total
  std::size_t path_points = 0;
  [[nodiscard]] bool holds(double tolerance = 1e-8) const;
};

struct ExplainOptions {
  double tolerance = 1e-10;  ///< both gaps; the path is refined until they are below it
  std::size_t most_intervals = 64;
};

/// Splits exact changes of real income along the path on which all instruments move together.
///
/// (1+t), (1+x) and d go geometrically from base to shock, s in [0, 1]; with dz the change along the path,
///     by instrument   int dV/dln(1+t) dln(1+t)      (adjoint at every point)
///     by channel      int [Caliendo-Parro's terms with the weights and income of that point] ds
/// integrated by Clenshaw-Curtis on Chebyshev points, slopes by spectral differentiation. All instruments move at
/// once: the split does not depend on any order of the actions.
/// Source  Harrison, Horridge & Pearson (2000, Computational Economics 15); Caliendo & Parro (2015), eq. 15.
/// Errors  a path that cannot be solved or does not close has holds() == false.
[[nodiscard]] std::vector<Explanation> explain(const Baseline& baseline, const Shock& shock,
                                               const std::vector<Country>& countries, const ExplainOptions& options,
                                               Observer& observer);

}  // namespace parley
