#pragma once

#include <string>
#include <string_view>

namespace parley::tariff {

/// A rate as the US schedule prints it, in the words of lists: "68¢/head" is "0.68/head", "$1.104/kg + 14.9%" is
/// "1.104/kg + 14.9%"; what numbers alone do not say ("on the case") becomes "words: ...".
[[nodiscard]] std::string rate_from_us_text(std::string_view text);

}  // namespace parley::tariff
