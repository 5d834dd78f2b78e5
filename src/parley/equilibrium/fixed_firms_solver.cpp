#include "parley/equilibrium/fixed_firms_solver.hpp"

#include <algorithm>
#include <cmath>

namespace parley {

FixedFirmsSolver::FixedFirmsSolver(const model::FixedFirmsEconomy& economy)
    : kernel_(economy),
      x_(kernel_.unknowns(), 0.0),
      trial_(x_),
      gap_(x_),
      step_(x_),
      jacobian_(kernel_.unknowns() * kernel_.unknowns()),
      factor_(kernel_.unknowns()) {}

void FixedFirmsSolver::start_from_base() {
  std::fill(x_.begin(), x_.end(), 0.0);
  age_ = Age::none;
}

void FixedFirmsSolver::factor() {
  kernel_.jacobian(jacobian_);
  factor_.factor(jacobian_);
  age_ = Age::present;
}

/// One step along the last factored Jacobian, halved until the residual falls; false where it does not.
bool FixedFirmsSolver::step(double& residual) {
  constexpr double longest_step = 1.0;  // in logs
  step_ = gap_;
  factor_.solve(step_);
  double longest = 0.0;
  for (const double part : step_) longest = std::max(longest, std::abs(part));
  double share = std::min(1.0, longest_step / longest);
  const int halvings = age_ == Age::present ? 20 : 1;
  for (int halving = 0; halving < halvings; ++halving, share /= 2) {
    for (std::size_t k = 0; k < x_.size(); ++k) trial_[k] = x_[k] - share * step_[k];
    const double found = kernel_.evaluate(trial_, gap_);
    if (!(found < residual)) continue;
    // An old Jacobian is kept while it serves: a new one costs two evaluations.
    constexpr double serves = 0.1;
    age_ = found < serves * residual ? Age::old : Age::none;
    x_ = trial_;
    residual = found;
    return true;
  }
  return false;
}

FixedFirmsSolver::Outcome FixedFirmsSolver::solve(double tolerance) {
  constexpr int iteration_limit = 100;
  if (age_ == Age::present) age_ = Age::old;
  Outcome outcome{SolveStatus::iteration_limit, 0, kernel_.evaluate(x_, gap_)};
  for (; outcome.residual > tolerance && outcome.iterations < iteration_limit; ++outcome.iterations) {
    if (age_ == Age::none) factor();
    const bool was_old = age_ == Age::old;
    if (step(outcome.residual)) continue;
    if (!was_old) {
      outcome.status = SolveStatus::stalled;
      break;
    }
    kernel_.evaluate(x_, gap_);
    age_ = Age::none;
  }
  if (outcome.residual <= tolerance) {
    outcome.status = SolveStatus::converged;
    return outcome;
  }
  start_from_base();
  return outcome;
}

void FixedFirmsSolver::multiply(model::FixedFirmsSeeds& seeds) {
  if (age_ != Age::present) factor();
  kernel_.pull_back(seeds, trial_);
  factor_.solve_transposed(trial_);
  kernel_.add_multipliers(trial_, seeds);
}

}  // namespace parley
