#pragma once

#include <stdexcept>
#include <string>

#include "parley/base/solve_report.hpp"

namespace parley {

/// What was asked has no solution that may be shown; says what, and how the solver ended.
class NotSolved : public std::runtime_error {
 public:
  NotSolved(const std::string& what, SolveReport report);
  /// What was asked.
  [[nodiscard]] const std::string& subject() const { return subject_; }
  [[nodiscard]] const SolveReport& report() const { return report_; }

 private:
  std::string subject_;
  SolveReport report_;
};

}  // namespace parley
