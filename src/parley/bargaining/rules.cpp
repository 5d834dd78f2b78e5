#include "parley/bargaining/rules.hpp"

#include <algorithm>
#include <array>

namespace parley::bargaining {

std::span<const RuleEntry> rules() {
  static const std::array list{equal_proportions_rule(), nash_rule(),        kalai_smorodinsky_rule(),
                               egalitarian_rule(),       utilitarian_rule(), issue_by_issue_rule(),
                               nash_in_nash_rule()};
  return list;
}

const RuleEntry& entry_of(Rule rule) {
  return *std::find_if(rules().begin(), rules().end(), [&](const RuleEntry& entry) { return entry.id == rule; });
}

std::string_view to_string(Rule rule) { return entry_of(rule).name; }

}  // namespace parley::bargaining
