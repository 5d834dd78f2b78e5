#pragma once

#include <charconv>
#include <concepts>
#include <optional>
#include <string_view>
#include <system_error>

namespace parley::text {

/// A text that is one finite number and nothing else, as "1234.5", "-3" or "1.2e3"; nothing for any other.
///
/// Blanks, a plus sign, thousands marks, "inf" and "nan" are no part of a number.
[[nodiscard]] std::optional<double> read_number(std::string_view text);

/// A text that is one whole number and nothing else; nothing for any other, or where the type cannot hold it.
template <std::integral Whole = int>
[[nodiscard]] std::optional<Whole> read_whole(std::string_view text) {
  Whole value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

}  // namespace parley::text
