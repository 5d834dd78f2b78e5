#pragma once

#include <string>

#include "parley/study/optimal_tariffs.hpp"

namespace parley::report {

/// One row for each tariff.
[[nodiscard]] std::string optimal_csv(const study::OptimalAnswer& answer);

/// Tariffs, outcome and the whole proof.
[[nodiscard]] std::string optimal_json(const study::OptimalAnswer& answer);

}  // namespace parley::report
