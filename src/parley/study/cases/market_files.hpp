#pragma once

#include <filesystem>
#include <vector>

#include "parley/scenario/scenario.hpp"

namespace parley::study {

/// The plan that the scenario's key `market` names and every file that this names; none where it has no such key.
[[nodiscard]] std::vector<std::filesystem::path> market_files(const scenario::Scenario& scenario);

}  // namespace parley::study
