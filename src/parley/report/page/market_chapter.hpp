#pragma once

#include "parley/report/page/chapter.hpp"
#include "parley/study/prices.hpp"

namespace parley::report {

/// The page's chapter on prices: indices, exposed firms against the rest, the model's cases beside what prices did, and
/// what a move could say about odds.
[[nodiscard]] Chapter market_chapter(const study::Prices& prices, const study::RunResult& result);

}  // namespace parley::report
