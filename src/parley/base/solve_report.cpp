#include "parley/base/solve_report.hpp"

namespace parley {

std::string_view to_string(SolveStatus status) {
  switch (status) {
    case SolveStatus::not_called:
      return "not_called";
    case SolveStatus::converged:
      return "converged";
    case SolveStatus::iteration_limit:
      return "iteration_limit";
    case SolveStatus::stalled:
      return "stalled";
    case SolveStatus::left_domain:
      return "left_domain";
    case SolveStatus::cancelled:
      return "cancelled";
  }
  return "unknown";
}

}  // namespace parley
