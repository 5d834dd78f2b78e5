#pragma once

#include <cstddef>
#include <vector>

#include "parley/text/csv.hpp"

namespace parley::market {

/// Refuses the opening, highest, lowest and closing price, volume and the like of one security as members of their own.
///
/// A file has them where a column of highest and one of lowest prices stand beside one of opening or closing prices,
/// their names alike but for that word: "High", "Low", "Close"; "AAPL.High", "AAPL.Low", "AAPL.Open".
/// Errors  InputError where two of `columns` are of one security.
void require_one_price_each(const text::CsvTable& csv, const std::vector<std::size_t>& columns);

}  // namespace parley::market
