#pragma once

#include <string>

#include "parley/report/run_result.hpp"

namespace parley::report {

/// Of every commitment of a case: what it took, and whose sales made way; "" where the case has none.
[[nodiscard]] std::string commitments_section(const RunResult& result, const CaseResult& solved);

/// Of every services or technology reform of a case: what it changes for affiliates and owners; "" where it has none.
[[nodiscard]] std::string reforms_section(const RunResult& result, const CaseResult& solved);

}  // namespace parley::report
