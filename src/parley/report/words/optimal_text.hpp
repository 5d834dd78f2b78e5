#pragma once

#include <string>

#include "parley/study/optimal_tariffs.hpp"

namespace parley::report {

/// "World 2017: tariffs of United States, one rate per sector"
[[nodiscard]] std::string optimal_title(const study::OptimalAnswer& answer);

/// For a terminal: the tariffs, what they do to everybody, and why they are the best.
[[nodiscard]] std::string optimal_text(const study::OptimalAnswer& answer);

}  // namespace parley::report
