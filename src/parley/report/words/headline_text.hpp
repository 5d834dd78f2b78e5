#pragma once

#include <string>

#include "parley/study/cases/result.hpp"

namespace parley::report {

/// The headline table as plain text for a terminal: cases across, measures of the parties down.
[[nodiscard]] std::string headline_text(const study::RunResult& result);

}  // namespace parley::report
