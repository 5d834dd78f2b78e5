#pragma once

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "parley/base/observer.hpp"
#include "parley/base/solve_report.hpp"

namespace parley::numerics {

/// A map g whose fixed point g(x) = x is sought.
///
/// Writes g(x) into `image` and returns the scaled residual at x, a max-norm that the caller defines; it must be zero
/// exactly where g(x) = x. A non-finite return means that x lies outside the domain.
using FixedPointMap = std::function<double(std::span<const double> x, std::span<double> image)>;

struct FixedPointOptions {
  /// Converged when residual(x) <= tolerance.
  double tolerance = 1e-11;
  int iteration_limit = 2000;
  /// How many earlier steps Anderson mixing combines; 0 is plain iteration. At most 32.
  int depth = 12;
  /// Share of the step taken without mixing, (0, 1].
  double damping = 1.0;
  /// Stalled when the best residual has not fallen by a tenth within this many iterations.
  int patience = 300;
  /// What is wrong with these options, one sentence each; empty when they can be used.
  [[nodiscard]] std::vector<std::string> problems() const;
};

struct FixedPointResult {
  std::vector<double> x;  ///< the best point met; a solution only if report.usable()
  SolveReport report;
};

/// Turns the residual g(x) - x into a better step, in place: an approximate (I - g_x)^-1 of it.
using StepImprover = std::function<void(std::span<double> residual)>;

/// What solve_nearby() works in; made once for one size and depth, then used again and again.
struct FixedPointMemory {
  FixedPointMemory(std::size_t size, int depth);
  int depth;
  int count = 0;                                                             ///< differences held
  int next = 0;                                                              ///< where the next one goes
  std::vector<double> image, residual, step, old_image, old_residual, best;  ///< [size]
  std::vector<double> residual_steps, image_steps;                           ///< [depth, size]
  std::vector<double> gram;                                                  ///< [depth, depth] of residual_steps
};

/// Fixed-point iteration with Anderson mixing (type II), restarted from the best point when it goes astray.
///
///     x+ = g(x) - dG gamma,   gamma = argmin | f(x) - dF gamma |_2,   f = g - identity
///
/// Deterministic; allocates before the first iteration only.
/// Source  Anderson (1965, J. ACM 12:4); Walker & Ni (2011, SIAM J. Numer. Anal. 49:4).
/// Errors  std::invalid_argument for options with problems(); everything numerical is a status.
[[nodiscard]] FixedPointResult solve_fixed_point(const FixedPointMap& map, std::vector<double> start,
                                                 const FixedPointOptions& options, Observer& observer);

/// The same iteration on improved steps, in memory that is used again: f is then the improved residual.
///
/// `x` holds the start and, on return, the best point met. Allocates nothing; an empty improver leaves the steps alone.
/// The residual test is the map's own, so that an improver can make a solve slow or fast, not wrong.
void solve_nearby(const FixedPointMap& map, const StepImprover& improver, std::span<double> x,
                  const FixedPointOptions& options, Observer& observer, FixedPointMemory& memory, SolveReport& report);

}  // namespace parley::numerics
