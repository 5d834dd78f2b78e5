#pragma once

#include <vector>

#include "parley/numerics/fixed_point.hpp"

namespace parley::numerics {

struct NewtonKrylovOptions {
  /// Converged when the map's own residual at the returned point is <= tolerance.
  double tolerance = 1e-10;
  int iteration_limit = 200;
  /// Dimension of the Krylov space before GMRES restarts.
  int krylov_dimension = 60;
};

/// Whether this program was built with KINSOL; without it solve_newton_krylov() ends as stalled and says so.
[[nodiscard]] bool has_newton_krylov();

/// Solves g(x) - x = 0 by inexact Newton with line search and GMRES (KINSOL), matrix-free.
///
/// Shares nothing with solve_fixed_point() but the map, and is its oracle in tests and under --certify.
/// Source  Hindmarsh et al. (2005, ACM TOMS 31:3), KINSOL's KIN_LINESEARCH with SPGMR.
[[nodiscard]] FixedPointResult solve_newton_krylov(const FixedPointMap& map, std::vector<double> start,
                                                   const NewtonKrylovOptions& options, Observer& observer);

}  // namespace parley::numerics
