#pragma once

#include <string>

#include "parley/study/tariff_war.hpp"

namespace parley::report {

/// "World 2017: tariff war of 2 governments, 44 tariffs one for each partner and sector"
[[nodiscard]] std::string tariff_war_title(const study::TariffWarAnswer& answer);

/// For a terminal: each equilibrium's tariffs and proof, what all outcomes do to everybody, and the searches.
[[nodiscard]] std::string tariff_war_text(const study::TariffWarAnswer& answer);

}  // namespace parley::report
