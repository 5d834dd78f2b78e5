#pragma once

#include <string>

#include "parley/study/coalition.hpp"

namespace parley::report {

/// "World 2017: JPN, KOR unite, facing USA with 10 points on all their goods; members retaliate together"
[[nodiscard]] std::string coalition_title(const study::CoalitionAnswer& answer);

/// For a terminal: what each coalition is worth, who would leave or join, how all together may share, and the core.
[[nodiscard]] std::string coalition_text(const study::CoalitionAnswer& answer);

/// Codes of a coalition's members; `coalition` is a position in CoalitionResult::coalitions.
[[nodiscard]] std::vector<std::string> member_codes(const study::CoalitionResult& result, std::size_t coalition);

}  // namespace parley::report
