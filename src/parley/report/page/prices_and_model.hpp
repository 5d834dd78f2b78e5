#pragma once

#include "parley/market/index_arithmetic.hpp"
#include "parley/market/story.hpp"
#include "parley/study/cases/result.hpp"

namespace parley::report {

/// All that the chapter on prices is made from.
struct Prices {
  market::EventPlan plan;
  market::EventStudyResult study;
  market::Story story;
  Country home{0};
  Country partner{0};
};

/// "+0.27 %", two decimals.
[[nodiscard]] std::string signed_percent(double fraction);

/// An index from the close before the event's days to that of the last of them.
[[nodiscard]] market::IndexMove move_of(const market::DayTable& levels, std::size_t index,
                                        const market::EventResult& event);

/// A part of the chapter with the table that it shows.
struct PricesSection {
  std::string html;
  std::string csv;
};

/// The model's changes of sales beside abnormal returns, sectors and firms, for every case and event.
[[nodiscard]] PricesSection model_beside_prices(const Prices& prices, const study::RunResult& result);

/// What each event's move says about the odds of the story's two ends, or why it says nothing.
///
/// Errors  InputError for a case that the scenario does not have, or two ends of the same value.
[[nodiscard]] PricesSection implied_odds(const Prices& prices, const study::RunResult& result);

/// The sectors of the story's firms and portfolios that the baseline does not have.
[[nodiscard]] std::vector<std::string> unknown_sectors(const Prices& prices, const Economy& economy);

}  // namespace parley::report
