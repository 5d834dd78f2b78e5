#pragma once

#include <string>
#include <vector>

#include "parley/rules/case_file.hpp"

namespace parley::report {

/// Every check with its claims, figures and all its failing lines.
[[nodiscard]] std::string rules_json(const rules::RuleCase& rule_case, const std::vector<rules::CheckResult>& results);

}  // namespace parley::report
