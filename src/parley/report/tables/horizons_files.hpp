#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "parley/study/cases/horizons.hpp"

namespace parley::report {

/// case,country,... one row for each case and country; where a case has no short run, one row that says why.
[[nodiscard]] std::string horizons_csv(const study::RunResult& result, const study::HorizonComparison& comparison);

/// case,country,sector,...: outputs in both horizons and the real pay of the factors that stay.
[[nodiscard]] std::string horizon_sectors_csv(const study::RunResult& result,
                                              const study::HorizonComparison& comparison);

/// The horizon of the run, in words too, and the comparison where there is one.
[[nodiscard]] nlohmann::ordered_json horizon_json(const study::RunResult& result,
                                                  const std::optional<study::HorizonComparison>& comparison);

}  // namespace parley::report
