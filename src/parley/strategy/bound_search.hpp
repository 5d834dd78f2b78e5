#pragma once

#include "parley/strategy/stationary.hpp"

namespace parley::strategy {

/// Instruments that are worth moving to a bound together: one sector's tariffs on all partners.
using InstrumentSet = std::vector<std::size_t>;

struct BoundSearch {
  Policy policy;
  double gain = 0;  ///< of the block's objective over the policy at the start, in logs; never negative
  int searches = 0;
};

/// Optima on the other side of a valley: a prohibitive tariff may beat the interior one that slopes lead to.
///
/// Each set in turn goes to its upper bounds, or down to half as much as the base's prices where it is there already, and
/// all of the block's instruments are solved again from there; what raises the objective is kept, until nothing does.
[[nodiscard]] BoundSearch search_bounds(TariffGame& game, const Block& block, const std::vector<InstrumentSet>& sets,
                                        const Policy& policy, const StationaryOptions& options, Observer& observer);

/// A block's instruments one by one.
[[nodiscard]] std::vector<InstrumentSet> each_alone(const Block& block);

}  // namespace parley::strategy
