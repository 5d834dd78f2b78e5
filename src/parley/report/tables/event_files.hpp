#pragma once

#include <filesystem>

#include "parley/market/plan.hpp"

namespace parley::report {

/// tests.csv, members.csv, excluded.csv and event.json; MachineFailure for a folder that cannot be written.
void write_event(const market::EventStudyResult& result, const std::filesystem::path& folder);

}  // namespace parley::report
