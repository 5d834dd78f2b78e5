#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace parley::text {

/// The parts between separators, empty ones too: "a::b" at ':' is "a", "", "b"; "" is one empty part.
[[nodiscard]] inline std::vector<std::string> split(std::string_view text, char separator) {
  std::vector<std::string> parts(1);
  for (const char c : text) {
    if (c == separator) {
      parts.emplace_back();
    } else {
      parts.back() += c;
    }
  }
  return parts;
}

}  // namespace parley::text
