#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "parley/rules/case_file.hpp"

namespace parley::report {

/// Each check with its rule, its claims, its figures and at most so many of its failing lines.
[[nodiscard]] std::string rules_text(const rules::RuleCase& rule_case, const std::vector<rules::CheckResult>& results,
                                     std::size_t most_lines);

}  // namespace parley::report
