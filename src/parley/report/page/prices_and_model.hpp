#pragma once

#include <string>

#include "parley/study/prices.hpp"

namespace parley::report {

/// "+0.27 %", two decimals.
[[nodiscard]] std::string signed_percent(double fraction);

/// The model's changes of sales beside abnormal returns, sectors and firms, for every case and event.
[[nodiscard]] std::string model_beside_prices(const study::Prices& prices, const study::RunResult& result);

/// What each event's move says about the odds of the story's two ends, or why it says nothing.
[[nodiscard]] std::string implied_odds(const study::Prices& prices, const study::RunResult& result);

}  // namespace parley::report
