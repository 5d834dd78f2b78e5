#pragma once

#include "parley/study/cases/compute.hpp"
#include "parley/study/desk.hpp"

namespace parley::study {

struct DealResult {
  Baseline baseline;
  Desk desk;
};

/// Reads a scenario with a [deal] and values all its packages.
///
/// Errors  InputError where the file has no [deal] or names what does not exist; NotSolved where the base,
///         the disagreement or a threat has no solution; Cancelled where the observer asked to stop.
[[nodiscard]] DealResult answer_deal(const RunOptions& options, std::size_t threads, Observer& observer);

}  // namespace parley::study
