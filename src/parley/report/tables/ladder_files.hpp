#pragma once

#include <string>

#include "parley/study/ladder.hpp"

namespace parley::report {

/// One row for each branch of the game's tree and player.
[[nodiscard]] std::string ladder_csv(const study::LadderAnswer& answer);

/// Worlds, tree, what is played, ends, truces and the sets of elasticities.
[[nodiscard]] std::string ladder_json(const study::LadderAnswer& answer);

}  // namespace parley::report
