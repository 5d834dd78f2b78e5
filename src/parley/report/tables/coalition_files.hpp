#pragma once

#include <string>

#include "parley/study/coalition.hpp"

namespace parley::report {

/// One row for each coalition and candidate.
[[nodiscard]] std::string coalition_csv(const study::CoalitionAnswer& answer);

/// Every coalition with what it is worth and who would move, shares and the core.
[[nodiscard]] std::string coalition_json(const study::CoalitionAnswer& answer);

}  // namespace parley::report
