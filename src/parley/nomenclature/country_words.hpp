#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace parley::nomenclature {

/// A country or territory as trade statistics know it; further names of one have rows without number and letters.
struct KnownCountry {
  int number = 0;            ///< of the United Nations (M49); 0: none in this row
  std::string_view letters;  ///< ISO 3166 alpha-2; may be empty
  std::string_view code;     ///< ISO 3166 alpha-3
  std::string_view name;     ///< English, as statistics offices and newspapers write it; may be empty
};
[[nodiscard]] std::span<const KnownCountry> known_countries();

/// In lower case, the letters of ASCII.
[[nodiscard]] std::string lower_case(std::string_view text);

/// The alpha-3 code that a word means: such a code, alpha-2 letters, a number of the United Nations or an English name, in
/// upper or lower case; nothing for any other word.
[[nodiscard]] std::optional<std::string> country_code(std::string_view word);

/// The first English name of an alpha-3 code; "" where there is none.
[[nodiscard]] std::string_view country_name(std::string_view code);

}  // namespace parley::nomenclature
