#pragma once

#include <functional>
#include <span>
#include <vector>

#include "parley/base/observer.hpp"
#include "parley/base/solve_report.hpp"

namespace parley::numerics {

/// Writes the gradient at x and returns the value; not finite where x lies outside the domain.
using SmoothFunction = std::function<double(std::span<const double> x, std::span<double> gradient)>;

struct OptimumOptions {
  /// Stops when a step changes the value by no more than this, or every variable by no more than the other.
  double value_tolerance = 1e-15;
  double step_tolerance = 1e-9;
  int evaluation_limit = 500;
};

struct Optimum {
  std::vector<double> x;  ///< the best point met
  double value = 0;
  SolveReport report;  ///< residual: largest gradient that no bound holds
};

/// A local maximum within bounds, from a start inside them.
///
/// Sequential quadratic programming up to 100 variables, conservative convex separable approximation above.
/// Source  NLopt's SLSQP (Kraft 1994, ACM TOMS 20:3) and CCSAQ (Svanberg 2002, SIAM J. Optim. 12:2).
/// Errors  std::invalid_argument for bounds of another size or not in order; everything numerical is a status.
[[nodiscard]] Optimum maximise(const SmoothFunction& function, std::vector<double> start,
                               const std::vector<double>& lower, const std::vector<double>& upper,
                               const OptimumOptions& options, Observer& observer);

}  // namespace parley::numerics
