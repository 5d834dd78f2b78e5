#pragma once

#include <string_view>
#include <unordered_set>

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

/// Whether the entry counts on the day of a case; always where the case has none.
[[nodiscard]] inline bool is_in_force(const ResolvedAction& action, const Compare& compare) {
  return !compare.on || action.validity.holds(*compare.on);
}

}  // namespace parley::scenario
