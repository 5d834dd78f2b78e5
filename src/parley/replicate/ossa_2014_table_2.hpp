#pragma once

#include <filesystem>

#include "parley/equilibrium/fixed_firms.hpp"
#include "parley/replicate/replication.hpp"

namespace parley::replicate::ossa {

/// One row of the article's table 2: what 50 points more on one industry do to the country that adds them.
struct ProtectedIndustry {
  std::string name;
  Sector sector;
  Country country;
};

/// Table 2, one pair of rows for each industry: wage, profits of the industry and of all others; welfare with its
/// terms-of-trade and profit-shifting parts.
///
///     wage      w_hat over the simple mean of all countries' w_hat
///     profits   pi_hat / w_hat; of the other industries their simple mean
///     terms of trade   sum_{i,s} T[i,j,s]/E[j] (w_hat[j] - w_hat[i])    (imports of j, first order)
///     profit shifting  sum_s pi[j,s]/E[j] (pi_hat[j,s] - w_hat[j])
/// Source  Ossa (2014), eq. 10 and table 2. The printed file has no header: rows wage (2), then welfare (2).
void compare_table_2(const std::filesystem::path& file, const model::FixedFirmsEconomy& economy,
                     const std::vector<std::pair<ProtectedIndustry, const FixedFirmsEquilibrium*>>& cases,
                     Replication& report);

}  // namespace parley::replicate::ossa
