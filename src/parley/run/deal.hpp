#pragma once

#include "parley/deal/desk.hpp"
#include "parley/report/deal_chapter.hpp"
#include "parley/run/run.hpp"

namespace parley::run {

struct DealResult {
  Baseline baseline;
  deal::Desk desk;
};

/// Reads a scenario with a [deal] and values all its packages.
///
/// Errors  InputError where the file has no [deal] or names what does not exist; NotSolved where the base has no solution.
[[nodiscard]] DealResult answer_deal(const RunOptions& options, std::size_t threads, Observer& observer);

}  // namespace parley::run
