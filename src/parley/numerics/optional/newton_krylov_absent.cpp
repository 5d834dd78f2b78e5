// What stands in for KINSOL where a program is built without it.
#include "parley/numerics/newton_krylov.hpp"

namespace parley::numerics {

bool has_newton_krylov() { return false; }

FixedPointResult solve_newton_krylov(const FixedPointMap& /*map*/, std::vector<double> start,
                                     const NewtonKrylovOptions& /*options*/, Observer& /*observer*/) {
  FixedPointResult result;
  result.x = std::move(start);
  result.report.status = SolveStatus::stalled;
  result.report.message = "built without KINSOL, which has the Newton-Krylov solver";
  return result;
}

}  // namespace parley::numerics
