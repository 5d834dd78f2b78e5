#pragma once

#include <string>

#include "parley/study/ladder.hpp"

namespace parley::report {

/// One row for each rung and player.
[[nodiscard]] std::string ladder_csv(const study::LadderAnswer& answer);

/// Rungs, ends and truces.
[[nodiscard]] std::string ladder_json(const study::LadderAnswer& answer);

}  // namespace parley::report
