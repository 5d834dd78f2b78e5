#pragma once

#include <cstddef>

namespace parley::text {

/// The longest line (or quoted record) of a CSV file: longer ones are an open quote or no table at all.
inline constexpr std::size_t line_limit = std::size_t{1} << 20;

}  // namespace parley::text
