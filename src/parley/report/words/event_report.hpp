#pragma once

#include <string>

#include "parley/market/plan.hpp"

namespace parley::report {

/// An event study as text: per event the windows, other news, every group's tests by day and together, differences,
/// what was excluded. The first test of each block is the headline: it allows for a common event day.
[[nodiscard]] std::string to_text(const market::EventStudyResult& result);
[[nodiscard]] std::string to_json(const market::EventStudyResult& result);

/// One row per event, group, window ("2018-03-22", "all") and test.
[[nodiscard]] std::string event_tests_csv(const market::EventStudyResult& result);
/// One row per event, group and member: coefficients, abnormal returns, raw return.
[[nodiscard]] std::string event_members_csv(const market::EventStudyResult& result);
/// One row per event and exclusion.
[[nodiscard]] std::string event_exclusions_csv(const market::EventStudyResult& result);

}  // namespace parley::report
