#pragma once

#include <nlohmann/json_fwd.hpp>

#include "parley/report/tables/table.hpp"
#include "parley/study/escalation_game.hpp"

namespace parley::report {

/// One row for each branch of the tree and player, in the tree's order.
[[nodiscard]] Table escalation_table(const study::EscalationGame& game);

/// One row for each world and player.
[[nodiscard]] Table escalation_worlds_table(const study::EscalationGame& game);

/// Worlds, tree, what is played, ends and truces.
[[nodiscard]] nlohmann::ordered_json escalation_json(const study::EscalationGame& game);

}  // namespace parley::report
