#pragma once

#include <cstddef>
#include <string>

#include "parley/study/cases/ranked_slopes.hpp"

namespace parley::report {

/// The objective and its largest slopes; `is_weighted` as in slopes_text().
[[nodiscard]] std::string slopes_json(const study::RunResult& result, const study::CaseResult& solved,
                                      const study::RankedSlopes& slopes, bool is_weighted, std::size_t most);

}  // namespace parley::report
