#pragma once

#include <string>

#include "parley/study/pair_talks.hpp"

namespace parley::report {

/// One row for each tariff that a pair settles.
[[nodiscard]] std::string pairwise_talks_csv(const study::PairwiseTalksAnswer& answer);

/// Pairs, tariffs and outcomes.
[[nodiscard]] std::string pairwise_talks_json(const study::PairwiseTalksAnswer& answer);

}  // namespace parley::report
