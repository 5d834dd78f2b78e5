#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <utility>

#include <fmt/format.h>

#include "parley/scenario/scenario.hpp"

namespace parley::scenario {
namespace {

constexpr const char* rate_forms = R"(write "+25%", "-10%", "=15%", "<=15%", ">=15%" or "cut 50%")";
constexpr double highest_percent = 400;

std::string_view without_spaces_around(std::string_view text) {
  const std::size_t first = text.find_first_not_of(' ');
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

struct Prefix {
  std::string_view mark;
  Rate::Kind kind;
  double sign;
};

// The two-letter marks come first, so that "<=" is never read as a stray "<".
constexpr std::array<Prefix, 6> prefixes{{{"<=", Rate::Kind::ceiling, 1},
                                          {">=", Rate::Kind::floor, 1},
                                          {"cut ", Rate::Kind::cut, 1},
                                          {"=", Rate::Kind::replace, 1},
                                          {"+", Rate::Kind::add, 1},
                                          {"-", Rate::Kind::add, -1}}};

}  // namespace

Rate parse_rate(const std::string& text, const Place& place) {
  const std::string_view trimmed = without_spaces_around(text);
  const auto* prefix = std::find_if(prefixes.begin(), prefixes.end(),
                                    [&](const Prefix& each) { return trimmed.starts_with(each.mark); });
  if (prefix == prefixes.end()) throw InputError(place, fmt::format("'{}' is no rate", text), rate_forms);
  std::string_view number = without_spaces_around(trimmed.substr(prefix->mark.size()));
  if (!number.ends_with('%')) throw InputError(place, fmt::format("'{}' has no percent sign", text), rate_forms);
  number.remove_suffix(1);
  number = without_spaces_around(number);

  double percent = 0;
  const auto [end, code] = std::from_chars(number.data(), number.data() + number.size(), percent);
  const bool is_number = code == std::errc{} && end == number.data() + number.size() && std::isfinite(percent);
  if (!is_number || std::signbit(percent)) throw InputError(place, fmt::format("'{}' is no rate", text), rate_forms);
  const double highest = prefix->kind == Rate::Kind::cut ? 100 : highest_percent;
  if (percent > highest) {
    throw InputError(place, fmt::format("'{}' is out of range", text), fmt::format("at most {} %", highest));
  }
  return {prefix->kind, prefix->sign * percent / 100, text};
}

double apply(const Rate& rate, double tariff) {
  switch (rate.kind) {
    case Rate::Kind::add:
      return tariff + rate.fraction;
    case Rate::Kind::replace:
      return rate.fraction;
    case Rate::Kind::ceiling:
      return std::min(tariff, rate.fraction);
    case Rate::Kind::floor:
      return std::max(tariff, rate.fraction);
    case Rate::Kind::cut:
      return tariff * (1 - rate.fraction);
    case Rate::Kind::by_line:
      return tariff;
  }
  return tariff;
}

bool covers(const Action& action, const Date& day) {
  return (!action.effective || *action.effective <= day) && (!action.ends || day < *action.ends);
}

}  // namespace parley::scenario
