#pragma once

#include <string>

#include "parley/study/lobbying.hpp"

namespace parley::report {

/// "World 2017: lobbying weights that give the spread of the applied tariffs"
[[nodiscard]] std::string lobbying_title(const study::LobbyingAnswer& answer);

/// For a terminal: each country's weights with the tariffs observed and modelled.
[[nodiscard]] std::string lobbying_text(const study::LobbyingAnswer& answer);

}  // namespace parley::report
