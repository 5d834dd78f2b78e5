#pragma once

#include <string>
#include <vector>

#include "parley/study/cases/compute.hpp"

namespace parley::report {

/// A name for each case that no other case has, for its folder below tables/ and its anchor on the page.
///
/// It is the case's own name in lower-case letters, digits and hyphens, cut where it is long; a number is added where
/// two cases, or a case and another folder of the result, would have the same name on some system.
[[nodiscard]] std::vector<std::string> case_ids(const study::RunResult& result);

/// The same for any names.
[[nodiscard]] std::vector<std::string> distinct_ids(const std::vector<std::string>& names);

}  // namespace parley::report
