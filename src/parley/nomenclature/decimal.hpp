#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "parley/base/error.hpp"

namespace parley::nomenclature {

/// Money as an integer of its last decimal place, so that sums and splits are exact.
struct DecimalColumn {
  int decimals = 0;  ///< digits after the point, at most six

  /// Takes the digits after the point of one more cell into account.
  void widen(std::string_view cell);
  /// The cell in units of the last place; InputError at `place` for anything that is no plain number below 9e18 units.
  [[nodiscard]] std::int64_t parse(std::string_view cell, const Place& place) const;
  [[nodiscard]] std::string text(std::int64_t amount) const;
  [[nodiscard]] double number(std::int64_t amount) const;
};

}  // namespace parley::nomenclature
