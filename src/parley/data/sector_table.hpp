#pragma once

#include <string_view>

#include "parley/base/array.hpp"
#include "parley/economy/economy.hpp"
#include "parley/text/csv.hpp"

namespace parley::data {

/// One number for each country and sector that a table names; no number (NaN) where it names none.
///
/// From the columns country, sector and `column`; other columns and the order of rows do not matter.
/// Errors  InputError for an absent column, an unknown code, a value that is no finite number or below zero, and a
///         country and sector with two rows; up to twenty at once.
[[nodiscard]] Array<Country, Sector> sector_table(const text::CsvTable& table, std::string_view column,
                                                  const Economy& labels);

}  // namespace parley::data
