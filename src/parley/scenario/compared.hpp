#pragma once

#include <algorithm>

#include "parley/scenario/resolve.hpp"

namespace parley::scenario {

/// Whether a case names the entry.
[[nodiscard]] inline bool is_compared(const ResolvedAction& action, const Compare& compare) {
  return std::find(compare.actions.begin(), compare.actions.end(), action.id) != compare.actions.end();
}

/// Whether the entry counts on the day of a case; always where the case has none.
[[nodiscard]] inline bool is_in_force(const ResolvedAction& action, const Compare& compare) {
  return !compare.on || action.validity.holds(*compare.on);
}

}  // namespace parley::scenario
