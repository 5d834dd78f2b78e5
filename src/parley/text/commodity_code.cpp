#include "parley/text/commodity_code.hpp"

#include <algorithm>
#include <vector>

#include "parley/text/split.hpp"
#include "parley/text/trim.hpp"

namespace parley::text {
namespace {

constexpr std::size_t longest_code = 12;

/// The digits between the dots and spaces of a code; nothing where there is any other character, or too many digits.
std::optional<std::vector<std::string>> groups_of(std::string_view text) {
  std::string spaced(trimmed(text));
  std::replace(spaced.begin(), spaced.end(), '.', ' ');
  std::vector<std::string> groups = split(spaced, ' ');
  std::size_t digits = 0;
  for (const std::string& group : groups) {
    const bool is_number = std::all_of(group.begin(), group.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (group.empty() || !is_number) return std::nullopt;
    digits += group.size();
  }
  return digits <= longest_code ? std::optional(std::move(groups)) : std::nullopt;
}

bool is_odd(const std::string& group) { return group.size() % 2 == 1; }

std::string joined(const std::vector<std::string>& groups) {
  std::string digits;
  for (const std::string& group : groups) digits += group;
  return digits;
}

/// Whether a text is a number as spreadsheets write large ones: "8.54E+05".
bool is_power_of_ten(std::string_view text) {
  const std::size_t power = text.find_first_of("eE");
  return power != std::string_view::npos && power > 0 && power + 1 < text.size() &&
         text.find_first_not_of("0123456789.,") == power &&
         text.find_first_not_of("+-0123456789", power + 1) == std::string_view::npos;
}

}  // namespace

std::optional<std::string> parse_code(std::string_view text) {
  const auto groups = groups_of(text);
  if (!groups || std::any_of(groups->begin(), groups->end(), is_odd)) return std::nullopt;
  return joined(*groups);
}

std::optional<std::string> parse_code_without_zero(std::string_view text) {
  auto groups = groups_of(text);
  if (!groups || !is_odd(groups->front()) || std::any_of(groups->begin() + 1, groups->end(), is_odd)) {
    return std::nullopt;
  }
  std::string digits = "0" + joined(*groups);
  return digits.size() <= longest_code ? std::optional(std::move(digits)) : std::nullopt;
}

std::string code_hint(std::string_view text) {
  if (is_power_of_ten(text)) {
    return "a spreadsheet has made a number of the code and its digits are lost: save the column as text";
  }
  const std::string usual = "2, 4, 6, 8, 10 or 12 digits, with or without dots, as 8541.40";
  if (const auto code = parse_code_without_zero(text)) return *code + "? a code keeps its leading zero";
  const auto groups = groups_of(text);
  if (!groups || groups->size() < 2 || !is_odd(groups->back())) return usual;
  const auto padded = parse_code(std::string(trimmed(text)) + "0");
  return padded ? dotted(*padded) + "? a code keeps its last zero" : usual;
}

std::string dotted(std::string_view code) {
  std::string text(code.substr(0, 4));
  if (code.size() > 4) text += "." + std::string(code.substr(4, 2));
  if (code.size() > 6) text += "." + std::string(code.substr(6));
  return text;
}

}  // namespace parley::text
