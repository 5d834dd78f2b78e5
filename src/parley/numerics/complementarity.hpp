#pragma once

#include <functional>
#include <span>
#include <vector>

#include "parley/base/observer.hpp"
#include "parley/base/solve_report.hpp"

namespace parley::numerics {

/// Equations with bounds whose point z is sought: each F_k(z) vanishes, or z_k sits at the bound that F_k pushes it to.
///
///     z_k = lower_k and F_k >= 0,   or   lower_k < z_k < upper_k and F_k = 0,   or   z_k = upper_k and F_k <= 0
struct BoundedEquations {
  std::vector<double> lower, upper;  ///< upper may be infinite
  /// Writes F(z); false where it cannot be computed there.
  std::function<bool(std::span<const double> z, std::span<double> value)> evaluate;
};

struct ComplementarityOptions {
  /// Solved when |z - mid(lower, z - F, upper)| <= tolerance for every k.
  double tolerance = 1e-10;
  int iteration_limit = 60;
  double difference_step = 1e-4;  ///< of the first Jacobian
  double longest_step = 1.0;      ///< of any z_k in one iteration
  /// dF/dz at a point near the start, [size, size] row by row, from an earlier result; empty: by differences.
  std::vector<double> jacobian;
};

struct ComplementarityResult {
  std::vector<double> z;
  std::vector<double> value;     ///< F(z)
  std::vector<double> jacobian;  ///< dF/dz as it was last updated, row by row; empty where none was needed
  SolveReport report;
};

/// Semismooth Newton on the active set with a Jacobian by differences, kept up to date by Broyden's update.
///
/// For a handful of unknowns whose F is expensive. A step that cannot be evaluated is halved.
/// Source  Facchinei & Pang (2003), Finite-Dimensional Variational Inequalities, section 9.2; Broyden (1965, Math. Comp. 19).
/// A given Jacobian that does not help is replaced by one from differences.
/// Errors  std::invalid_argument where the sizes differ or a lower bound exceeds the upper; all else is a status.
[[nodiscard]] ComplementarityResult solve_complementarity(const BoundedEquations& equations, std::vector<double> start,
                                                          const ComplementarityOptions& options, Observer& observer);

}  // namespace parley::numerics
