#pragma once

#include <string>

#include "parley/study/cases/result.hpp"

namespace parley::report {

/// The shocks of all cases in a few words each: how many cells change, and the parties' mean tariffs before and after.
[[nodiscard]] std::string shock_text(const study::RunResult& result);

}  // namespace parley::report
