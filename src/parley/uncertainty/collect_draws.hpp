#pragma once

#include <cstddef>
#include <vector>

#include "parley/base/observer.hpp"
#include "parley/uncertainty/sensitivity.hpp"

namespace parley::uncertainty {

/// How many draws are wanted, and of what kind.
struct DrawOrder {
  std::size_t count = 0;
  std::size_t length = 0;   ///< values of a draw that succeeded; a stored one of another length is made again
  std::size_t threads = 0;  ///< 0: as many as the machine has
};

/// Makes every draw that the store does not have, by index: on own threads and those of the group, saved as they finish.
///
/// Errors  what `make` throws; Cancelled, which says how much is kept.
[[nodiscard]] std::vector<Draw> collect_draws(const MakeDraw& make, const DrawOrder& order, DrawStore* store,
                                              ProcessGroup& group, Observer& observer);

}  // namespace parley::uncertainty
