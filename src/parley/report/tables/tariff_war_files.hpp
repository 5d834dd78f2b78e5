#pragma once

#include <string>

#include "parley/study/tariff_war.hpp"

namespace parley::report {

/// One row for each tariff of each equilibrium.
[[nodiscard]] std::string tariff_war_csv(const study::TariffWarAnswer& answer);

/// Outcomes, equilibria with their proofs, and the searches.
[[nodiscard]] std::string tariff_war_json(const study::TariffWarAnswer& answer);

}  // namespace parley::report
