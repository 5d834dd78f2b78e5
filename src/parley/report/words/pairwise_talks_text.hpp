#pragma once

#include <string>

#include "parley/study/pair_talks.hpp"

namespace parley::report {

/// "World 2017: USA:CHN, CHN:DEU talk in pairs, one rate for each partner and sector, tariffs within 0:1000 %"
[[nodiscard]] std::string pairwise_talks_title(const study::PairwiseTalksAnswer& answer);

/// For a terminal: what each pair settles, and what that does to every country.
[[nodiscard]] std::string pairwise_talks_text(const study::PairwiseTalksAnswer& answer);

}  // namespace parley::report
