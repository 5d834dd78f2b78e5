#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "parley/rules/case_file.hpp"

namespace parley::rules {

/// Runs the checks of a case.
///
/// Without a folder of data the case's own totals are used; with it values are computed, and must agree with the totals.
/// Errors  InputError: a file that is absent, a total that the data contradict, a list whose rates differ by line and that
///         only has a total, a check without what it needs.
[[nodiscard]] std::vector<CheckResult> run_checks(const RuleCase& rule_case, const std::filesystem::path& data,
                                                  const std::vector<std::string>& only);

}  // namespace parley::rules
