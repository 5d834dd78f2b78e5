#pragma once

#include <cstddef>
#include <string>

#include "parley/study/cases/ranked_slopes.hpp"

namespace parley::report {

/// "%" or "million USD", what a measure is in.
[[nodiscard]] std::string measure_unit(Measure::Kind kind, const std::string& currency);

/// For a terminal: the objective, and the instruments with the largest slopes. `is_weighted` says that the objective is
/// a sum that the user put together, not one measure.
[[nodiscard]] std::string slopes_text(const study::RunResult& result, const study::CaseResult& solved,
                                      const study::RankedSlopes& slopes, bool is_weighted, std::size_t most);

}  // namespace parley::report
