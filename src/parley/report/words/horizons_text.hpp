#pragma once

#include <string>

#include "parley/study/cases/horizons.hpp"

namespace parley::report {

/// Real income and real value added of the story's countries in the long run and a year after, for a terminal.
[[nodiscard]] std::string horizons_text(const study::RunResult& result, const study::HorizonComparison& comparison);

/// "+0.08 (0.00 to +0.23)": the central set with the range over all sets.
[[nodiscard]] std::string year_range_text(const study::YearRange& range);

}  // namespace parley::report
