#pragma once

#include <string>

#include "parley/study/lobbying.hpp"

namespace parley::report {

/// The weights as StrategyChoices::lobbying reads them: country,sector,weight.
[[nodiscard]] std::string lobbying_csv(const study::LobbyingAnswer& answer);

/// Weights with the tariffs observed and modelled.
[[nodiscard]] std::string lobbying_json(const study::LobbyingAnswer& answer);

}  // namespace parley::report
