#pragma once

#include <string>

#include "parley/study/talks.hpp"

namespace parley::report {

/// "World 2017: talks of USA and CHN, one for each partner and sector, tariffs within 0:1000 %"
[[nodiscard]] std::string talks_title(const study::TariffTalksAnswer& answer);

/// For a terminal: what the threat is worth, each rule's treaty, and the frontier where it was asked for.
[[nodiscard]] std::string talks_text(const study::TariffTalksAnswer& answer);

}  // namespace parley::report
