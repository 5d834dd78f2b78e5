#pragma once

#include <string>
#include <string_view>

namespace parley::tariff {

/// What a rate begins with that only words express, in the words of lists.
inline constexpr std::string_view words_mark = "words: ";

/// Whether a text is a rate in the words of the US schedule: dollars, cents, a list of programs, "The duty provided ...".
[[nodiscard]] bool is_us_text(std::string_view text);

/// A rate as the US schedule prints it, in the words of lists: "68¢/head" is "0.68/head", "$1.104/kg + 14.9%" is
/// "1.104/kg + 14.9%", "Free (A+)" is "free", "The duty provided in the applicable subheading + 25%" is "+25%"; what numbers alone do not say ("on the case") becomes "words: ...".
[[nodiscard]] std::string rate_from_us_text(std::string_view text);

}  // namespace parley::tariff
