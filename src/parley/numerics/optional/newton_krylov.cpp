#include "parley/numerics/newton_krylov.hpp"

#include <kinsol/kinsol.h>
#include <nvector/nvector_serial.h>
#include <sundials/sundials_context.h>
#include <sunlinsol/sunlinsol_spgmr.h>

#include <chrono>
#include <cmath>
#include <memory>
#include <stdexcept>

namespace parley::numerics {
namespace {

/// Frees SUNDIALS objects in the reverse order of their making.
template <class T, class Free>
auto owned(T* object, Free free) {
  if (object == nullptr) throw std::bad_alloc();
  return std::unique_ptr<T, Free>(object, free);
}

struct Problem {
  const FixedPointMap* map;
  Observer* observer;
  int evaluations = 0;
  bool was_cancelled = false;
};

/// KINSOL's system function F(x) = g(x) - x; a positive return asks it to step back.
int residual(N_Vector x, N_Vector f, void* user_data) {
  auto& problem = *static_cast<Problem*>(user_data);
  problem.was_cancelled = problem.observer->cancelled();
  if (problem.was_cancelled) return -1;
  const auto size = static_cast<std::size_t>(NV_LENGTH_S(x));
  const std::span<const double> point(NV_DATA_S(x), size);
  const std::span<double> image(NV_DATA_S(f), size);
  ++problem.evaluations;
  if (!std::isfinite((*problem.map)(point, image))) return 1;
  for (std::size_t k = 0; k < size; ++k) image[k] -= point[k];
  return 0;
}

void run_kinsol(Problem& problem, std::vector<double>& x, const NewtonKrylovOptions& options, SolveReport& report) {
  SUNContext raw_context = nullptr;
  if (SUNContext_Create(nullptr, &raw_context) != 0) throw std::bad_alloc();
  const auto free_context = [](SUNContext c) { SUNContext_Free(&c); };
  const std::unique_ptr<_SUNContext, decltype(free_context)> context(raw_context, free_context);
  const auto size = static_cast<sunindextype>(x.size());
  const auto point = owned(N_VMake_Serial(size, x.data(), raw_context), [](N_Vector v) { N_VDestroy(v); });
  const auto ones = owned(N_VNew_Serial(size, raw_context), [](N_Vector v) { N_VDestroy(v); });
  N_VConst(1.0, ones.get());
  const auto memory = owned(KINCreate(raw_context), [](void* m) { KINFree(&m); });
  const auto linear = owned(SUNLinSol_SPGMR(point.get(), SUN_PREC_NONE, options.krylov_dimension, raw_context),
                            [](SUNLinearSolver s) { SUNLinSolFree(s); });
  KINSetUserData(memory.get(), &problem);
  KINSetErrFile(memory.get(), nullptr);
  KINSetNumMaxIters(memory.get(), options.iteration_limit);
  KINSetFuncNormTol(memory.get(), options.tolerance / 10);
  KINSetScaledStepTol(memory.get(), 1e-15);
  // KINSOL's own limit on the length of a step is a thousand times the length of the start, and one for a start at zero:
  // far too short for logarithms of thousands of unknowns, it breaks off after five steps that were cut to it. Ten for
  // each unknown (a factor of e^10) is never in the way of a step that leads anywhere; the line search does the rest.
  KINSetMaxNewtonStep(memory.get(), 10 * std::sqrt(static_cast<double>(size)));
  KINInit(memory.get(), residual, point.get());
  KINSetLinearSolver(memory.get(), linear.get(), nullptr);
  SUNLinSol_SPGMRSetMaxRestarts(linear.get(), 5);
  const int flag = KINSol(memory.get(), point.get(), KIN_LINESEARCH, ones.get(), ones.get());
  long iterations = 0;
  KINGetNumNonlinSolvIters(memory.get(), &iterations);
  report.iterations = static_cast<int>(iterations);
  const std::unique_ptr<char, void (*)(void*)> name(KINGetReturnFlagName(flag), std::free);
  report.message = std::string("KINSOL ended with ") + name.get();
  report.status = flag == KIN_MAXITER_REACHED ? SolveStatus::iteration_limit : SolveStatus::stalled;
  // KINSOL says "system function failed" also where a product with the Jacobian leaves the domain: nobody stopped it.
  if (flag == KIN_SYSFUNC_FAIL || flag == KIN_FIRST_SYSFUNC_ERR || flag == KIN_REPTD_SYSFUNC_ERR)
    report.status = SolveStatus::left_domain;
  if (problem.was_cancelled) report.status = SolveStatus::cancelled;
}

/// Near enough that Newton's next step, were it made, would end far below the tolerance.
bool is_a_hair_above(const SolveReport& report, const NewtonKrylovOptions& options) {
  return report.status != SolveStatus::cancelled && report.residual > options.tolerance &&
         report.residual <= 100 * options.tolerance;
}

/// KINSOL has stopped in its own norm a hair above the caller's tolerance: it begins once more where it stopped.
void iterate_once(const FixedPointMap& map, std::vector<double>& image, const NewtonKrylovOptions& options,
                  Problem& problem, FixedPointResult& result) {
  std::vector<double> x = result.x;
  SolveReport again = result.report;
  run_kinsol(problem, x, {.tolerance = options.tolerance / 100, .krylov_dimension = options.krylov_dimension}, again);
  again.residual = map(x, image);
  again.iterations += result.report.iterations;
  if (!(again.residual < result.report.residual)) return;
  result.x = std::move(x);
  result.report = std::move(again);
}

}  // namespace

bool has_newton_krylov() { return true; }

FixedPointResult solve_newton_krylov(const FixedPointMap& map, std::vector<double> start,
                                     const NewtonKrylovOptions& options, Observer& observer) {
  const auto began = std::chrono::steady_clock::now();
  FixedPointResult result;
  result.x = std::move(start);
  Problem problem{&map, &observer};
  run_kinsol(problem, result.x, options, result.report);
  // KINSOL's own verdict concerns its own norm: what counts is the map's residual where it stopped.
  std::vector<double> image(result.x.size());
  result.report.residual = map(result.x, image);
  if (is_a_hair_above(result.report, options)) iterate_once(map, image, options, problem, result);
  result.report.evaluations = problem.evaluations + 1;
  if (result.report.residual <= options.tolerance) {
    result.report.status = SolveStatus::converged;
    result.report.message = "residual is below the tolerance";
  }
  result.report.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
  return result;
}

}  // namespace parley::numerics
