#pragma once

#include <string>
#include <string_view>

namespace parley {

enum class SolveStatus {
  not_called,       ///< nothing was computed
  converged,        ///< residual <= tolerance; the solution is usable
  iteration_limit,  ///< the best point met so far is returned, not a solution
  stalled,          ///< no progress over many iterations; best point returned, not a solution
  left_domain,      ///< a value became non-finite; the last finite point is returned, not a solution
  cancelled         ///< the observer asked to stop
};
[[nodiscard]] std::string_view to_string(SolveStatus status);

/// How an iterative solve ended; only `converged` may be shown as a result.
struct SolveReport {
  SolveStatus status = SolveStatus::not_called;
  std::string message = "solve was not called";
  int iterations = 0;
  int evaluations = 0;
  double residual = 0.0;  ///< max-norm of the scaled residual at the returned point
  double seconds = 0.0;
  [[nodiscard]] bool usable() const { return status == SolveStatus::converged; }
  /// Whether another attempt would be of no use: it is solved, or the user has ended it.
  [[nodiscard]] bool has_ended() const { return usable() || status == SolveStatus::cancelled; }
};

}  // namespace parley
