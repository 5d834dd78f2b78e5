#pragma once

#include <string>

#include "parley/study/standing.hpp"

namespace parley::report {

/// In how many sets and draws each choice stands, what comes out instead, and the range of each number.
[[nodiscard]] std::string standing_text(const study::Standing& standing);

/// The same for machines.
[[nodiscard]] std::string standing_json(const study::Standing& standing);

}  // namespace parley::report
