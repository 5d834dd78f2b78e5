#include "parley/base/date.hpp"

#include <array>
#include <charconv>
#include <chrono>
#include <cstdio>

namespace parley {
namespace {

std::optional<int> digits(std::string_view text) {
  int value = 0;
  for (const char each : text) {
    if (each < '0' || each > '9') return std::nullopt;
    value = 10 * value + (each - '0');
  }
  return value;
}

std::chrono::year_month_day calendar(const Date& date) {
  return std::chrono::year(date.year) / std::chrono::month(static_cast<unsigned>(date.month)) /
         std::chrono::day(static_cast<unsigned>(date.day));
}

}  // namespace

std::string to_string(const Date& date) {
  std::array<char, 40> text{};
  std::snprintf(text.data(), text.size(), "%04d-%02d-%02d", date.year, date.month, date.day);
  return text.data();
}

std::optional<Date> parse_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const std::optional<int> year = digits(text.substr(0, 4));
  const std::optional<int> month = digits(text.substr(5, 2));
  const std::optional<int> day = digits(text.substr(8, 2));
  if (!year || !month || !day) return std::nullopt;
  const Date date{*year, *month, *day};
  return calendar(date).ok() ? std::optional<Date>(date) : std::nullopt;
}

int day_number(const Date& date) {
  return static_cast<int>(std::chrono::sys_days(calendar(date)).time_since_epoch().count());
}

Date date_of(int day_number) {
  const std::chrono::year_month_day day{std::chrono::sys_days(std::chrono::days(day_number))};
  return {static_cast<int>(day.year()), static_cast<int>(static_cast<unsigned>(day.month())),
          static_cast<int>(static_cast<unsigned>(day.day()))};
}

bool overlap(const Validity& a, const Validity& b) {
  if (a.is_empty() || b.is_empty()) return false;
  return (!a.until || !b.from || *b.from < *a.until) && (!b.until || !a.from || *a.from < *b.until);
}

}  // namespace parley
