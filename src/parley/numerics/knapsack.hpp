#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace parley::numerics {

struct KnapsackItem {
  double value = 0;         ///< finite, any sign
  std::int64_t weight = 0;  ///< >= 0
};

struct KnapsackOptions {
  /// States made in all; beyond it the search stops with the gap it has proved.
  std::size_t most_states = 20'000'000;
  /// States of one part of the search; beyond it the part is split at the heaviest item still in question.
  std::size_t most_states_per_part = 20'000;
  /// Splits of solve_band; beyond it the search stops with the gap it has proved.
  std::size_t most_band_splits = 2'000;
  /// A partial choice is given up where its bound <= best + this |best|: the gap that may remain, relative.
  double relative_gap = 1e-8;
};

enum class KnapsackStatus {
  optimal,      ///< no choice is better by more than relative_gap
  state_limit,  ///< the best choice met; upper_bound says how far from the optimum it can be
  infeasible    ///< no choice has a weight in the band, or none was met before the search stopped; nothing chosen
};

struct KnapsackSolution {
  KnapsackStatus status = KnapsackStatus::infeasible;
  std::vector<bool> chosen;  ///< one per item
  double value = 0;
  std::int64_t weight = 0;
  double upper_bound = 0;   ///< no choice has a larger value (but for rounding, 1e-12 of the sum of absolute values)
  double linear_bound = 0;  ///< of the relaxation in which items may be split
  double cutoff = 0;       ///< value per weight of the item that the relaxation splits; 0 where the limit does not bind
  std::size_t states = 0;  ///< made in all
  std::size_t parts = 0;   ///< searched
  /// (upper_bound - value) / |value|; 0 where both are zero.
  [[nodiscard]] double gap() const;
};

/// The choice of items with the largest value whose weight is at most `capacity`.
///
///     max sum_h value_h x_h,  sum_h weight_h x_h <= capacity,  x_h in {0, 1}
///
/// Dynamic programming over a core that grows from the item at which the greedy choice breaks off, the states bounded by
/// the linear relaxation and pruned by dominance. Where a part has too many states, because a few items outweigh the rest,
/// it is split into one with and one without the heaviest item in question; the part with the largest bound goes first.
/// Cost    near sorting where values are not tied to weights; states up to most_states otherwise.
/// Source  Pisinger (1997), "A Minimal Algorithm for the 0-1 Knapsack Problem", Operations Research 45:5.
[[nodiscard]] KnapsackSolution solve_knapsack(const std::vector<KnapsackItem>& items, std::int64_t capacity,
                                              const KnapsackOptions& options = {});

/// The same with a floor: weight between `least` and `most`.
///
/// Solved with the one limit that binds (by leaving items out where the floor does); where the answer breaks the other
/// limit, which happens only where single items are wide against the band, with and without the heaviest open item.
[[nodiscard]] KnapsackSolution solve_band(const std::vector<KnapsackItem>& items, std::int64_t least, std::int64_t most,
                                          const KnapsackOptions& options = {});

}  // namespace parley::numerics
