#pragma once

#include <charconv>
#include <concepts>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>

namespace parley::text {

/// A text that is one finite number and nothing else, as "1234.5", "-3" or "1.2e3"; nothing for any other.
///
/// Blanks, a plus sign, thousands marks, hexadecimal digits, "inf" and "nan" are no part of a number.
[[nodiscard]] std::optional<double> read_number(std::string_view text);

/// As read_number, for forms that write thousands marks: commas in groups of three before the point, as "1,234,567.5".
[[nodiscard]] std::optional<double> read_grouped_number(std::string_view text);

/// A text that is one whole number in decimal digits and nothing else; nothing for any other, or where the type cannot
/// hold it.
template <std::integral Whole = int>
[[nodiscard]] std::optional<Whole> read_whole(std::string_view text) {
  Whole value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

/// What would do in the place of a text that is not a number: "decimal comma? write 40.5".
[[nodiscard]] std::string number_hint(std::string_view text);

/// The beginning of a text, for messages: nobody reads 309 digits.
[[nodiscard]] std::string shortened(std::string_view text);

}  // namespace parley::text
