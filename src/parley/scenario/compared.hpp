#pragma once

#include <string>
#include <vector>

#include "parley/scenario/resolve.hpp"

namespace parley::scenario {

/// Whether a case names the entry.
[[nodiscard]] bool is_compared(const ResolvedAction& action, const Compare& compare);

/// Whether an entry that a case names counts in it.
///
/// With a day: where its dates hold that day and its status is neither ended nor suspended. Without one: always, but
/// what has ended counts only where the file names the case's entries.
[[nodiscard]] bool is_in_force(const ResolvedAction& action, const Compare& compare);

/// Says of an entry that a case names whether it is left out, and why, or counts against its status; else nothing.
void note_force(const ResolvedAction& action, const Compare& compare, std::vector<std::string>& notes);

}  // namespace parley::scenario
