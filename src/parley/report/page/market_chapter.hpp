#pragma once

#include "parley/study/cases/result.hpp"

namespace parley::report {

/// The page's chapter on prices: indices, exposed firms against the rest, the model's cases beside what prices did, and
/// what a move could say about odds.
///
/// Errors  InputError: those of the plan and its files, a case of the story that the scenario does not have.
[[nodiscard]] study::Chapter market_chapter(const study::RunResult& result);

}  // namespace parley::report
