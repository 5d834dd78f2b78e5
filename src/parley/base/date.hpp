#pragma once

#include <compare>
#include <optional>
#include <string>
#include <string_view>

namespace parley {

/// A calendar day, "2018-03-23"; compares by time.
struct Date {
  int year = 0;
  int month = 0;
  int day = 0;
  auto operator<=>(const Date&) const = default;
};

[[nodiscard]] std::string to_string(const Date& date);

/// "2018-03-23" as a day; nothing for another form or a day that the calendar does not have.
[[nodiscard]] std::optional<Date> parse_date(std::string_view text);

/// Days since 1 January 1970, for arithmetic; the day must exist.
[[nodiscard]] int day_number(const Date& date);
/// The day with that number.
[[nodiscard]] Date date_of(int day_number);

/// Half-open validity [from, until): a missing side is open, and the day `until` is no longer part of it.
struct Validity {
  std::optional<Date> from;
  std::optional<Date> until;
  [[nodiscard]] bool holds(const Date& day) const { return (!from || *from <= day) && (!until || day < *until); }
  [[nodiscard]] bool is_empty() const { return from && until && *until <= *from; }
  bool operator==(const Validity&) const = default;
};

/// Whether some day belongs to both.
[[nodiscard]] bool overlap(const Validity& a, const Validity& b);

}  // namespace parley
