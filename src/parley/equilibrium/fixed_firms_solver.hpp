#pragma once

#include "parley/base/solve_report.hpp"
#include "parley/model/fixed_firms_government.hpp"
#include "parley/numerics/dense_factor.hpp"

namespace parley {

/// Solves one fixed-firms economy again and again while its tariffs move, and differentiates what was solved.
///
/// Newton on 2N unknowns from the last solution, with the exact Jacobian, kept while it serves. Allocates in the
/// constructor only; one object per thread.
class FixedFirmsSolver {
 public:
  explicit FixedFirmsSolver(const model::FixedFirmsEconomy& economy);

  /// Set tariffs here, then solve().
  [[nodiscard]] model::FixedFirmsKernel& kernel() { return kernel_; }
  [[nodiscard]] const model::FixedFirmsKernel& kernel() const { return kernel_; }

  struct Outcome {
    SolveStatus status = SolveStatus::not_called;
    int iterations = 0;
    double residual = 0.0;
    [[nodiscard]] bool usable() const { return status == SolveStatus::converged; }
  };
  /// Residual as in FixedFirmsKernel::evaluate. Where it fails the next solve starts from the base.
  Outcome solve(double tolerance = 1e-13);

  /// From seeds of an outcome to its multipliers at the last solution, see FixedFirmsKernel::tariff_gradient.
  void multiply(model::FixedFirmsSeeds& seeds);

  /// Forgets the last solution: the next solve starts from the base, whatever was solved before.
  void start_from_base();

 private:
  enum class Age { none, old, present };  ///< of the factored Jacobian
  void factor();
  bool step(double& residual);
  model::FixedFirmsKernel kernel_;
  std::vector<double> x_, trial_, gap_, step_, jacobian_;
  numerics::DenseFactor factor_;
  Age age_ = Age::none;
};

}  // namespace parley
