#pragma once

#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "parley/scenario/resolve.hpp"

namespace parley::scenario {

/// The ids that a case names, to be asked for each entry of a file: a scan of the list for each would grow with its
/// square.
class ComparedEntries {
 public:
  explicit ComparedEntries(const Compare& compare) : ids_(compare.actions.begin(), compare.actions.end()) {}
  /// The set looks into the case's own words.
  explicit ComparedEntries(Compare&&) = delete;
  [[nodiscard]] bool has(std::string_view id) const { return ids_.contains(id); }

 private:
  std::unordered_set<std::string_view> ids_;
};

/// Whether an entry that a case names counts in it.
///
/// With a day: where its dates hold that day and its status is neither ended nor suspended. Without one: always, but
/// what has ended counts only where the file names the case's entries.
[[nodiscard]] bool is_in_force(const ResolvedAction& action, const Compare& compare);

/// Says of an entry that a case names whether it is left out, and why, or counts against its status; else nothing.
void note_force(const ResolvedAction& action, const Compare& compare, std::vector<std::string>& notes);

}  // namespace parley::scenario
