#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>

#include "parley/base/error.hpp"

namespace parley::tariff {

/// The highest duty that a line, a sector or a baseline may have, in percent: Egypt's on spirits.
inline constexpr double highest_duty_percent = 3000;

/// What a rate does to the duty that is there already; see duty_after().
enum class RateKind { add, replace, ceiling, floor, all_in_floor, cut };

/// The duty after a rate r that meets the duty t.
///
///     add: t + r    replace: r    ceiling: min(t, r)    floor: max(t, r)    cut: t (1 - r)
///     all_in_floor: t + max(0, r - base)
///
/// Units  fractions (0.25 for 25 %).    Errors  none; an addition below -t gives a negative duty.
[[nodiscard]] inline double duty_after(RateKind kind, double rate, double duty, double base = 0) {
  switch (kind) {
    case RateKind::add:
      return duty + rate;
    case RateKind::replace:
      return rate;
    case RateKind::ceiling:
      return std::min(duty, rate);
    case RateKind::floor:
      return std::max(duty, rate);
    case RateKind::all_in_floor:
      return duty + std::max(0.0, rate - base);
    case RateKind::cut:
      return duty * (1 - rate);
  }
  return duty;
}

/// An ad valorem rate for all that a measure hits: "+25%", "-10%" add percentage points; "=15%" replaces; "<=15%" is a
/// ceiling and never raises; ">=15%" a floor and never lowers; "cut 50%" takes away that share of the duty.
struct Rate {
  RateKind kind = RateKind::add;
  double fraction = 0;  ///< 0.25 for "25%"
  std::string text;     ///< as written
};

/// Reads a rate such as "+25%"; InputError at `place` for anything else, a rate over 400 % or a cut over 100 %.
[[nodiscard]] Rate parse_rate(const std::string& text, const Place& place);

/// The duty that a good paying `duty` pays under `rate`.
[[nodiscard]] inline double apply(const Rate& rate, double duty) { return duty_after(rate.kind, rate.fraction, duty); }

/// The mark before a rate's number.
struct RateMark {
  RateKind kind = RateKind::add;
  double sign = 1;
};
/// Takes "<=", ">=", "=", "+" or "-" and the spaces after it off the front of a text; nothing where there is none.
[[nodiscard]] std::optional<RateMark> take_rate_mark(std::string_view& text);

}  // namespace parley::tariff
