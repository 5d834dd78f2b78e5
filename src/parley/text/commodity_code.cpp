#include "parley/text/commodity_code.hpp"

namespace parley::text {

std::optional<std::string> parse_code(std::string_view text) {
  constexpr std::size_t shortest = 2;
  constexpr std::size_t longest = 12;
  std::string digits;
  for (const char each : text) {
    if (each == '.' || each == ' ') continue;
    if (each < '0' || each > '9' || digits.size() == longest) return std::nullopt;
    digits += each;
  }
  if (digits.size() < shortest) return std::nullopt;
  return digits;
}

std::string dotted(std::string_view code) {
  std::string text(code.substr(0, 4));
  if (code.size() > 4) text += "." + std::string(code.substr(4, 2));
  if (code.size() > 6) text += "." + std::string(code.substr(6));
  return text;
}

}  // namespace parley::text
