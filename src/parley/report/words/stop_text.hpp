#pragma once

#include <string>

#include "parley/study/cases/compute.hpp"

namespace parley::report {

/// What a run has made when it stops after a step.
[[nodiscard]] std::string stop_text(const study::RunResult& result, study::Step step);

}  // namespace parley::report
