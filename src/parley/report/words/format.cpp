#include "parley/report/words/format.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "parley/text/utf8.hpp"

namespace parley::report {
namespace {

constexpr int most_decimals = 4;
constexpr double millions_in_billion = 1e3;
constexpr double millions_in_trillion = 1e6;

/// First and last of a stretch of characters.
struct Stretch {
  char32_t first;
  char32_t last;
};

constexpr std::array wide{Stretch{0x1100, 0x115F},   Stretch{0x2E80, 0x303E},   Stretch{0x3041, 0xA4CF},
                          Stretch{0xA960, 0xA97F},   Stretch{0xAC00, 0xD7A3},   Stretch{0xF900, 0xFAFF},
                          Stretch{0xFE30, 0xFE6F},   Stretch{0xFF01, 0xFF60},   Stretch{0xFFE0, 0xFFE6},
                          Stretch{0x1F300, 0x1F64F}, Stretch{0x1F680, 0x1F6FF}, Stretch{0x1F900, 0x1F9FF},
                          Stretch{0x20000, 0x3FFFD}};
constexpr std::array combining{Stretch{0x0300, 0x036F}, Stretch{0x1AB0, 0x1AFF}, Stretch{0x1DC0, 0x1DFF},
                               Stretch{0x200B, 0x200D}, Stretch{0x20D0, 0x20FF}, Stretch{0xFE00, 0xFE0F},
                               Stretch{0xFE20, 0xFE2F}};

std::size_t columns_of(char32_t character) {
  const auto holds = [&](const Stretch& each) { return each.first <= character && character <= each.last; };
  if (std::ranges::any_of(combining, holds)) return 0;
  return std::ranges::any_of(wide, holds) ? 2 : 1;
}

/// Bytes of the character at `at`; a byte that begins none stands for itself.
std::size_t bytes_at(std::string_view utf8, std::size_t at) {
  return std::max<std::size_t>(1, text::utf8_length(utf8, at));
}

char32_t character_at(std::string_view utf8, std::size_t at) {
  const std::size_t length = bytes_at(utf8, at);
  const auto byte = [&](std::size_t k) { return static_cast<unsigned char>(utf8[at + k]); };
  if (length == 1) return byte(0);
  char32_t character = byte(0) & (0xFFU >> (length + 1));
  for (std::size_t k = 1; k < length; ++k) character = (character << 6U) | (byte(k) & 0x3FU);
  return character;
}

std::string with_thousands(std::string digits) {
  const std::size_t point = std::min(digits.find('.'), digits.size());
  for (std::size_t at = point; at > 3; at -= 3) digits.insert(at - 3, ",");
  return digits;
}

bool is_zero(const std::string& digits) { return digits.find_first_not_of("0.,") == std::string::npos; }

std::string signed_text(double value, std::string digits, Sign sign) {
  if (is_zero(digits)) return digits;
  if (value < 0) return std::string(minus_sign) + digits;
  return sign == Sign::always ? "+" + digits : digits;
}

/// The place of the leading digit after rounding to `digits`: 0 for 1..9.99, -1 for 0.1.
int leading_place(double magnitude, int digits) {
  const int place = static_cast<int>(std::floor(std::log10(magnitude)));
  const double unit = std::pow(10.0, place - digits + 1);
  return std::round(magnitude / unit) * unit >= std::pow(10.0, place + 1) ? place + 1 : place;
}

std::string magnitude_text(double magnitude, int digits) {
  if (magnitude < 0.5 * std::pow(10.0, -most_decimals)) return "0";
  const int place = leading_place(magnitude, digits);
  const int decimals = digits - 1 - place;
  if (decimals >= 0) return with_thousands(fmt::format("{:.{}f}", magnitude, std::min(decimals, most_decimals)));
  const double unit = std::pow(10.0, -decimals);
  return with_thousands(fmt::format("{:.0f}", std::round(magnitude / unit) * unit));
}

}  // namespace

std::string significant(double value, int digits, Sign sign) {
  if (!std::isfinite(value)) return "n/a";
  return signed_text(value, magnitude_text(std::abs(value), digits), sign);
}

std::string fixed(double value, int decimals, Sign sign) {
  if (!std::isfinite(value)) return "n/a";
  return signed_text(value, with_thousands(fmt::format("{:.{}f}", std::abs(value), decimals)), sign);
}

std::string percent(double value, Sign sign) {
  if (!std::isfinite(value)) return "n/a";
  return significant(value, 2, sign) + std::string(thin_space) + "%";
}

std::string money(double millions, std::string_view currency, Sign sign, int digits) {
  if (!std::isfinite(millions)) return "n/a";
  const double magnitude = std::abs(millions);
  // What would round to a thousand of the smaller unit is one of the larger.
  const double rounding = 1.0 - 0.5 * std::pow(10.0, -digits);
  std::string_view unit = "m";
  double divisor = 1.0;
  if (magnitude >= millions_in_billion * rounding) unit = "bn", divisor = millions_in_billion;
  if (magnitude >= millions_in_trillion * rounding) unit = "trn", divisor = millions_in_trillion;
  const std::string symbol = currency == "USD" ? "$" : std::string(currency) + std::string(thin_space);
  const std::string number = magnitude < 0.5 ? "0" : magnitude_text(magnitude / divisor, digits);
  std::string amount = symbol + number + std::string(thin_space) + std::string(unit);
  if (number == "0") return amount;
  if (millions < 0) return std::string(minus_sign) + amount;
  return sign == Sign::always ? "+" + amount : amount;
}

std::string exact(double value) { return std::isfinite(value) ? fmt::format("{}", value) : std::string(); }

std::size_t text_width(std::string_view utf8) {
  std::size_t columns = 0;
  for (std::size_t at = 0; at < utf8.size(); at += bytes_at(utf8, at)) columns += columns_of(character_at(utf8, at));
  return columns;
}

std::string padded(std::string_view text, std::size_t width) {
  const std::size_t has = text_width(text);
  return std::string(text) + std::string(has < width ? width - has : 0, ' ');
}

std::string shortened(std::string_view text, std::size_t limit) {
  if (text_width(text) <= limit) return std::string(text);
  std::size_t bytes = 0;
  std::size_t columns = 0;
  // One column is kept for the ellipsis.
  while (bytes < text.size() && (columns += columns_of(character_at(text, bytes))) < limit)
    bytes += bytes_at(text, bytes);
  std::string_view kept = text.substr(0, bytes);
  if (const std::size_t space = kept.rfind(' '); space != std::string_view::npos && space > bytes / 2) {
    kept = kept.substr(0, space);
  }
  while (!kept.empty() && (kept.back() == ',' || kept.back() == ' ' || kept.back() == '(')) kept.remove_suffix(1);
  return std::string(kept) + "\u2026";
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (std::size_t at = 0; at < words.size(); ++at) {
    if (at > 0) text += at + 1 == words.size() ? " and " : ", ";
    text += words[at];
  }
  return text;
}

}  // namespace parley::report
