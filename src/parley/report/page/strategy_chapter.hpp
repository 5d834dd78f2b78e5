#pragma once

#include "parley/report/page/chapter.hpp"
#include "parley/study/cases/result.hpp"
#include "parley/study/strategy_study.hpp"

namespace parley::report {

/// The page's chapter: the escalation, the reaction curves and the bargaining set, with their tables.
[[nodiscard]] Chapter strategy_chapter(const study::RunResult& result, const study::StrategyStudy& study);

}  // namespace parley::report
