#include "parley/report/words/format.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace parley::report {
namespace {

constexpr int most_decimals = 4;
constexpr double millions_in_billion = 1e3;
constexpr double millions_in_trillion = 1e6;

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
  return static_cast<std::size_t>(
      std::count_if(utf8.begin(), utf8.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

std::string shortened(std::string_view text, std::size_t limit) {
  if (text_width(text) <= limit) return std::string(text);
  std::size_t bytes = 0;
  for (std::size_t seen = 0; bytes < text.size(); ++bytes) {
    const bool starts_character = (static_cast<unsigned char>(text[bytes]) & 0xC0U) != 0x80U;
    if (starts_character && ++seen == limit) break;
  }
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
