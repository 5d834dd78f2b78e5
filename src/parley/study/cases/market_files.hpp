#pragma once

#include <filesystem>
#include <vector>

#include "parley/scenario/scenario.hpp"

namespace parley::study {

/// Where the plan lies that the scenario's key `market` names; empty where it names none.
[[nodiscard]] std::filesystem::path market_plan_file(const scenario::Scenario& scenario);

/// The plan that the scenario's key `market` names and every file that this names; none where it has no such key.
[[nodiscard]] std::vector<std::filesystem::path> market_files(const scenario::Scenario& scenario);

}  // namespace parley::study
