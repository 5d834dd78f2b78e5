#pragma once

#include <string>

#include "parley/study/ladder.hpp"

namespace parley::report {

/// "World 2017: USA begins with 10 points on all goods, CHN answers"
[[nodiscard]] std::string ladder_title(const study::LadderAnswer& answer);

/// For a terminal: the rungs, where the escalation ends, and the patience that keeps a truce.
[[nodiscard]] std::string ladder_text(const study::LadderAnswer& answer);

}  // namespace parley::report
