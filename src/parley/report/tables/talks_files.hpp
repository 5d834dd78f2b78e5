#pragma once

#include <string>

#include "parley/study/talks.hpp"

namespace parley::report {

/// One row for each tariff of each treaty.
[[nodiscard]] std::string talks_csv(const study::TariffTalksAnswer& answer);

/// The threat, every treaty with its tariffs, and the frontier.
[[nodiscard]] std::string talks_json(const study::TariffTalksAnswer& answer);

}  // namespace parley::report
