#pragma once

#include "parley/economy/policy_instruments.hpp"
#include "parley/study/cases/named_measure.hpp"
#include "parley/study/cases/result.hpp"

namespace parley::study {

/// What one percentage point more of one instrument does, to first order, in the objective's unit.
struct InstrumentSlope {
  Sector sector;
  Importer importer;
  Exporter exporter;
  double per_point = 0;
};

/// The slopes of an objective in all instruments of a kind, at one solved case.
struct RankedSlopes {
  PolicyInstrument instrument = PolicyInstrument::tariff;
  Objective objective;
  double value = 0;  ///< of the objective, per cent or million
  /// Largest first, on cells with trade between countries; of border taxes, on goods.
  std::vector<InstrumentSlope> slopes;
  SolveReport report;  ///< of the transposed system
};

/// Errors  NotSolved where the transposed system has no solution.
[[nodiscard]] RankedSlopes rank_slopes(const Baseline& baseline, const CaseResult& solved, const Objective& objective,
                                       PolicyInstrument instrument, Observer& observer);

}  // namespace parley::study
