#pragma once

#include <string>
#include <vector>

#include "parley/economy/baseline.hpp"

namespace parley::data {

/// A region's sector whose use by others was more than the region buys of it.
struct FinalUseRepair {
  std::string region;
  std::string sector;
  double moved_musd = 0;  ///< taken off intermediate use, basic prices
};

/// Scales down the uses of a sector where they exceed what the region buys, so that final use is zero.
///
///     use[n,k,j] *= sum_i F[n,i,k] / sum_j use[n,k,j]      where the excess is at most tolerance * sum_i F[n,i,k]
///
/// Errors  InputError where the excess is larger: that is no rounding.
std::vector<FinalUseRepair> repair_final_use(BaselineData& data, double tolerance);

/// A region's sector whose inputs, tariffs included, cost as much as its output or more.
struct ValueAddedCell {
  std::string region;
  std::string sector;
  double gross_output_musd = 0;
  double inputs_musd = 0;   ///< at basic prices
  double tariffs_musd = 0;  ///< paid on these inputs
  double share_after = 0;   ///< of value added in gross output, after the repair
  double moved_musd = 0;    ///< inputs moved to final use, basic prices
};

/// The cells where value added net of tariffs on inputs, Y - sum_k use m, is not positive though Y is.
[[nodiscard]] std::vector<ValueAddedCell> cells_without_value_added(const BaselineData& data);

/// Scales the inputs of those cells until value added is the share of output that the source's accounts state.
///
///     use[n,k,j] *= (1 - b) Y[n,j] / sum_k use[n,k,j] m[n,k]      b: source_share(n, j)
///
/// Errors  InputError where the source's own share is not in (0, 1).
std::vector<ValueAddedCell> repair_value_added(BaselineData& data, const Array<Country, Sector>& source_share);

struct RoundingReport {
  double flow_moved_musd = 0;  ///< sum of |change| of flows
  double use_moved_musd = 0;
  std::size_t flows_zeroed = 0;  ///< positive flows below the smallest value
  double zeroed_musd = 0;
};

/// Rounds flows and uses to so many significant digits and tariffs to 1e-6 percent; what is below `smallest` becomes zero.
RoundingReport round_values(BaselineData& data, int significant_digits, double smallest);

}  // namespace parley::data
