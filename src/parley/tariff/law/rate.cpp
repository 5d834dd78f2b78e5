#include "parley/tariff/law/rate.hpp"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <utility>

#include "parley/text/number.hpp"
#include "parley/text/trim.hpp"

namespace parley::tariff {
namespace {

constexpr const char* change_forms = R"(write "+25%", "-10%", "=15%", "<=15%", ">=15%" or "cut 50%")";
constexpr double highest_change_percent = 400;
constexpr std::string_view cut_mark = "cut ";

// The two-letter marks come first, so that "<=" is never read as a stray "<".
constexpr std::array<std::pair<std::string_view, RateMark>, 5> marks{{{"<=", {RateKind::ceiling, 1}},
                                                                      {">=", {RateKind::floor, 1}},
                                                                      {"=", {RateKind::replace, 1}},
                                                                      {"+", {RateKind::add, 1}},
                                                                      {"-", {RateKind::add, -1}}}};

std::optional<RateMark> take_mark_or_cut(std::string_view& text) {
  if (!text.starts_with(cut_mark)) return take_rate_mark(text);
  text = text::trimmed(text.substr(cut_mark.size()));
  return RateMark{RateKind::cut, 1};
}

}  // namespace

std::optional<RateMark> take_rate_mark(std::string_view& text) {
  for (const auto& [mark, meaning] : marks) {
    if (!text.starts_with(mark)) continue;
    text = text::trimmed(text.substr(mark.size()));
    return meaning;
  }
  return std::nullopt;
}

Rate parse_rate(const std::string& text, const Place& place) {
  std::string_view number = text::trimmed(text);
  const std::optional<RateMark> mark = take_mark_or_cut(number);
  if (!mark) throw InputError(place, fmt::format("'{}' is not a rate", text), change_forms);
  if (!number.ends_with('%')) throw InputError(place, fmt::format("'{}' has no percent sign", text), change_forms);
  number.remove_suffix(1);
  number = text::trimmed(number);

  const std::optional<double> percent = text::read_number(number);
  if (!percent || std::signbit(*percent))
    throw InputError(place, fmt::format("'{}' is not a rate", text), change_forms);
  const bool is_change = mark->kind == RateKind::add;
  const double highest = mark->kind == RateKind::cut ? 100 : is_change ? highest_change_percent : highest_duty_percent;
  if (*percent > highest) {
    throw InputError(place, fmt::format("'{}' is out of range", text), fmt::format("at most {} %", highest));
  }
  return {mark->kind, mark->sign * *percent / 100, text};
}

}  // namespace parley::tariff
