#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace parley::text {

/// Whether a list has the word.
[[nodiscard]] inline bool contains(const std::vector<std::string>& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

}  // namespace parley::text
