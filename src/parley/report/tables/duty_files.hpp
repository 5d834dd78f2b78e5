#pragma once

#include <string>

#include <nlohmann/json_fwd.hpp>

#include "parley/study/cases/static_duties.hpp"

namespace parley::report {

/// One row for each case, entry and partner: static duty beside the official sum; cells without an official sum are empty.
[[nodiscard]] std::string duties_csv(const study::RunResult& result);
/// The entries of one case with their sums and, where they differ from the official ones by over 2 %, why.
[[nodiscard]] nlohmann::ordered_json duties_json(const study::RunResult& result, const study::CaseResult& solved);

}  // namespace parley::report
