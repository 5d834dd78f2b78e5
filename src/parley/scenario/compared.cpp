#include "parley/scenario/compared.hpp"

#include <fmt/format.h>

namespace parley::scenario {

bool is_in_force(const ResolvedAction& action, const Compare& compare) {
  const bool is_over = !action.status.empty();
  if (!compare.on) return !is_over || compare.is_named;
  return !is_over && action.validity.holds(*compare.on);
}

void note_force(const ResolvedAction& action, const Compare& compare, std::vector<std::string>& notes) {
  const std::string day = compare.on ? " on " + to_string(*compare.on) : "";
  if (compare.on && !action.validity.holds(*compare.on)) {
    notes.push_back(fmt::format("{} is not in force{} and is left out", action.id, day));
  } else if (!is_in_force(action, compare)) {
    notes.push_back(fmt::format("{} has the status '{}' and is left out{}", action.id, action.status, day));
  } else if (!action.status.empty()) {
    notes.push_back(fmt::format("{} has the status '{}' and counts all the same: the case names it and has no day",
                                action.id, action.status));
  }
}

}  // namespace parley::scenario
