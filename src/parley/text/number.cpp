#include "parley/text/number.hpp"

#include <algorithm>
#include <cmath>

namespace parley::text {
namespace {

constexpr std::size_t longest_shown = 40;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool all_digits(std::string_view text) { return !text.empty() && std::all_of(text.begin(), text.end(), is_digit); }

std::string without(std::string_view text, char mark) {
  std::string rest(text);
  std::erase(rest, mark);
  return rest;
}

/// Whether the commas of a text stand before the point and part its digits in groups of three.
bool is_grouped(std::string_view text) {
  if (text.starts_with('-')) text.remove_prefix(1);
  std::string_view whole = text.substr(0, text.find('.'));
  std::size_t comma = whole.find(',');
  if (comma == std::string_view::npos || comma > 3 || !all_digits(whole.substr(0, comma))) return false;
  while (comma != std::string_view::npos) {
    whole.remove_prefix(comma + 1);
    comma = whole.find(',');
    const std::string_view group = whole.substr(0, comma);
    if (group.size() != 3 || !all_digits(group)) return false;
  }
  return text.find(',', text.find('.') == std::string_view::npos ? text.size() : text.find('.')) ==
         std::string_view::npos;
}

/// The text read with its last comma as the point and all points before it as thousands marks; nothing where it is none.
std::optional<std::string> with_decimal_point(std::string_view text) {
  const std::size_t comma = text.rfind(',');
  if (comma == std::string_view::npos || text.find(',') != comma) return std::nullopt;
  if (text.find('.', comma) != std::string_view::npos) return std::nullopt;
  std::string number = without(text.substr(0, comma), '.') + '.' + std::string(text.substr(comma + 1));
  return read_number(number) ? std::optional(number) : std::nullopt;
}

}  // namespace

std::optional<double> read_number(std::string_view text) {
  double value = 0;
  const char* const last = text.data() + text.size();
  const auto [end, error] = std::from_chars(text.data(), last, value);
  if (error != std::errc() || end != last || !std::isfinite(value)) return std::nullopt;
  return value;
}

std::optional<double> read_grouped_number(std::string_view text) {
  if (text.find(',') == std::string_view::npos) return read_number(text);
  return is_grouped(text) ? read_number(without(text, ',')) : std::nullopt;
}

std::string number_hint(std::string_view text) {
  if (text.size() <= longest_shown) {
    const std::optional<std::string> decimal = with_decimal_point(text);
    if (decimal && is_grouped(text)) {
      return "a thousands mark or a decimal comma? write " + without(text, ',') + " or " + *decimal;
    }
    if (decimal) return "decimal comma? write " + *decimal;
    if (is_grouped(text)) return "write it without thousands marks, " + without(text, ',');
  }
  if (text.empty()) return "write a number; write 0 where it is zero";
  return "write it like 1234.5 or 1.2e3, without thousands marks or units";
}

std::string shortened(std::string_view text) {
  if (text.size() <= longest_shown) return std::string(text);
  std::size_t end = longest_shown;
  // Not in the middle of a letter of several bytes.
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  return std::string(text.substr(0, end)) + "...";
}

}  // namespace parley::text
