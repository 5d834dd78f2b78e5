#include "parley/base/not_solved.hpp"

#include <fmt/format.h>

#include <utility>

namespace parley {

NotSolved::NotSolved(const std::string& what, SolveReport report)
    : std::runtime_error(fmt::format("{}: {} ({}, {} iterations, residual {:.3g})", what, report.message,
                                     to_string(report.status), report.iterations, report.residual)),
      subject_(what),
      report_(std::move(report)) {}

}  // namespace parley
