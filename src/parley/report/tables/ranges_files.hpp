#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "parley/study/cases/result.hpp"

namespace parley::report {

/// Every headline number of every case with its range; the header alone without ranges.
[[nodiscard]] std::string ranges_csv(const study::RunResult& result);

/// The same with how they were made; null without ranges.
[[nodiscard]] nlohmann::ordered_json ranges_json(const study::RunResult& result);

}  // namespace parley::report
