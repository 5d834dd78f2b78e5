#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace parley::report {

/// U+2212, the minus sign that readers see.
inline constexpr std::string_view minus_sign = "\u2212";
/// U+202F, between a number and its unit.
inline constexpr std::string_view thin_space = "\u202F";

enum class Sign { only_minus, always };

/// `digits` significant digits with thousands separated: 1234567 -> "1,200,000"; at most four decimals, "0" below
/// them; "n/a" for a value that is not finite.
[[nodiscard]] std::string significant(double value, int digits = 2, Sign sign = Sign::only_minus);

/// A fixed number of decimals, thousands separated.
[[nodiscard]] std::string fixed(double value, int decimals, Sign sign = Sign::only_minus);

/// "+0.27 %", two significant digits.
[[nodiscard]] std::string percent(double value, Sign sign = Sign::always);

/// Millions of a currency in words: "$1.3 bn", "−$450 m", "EUR 2.0 trn".
[[nodiscard]] std::string money(double millions, std::string_view currency, Sign sign = Sign::only_minus,
                                int digits = 2);

/// The digits that read back as the same double; "" for what is no finite number.
[[nodiscard]] std::string exact(double value);

/// Columns that a terminal gives a text: two for a wide character of East Asia or an emoji, none for a mark that is set
/// upon the character before it.     Source  Unicode Standard Annex 11 (wide and fullwidth), blocks of combining marks
[[nodiscard]] std::size_t text_width(std::string_view utf8);

/// The text with blanks after it up to a number of columns.
[[nodiscard]] std::string padded(std::string_view text, std::size_t width);

/// The text cut at a word within `limit` columns, with an ellipsis where something was cut.
[[nodiscard]] std::string shortened(std::string_view text, std::size_t limit);

/// "a, b and c"
[[nodiscard]] std::string joined(const std::vector<std::string>& words);

}  // namespace parley::report
