#pragma once

#include <optional>
#include <string>

#include "parley/study/cases/result.hpp"
#include "parley/study/strategy_study.hpp"

namespace parley::report {

/// The page's chapter: the ladder, the reaction curves and the bargaining set, with their tables and the numbers for
/// result.json.
[[nodiscard]] study::Chapter strategy_chapter(const study::RunResult& result, const study::StrategyStudy& study);

}  // namespace parley::report
