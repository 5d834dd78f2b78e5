#pragma once

#include <string>
#include <vector>

#include "parley/study/cases/chapter.hpp"
#include "parley/study/strategy_study.hpp"

namespace parley::report {

/// The tables of the strategy chapter as files, and its numbers as one JSON object.
[[nodiscard]] std::vector<study::ChapterFile> strategy_files(const study::StrategyStudy& study);
[[nodiscard]] std::string strategy_json(const study::StrategyStudy& study);

}  // namespace parley::report
