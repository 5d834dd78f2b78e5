#pragma once

#include <string>

#include "parley/economy/economy.hpp"

namespace parley::report {

/// Countries with the letters and numbers that mean them too, groups with their members, sectors.
[[nodiscard]] std::string codes_text(const Economy& economy);

/// The same for machines.
[[nodiscard]] std::string codes_json(const Economy& economy);

}  // namespace parley::report
