#pragma once

#include <string>

#include "parley/study/cases/result.hpp"

namespace parley::report {

/// Of every commitment of a case: what it took, and whose sales made way; "" where the case has none.
[[nodiscard]] std::string commitments_section(const study::RunResult& result, const study::CaseResult& solved);

/// Of every services or technology reform of a case: what it changes for affiliates and owners; "" where it has none.
[[nodiscard]] std::string reforms_section(const study::RunResult& result, const study::CaseResult& solved);

}  // namespace parley::report
