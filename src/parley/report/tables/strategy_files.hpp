#pragma once

#include <nlohmann/json_fwd.hpp>
#include <vector>

#include "parley/report/tables/table_file.hpp"
#include "parley/study/strategy_study.hpp"

namespace parley::report {

/// The tables of the strategy chapter as files, and its numbers for result.json.
[[nodiscard]] std::vector<TableFile> strategy_files(const study::StrategyStudy& study);
[[nodiscard]] nlohmann::ordered_json strategy_json(const study::StrategyStudy& study);

}  // namespace parley::report
