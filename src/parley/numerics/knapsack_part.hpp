#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "parley/numerics/knapsack.hpp"

namespace parley::numerics {

/// A part of the search: items decided already.
struct KnapsackPart {
  std::vector<std::size_t> in;
  std::vector<std::size_t> out;
  std::int64_t capacity = 0;  ///< what the items that are in leave
  double value = 0;           ///< of the items that are in
  double bound = 0;           ///< no choice in this part is better
};

/// The order of a heap whose first part has the largest bound.
inline bool has_smaller_bound(const KnapsackPart& a, const KnapsackPart& b) { return a.bound < b.bound; }

/// Value and weight of what is chosen, summed in the items' own order.
void add_up_chosen(const std::vector<KnapsackItem>& items, KnapsackSolution& solution);

}  // namespace parley::numerics
