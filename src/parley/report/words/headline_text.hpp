#pragma once

#include <string>

#include "parley/study/cases/result.hpp"

namespace parley::report {

/// Three decimals, and more for small values, so that two digits are seen; what rounds to nothing is a plain zero.
[[nodiscard]] std::string headline_number(double value);

/// The headline table as plain text for a terminal: cases across, measures of the parties down.
[[nodiscard]] std::string headline_text(const study::RunResult& result);

}  // namespace parley::report
