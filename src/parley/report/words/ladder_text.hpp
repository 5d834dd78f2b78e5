#pragma once

#include <string>

#include "parley/study/ladder.hpp"

namespace parley::report {

/// "World 2017: USA begins with 10 points on all goods, CHN answers"
[[nodiscard]] std::string ladder_title(const study::LadderAnswer& answer);

/// For a terminal: the worlds, the game's tree, what is played, where it ends, and the patience that keeps a truce.
[[nodiscard]] std::string ladder_text(const study::LadderAnswer& answer);

/// "USA: carry out the threat -> announced, no answer"
[[nodiscard]] std::string branch_words(const study::EscalationGame& game, const study::EscalationBranch& branch);

/// "USA carry out the threat, CHN hold, USA hold", players by the given names.
[[nodiscard]] std::string path_words(const std::vector<study::EscalationTurn>& path,
                                     const std::vector<std::string>& names);

/// Whether further moves change anything, and with how many it is settled.
[[nodiscard]] std::string settled_words(const study::EscalationGame& game);

}  // namespace parley::report
