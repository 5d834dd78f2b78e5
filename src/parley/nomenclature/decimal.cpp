#include "parley/nomenclature/decimal.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "parley/text/number.hpp"

namespace parley::nomenclature {
namespace {

constexpr int most_decimals = 6;
constexpr const char* hint = "write it like 1234.5, with at most six digits after the point";

bool all_digits(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::string_view fraction_of(std::string_view cell) {
  const std::size_t point = cell.find('.');
  if (point == std::string_view::npos) return {};
  std::string_view fraction = cell.substr(point + 1);
  while (fraction.ends_with('0')) fraction.remove_suffix(1);
  return fraction;
}

}  // namespace

void DecimalColumn::widen(std::string_view cell) {
  decimals = std::max(decimals, static_cast<int>(std::min<std::size_t>(fraction_of(cell).size(), most_decimals)));
}

std::int64_t DecimalColumn::parse(std::string_view cell, const Place& place) const {
  const bool negative = cell.starts_with('-');
  const std::string_view digits = negative ? cell.substr(1) : cell;
  const std::string_view whole = digits.substr(0, digits.find('.'));
  std::string fraction(fraction_of(digits));
  if (whole.empty() || !all_digits(whole) || !all_digits(fraction) || fraction.size() > most_decimals) {
    const bool is_number = text::read_number(cell).has_value();
    throw InputError(place, fmt::format("'{}' is not an amount", text::shortened(cell)),
                     is_number ? hint : text::number_hint(cell));
  }
  fraction.resize(static_cast<std::size_t>(decimals), '0');
  const std::string units = std::string(whole) + fraction;
  const std::optional<std::int64_t> amount = text::read_whole<std::int64_t>(units);
  if (!amount) throw InputError(place, fmt::format("'{}' is too large an amount", text::shortened(cell)), hint);
  return negative ? -*amount : *amount;
}

std::string DecimalColumn::text(std::int64_t amount) const {
  std::string digits = std::to_string(amount < 0 ? -amount : amount);
  const auto width = static_cast<std::size_t>(decimals);
  if (digits.size() <= width) digits.insert(0, width + 1 - digits.size(), '0');
  if (width > 0) digits.insert(digits.size() - width, ".");
  return (amount < 0 ? "-" : "") + digits;
}

double DecimalColumn::number(std::int64_t amount) const {
  return static_cast<double>(amount) / std::pow(10.0, decimals);
}

}  // namespace parley::nomenclature
