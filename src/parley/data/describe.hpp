#pragma once

#include <string>
#include <vector>

#include "parley/economy/baseline.hpp"

namespace parley::data {

/// One row of the country table, million currency units; trade with others only.
struct CountryRow {
  std::string code, name;
  double gdp = 0;  ///< value added plus tariff revenue
  double imports = 0, exports = 0, deficit = 0, tariff_revenue = 0;
  double mean_tariff = 0;  ///< on goods from others, weighted by flows, a fraction
};

/// One row of the sector table.
struct SectorRow {
  std::string code, name;
  bool is_goods = true;
  double output = 0, trade = 0, trade_elasticity = 0;
  double mean_tariff = 0;
};

[[nodiscard]] std::vector<CountryRow> describe_countries(const Baseline& baseline);
[[nodiscard]] std::vector<SectorRow> describe_sectors(const Baseline& baseline);

}  // namespace parley::data
