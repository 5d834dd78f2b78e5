#pragma once

#include <cstddef>
#include <optional>
#include <set>

#include "parley/customs/collect.hpp"

namespace parley::customs {

/// The columns of a Comtrade download, under the names of the site until 2022 and since, or of programs that fetch it.
struct ComtradeColumns {
  std::optional<std::size_t> classification, period, flow_code, flow_name, reporter_iso, reporter_number, partner_iso,
      partner_number, second_partner, customs, transport, supply, cif, fob;
  std::size_t year = 0, code = 0, value = 0;
  [[nodiscard]] std::set<std::size_t> read() const;
};

/// Errors  InputError naming a column that the format must have.
[[nodiscard]] ComtradeColumns comtrade_columns(const text::CsvTable& csv);

}  // namespace parley::customs
