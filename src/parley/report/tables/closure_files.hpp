#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>

#include "parley/study/cases/closures.hpp"

namespace parley::report {

/// Every number of the headline under every deficit rule, one row each; a value that was not found is empty, with its
/// reason beside it.
[[nodiscard]] std::string closures_csv(const study::RunResult& result, const study::ClosureComparison& comparison);

/// How the run closes the external accounts, and where a sign hangs on it.
[[nodiscard]] nlohmann::ordered_json closure_json(const study::RunResult& result,
                                                  const std::optional<study::ClosureComparison>& comparison);

}  // namespace parley::report
