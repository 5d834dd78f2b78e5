#pragma once

#include "parley/base/array.hpp"
#include "parley/base/observer.hpp"
#include "parley/base/solve_report.hpp"

namespace parley {

/// Multilateral resistance, as terms to the power 1 - sigma; use only where report.usable().
struct ResistanceTerms {
  SolveReport report;
  std::vector<double> outward;  ///< Pi[i]
  std::vector<double> inward;   ///< P[n], one for the reference importer
};

/// Anderson and van Wincoop's system for given shares of world output and spending, each adding up to one.
///
///     Pi[i] = sum_n T[i,n] e[n] / P[n];   P[n] = sum_i T[i,n] y[i] / Pi[i];   T = trade cost^(1-sigma) > 0
///
/// Source  Anderson & van Wincoop (2003, AER 93:1), eqs. 10-11. Errors  InputError for a negative term or a sum that is
///         not one; a failed solve is a status.
[[nodiscard]] ResistanceTerms resistance_terms(const Array<Exporter, Importer>& openness,
                                               const std::vector<double>& output_share,
                                               const std::vector<double>& spending_share, std::size_t reference,
                                               Observer& observer);

}  // namespace parley
