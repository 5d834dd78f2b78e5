#include "parley/numerics/bounded_optimum.hpp"

#include <nlopt.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <memory>
#include <stdexcept>

namespace parley::numerics {
namespace {

struct Call {
  const SmoothFunction& function;
  Observer& observer;
  nlopt_opt optimiser;
  Optimum& best;
  std::vector<double> gradient;
  const std::vector<double>& lower;
  const std::vector<double>& upper;
};

double free_gradient(const Call& call, std::span<const double> x) {
  double worst = 0;
  for (std::size_t k = 0; k < x.size(); ++k) {
    const bool held =
        (x[k] <= call.lower[k] && call.gradient[k] < 0) || (x[k] >= call.upper[k] && call.gradient[k] > 0);
    if (!held) worst = std::max(worst, std::abs(call.gradient[k]));
  }
  return worst;
}

double evaluate(unsigned size, const double* x, double* gradient, void* data) {
  Call& call = *static_cast<Call*>(data);
  const std::span<const double> at(x, size);
  if (call.observer.cancelled()) {
    call.best.report.status = SolveStatus::cancelled;
    nlopt_force_stop(call.optimiser);
  }
  const double value = call.function(at, call.gradient);
  ++call.best.report.evaluations;
  if (!std::isfinite(value)) {
    nlopt_force_stop(call.optimiser);
    return -HUGE_VAL;
  }
  if (gradient != nullptr) std::copy(call.gradient.begin(), call.gradient.end(), gradient);
  if (value > call.best.value || call.best.report.evaluations == 1) {
    call.best.value = value;
    call.best.x.assign(at.begin(), at.end());
    call.best.report.residual = free_gradient(call, at);
  }
  return value;
}

void describe(nlopt_result ended, SolveReport& report) {
  if (report.status == SolveStatus::cancelled) {
    report.message = "the caller asked to stop";
  } else if (ended == NLOPT_MAXEVAL_REACHED) {
    report.status = SolveStatus::iteration_limit;
    report.message = "the limit of evaluations was reached";
  } else if (ended > 0) {
    report.status = SolveStatus::converged;
    report.message = "the last step is below the tolerance";
  } else if (ended == NLOPT_FORCED_STOP) {
    report.status = SolveStatus::left_domain;
    report.message = "the function is not finite at a point that was tried";
  } else {
    report.status = SolveStatus::stalled;
    report.message = "no step raises the value any more";
  }
}

}  // namespace

Optimum maximise(const SmoothFunction& function, std::vector<double> start, const std::vector<double>& lower,
                 const std::vector<double>& upper, const OptimumOptions& options, Observer& observer) {
  if (lower.size() != start.size() || upper.size() != start.size())
    throw std::invalid_argument("bounds of another size than the start");
  for (std::size_t k = 0; k < start.size(); ++k) {
    if (!(lower[k] < upper[k])) throw std::invalid_argument("bounds that are not in order");
    start[k] = std::clamp(start[k], lower[k], upper[k]);
  }
  const auto began = std::chrono::steady_clock::now();
  constexpr std::size_t small = 100;
  const std::unique_ptr<nlopt_opt_s, decltype(&nlopt_destroy)> optimiser(
      nlopt_create(start.size() <= small ? NLOPT_LD_SLSQP : NLOPT_LD_CCSAQ, static_cast<unsigned>(start.size())),
      &nlopt_destroy);
  Optimum best;
  best.x = start;
  Call call{function, observer, optimiser.get(), best, std::vector<double>(start.size()), lower, upper};
  nlopt_set_max_objective(optimiser.get(), evaluate, &call);
  nlopt_set_lower_bounds(optimiser.get(), lower.data());
  nlopt_set_upper_bounds(optimiser.get(), upper.data());
  nlopt_set_ftol_abs(optimiser.get(), options.value_tolerance);
  nlopt_set_xtol_abs1(optimiser.get(), options.step_tolerance);
  nlopt_set_maxeval(optimiser.get(), options.evaluation_limit);
  double value = 0;
  describe(nlopt_optimize(optimiser.get(), start.data(), &value), best.report);
  best.report.iterations = best.report.evaluations;
  best.report.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
  return best;
}

}  // namespace parley::numerics
