#pragma once

#include <cmath>

namespace parley {

/// The change in per cent of a ratio given by its logarithm: 100 (exp(x) - 1). Of ln(1 + t) it is the tariff in per cent.
[[nodiscard]] inline double percent_of_log(double log_ratio) { return 100 * std::expm1(log_ratio); }

}  // namespace parley
