#include "parley/equilibrium/fixed_firms_solver.hpp"

#include <algorithm>
#include <cmath>

namespace parley {

using numerics::SolveStatus;

FixedFirmsSolver::FixedFirmsSolver(const model::FixedFirmsEconomy& economy)
    : kernel_(economy),
      x_(kernel_.unknowns(), 0.0),
      trial_(x_),
      gap_(x_),
      step_(x_),
      jacobian_(kernel_.unknowns() * kernel_.unknowns()),
      factor_(kernel_.unknowns()) {}

void FixedFirmsSolver::start_from_base() { std::fill(x_.begin(), x_.end(), 0.0); }

void FixedFirmsSolver::factor() {
  kernel_.jacobian(jacobian_);
  factor_.factor(jacobian_);
  factored_ = true;
}

FixedFirmsSolver::Outcome FixedFirmsSolver::solve(double tolerance) {
  constexpr int iteration_limit = 100;
  constexpr double longest_step = 1.0;  // in logs
  Outcome outcome{SolveStatus::iteration_limit, 0, kernel_.evaluate(x_, gap_)};
  factored_ = false;
  for (; outcome.residual > tolerance && outcome.iterations < iteration_limit; ++outcome.iterations) {
    factor();
    factored_ = false;
    step_ = gap_;
    factor_.solve(step_);
    double longest = 0.0;
    for (const double part : step_) longest = std::max(longest, std::abs(part));
    double share = std::min(1.0, longest_step / longest);
    double residual = 0.0;
    for (int halving = 0; halving < 20; ++halving, share /= 2) {
      for (std::size_t k = 0; k < x_.size(); ++k) trial_[k] = x_[k] - share * step_[k];
      residual = kernel_.evaluate(trial_, gap_);
      if (residual < outcome.residual) break;
    }
    if (!(residual < outcome.residual)) {
      outcome.status = SolveStatus::stalled;
      break;
    }
    x_ = trial_;
    outcome.residual = residual;
  }
  if (outcome.residual <= tolerance) {
    outcome.status = SolveStatus::converged;
    return outcome;
  }
  start_from_base();
  return outcome;
}

void FixedFirmsSolver::multiply(model::FixedFirmsSeeds& seeds) {
  if (!factored_) factor();
  kernel_.pull_back(seeds, trial_);
  factor_.solve_transposed(trial_);
  kernel_.add_multipliers(trial_, seeds);
}

}  // namespace parley
