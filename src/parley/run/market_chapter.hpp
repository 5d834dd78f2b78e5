#pragma once

#include "parley/report/run_result.hpp"

namespace parley::run {

/// The page's chapter on prices: indices, exposed firms against the rest, the model's cases beside what prices did, and
/// what a move could say about odds.
///
/// Errors  InputError: those of the plan and its files, a case of the story that the scenario does not have.
[[nodiscard]] report::Chapter market_chapter(const report::RunResult& result);

/// The plan that the scenario's key `market` names and every file that this names; none where it has no such key.
[[nodiscard]] std::vector<std::filesystem::path> market_files(const scenario::Scenario& scenario);

}  // namespace parley::run
