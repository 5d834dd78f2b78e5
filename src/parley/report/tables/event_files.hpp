#pragma once

#include <filesystem>

#include "parley/base/whole_output.hpp"
#include "parley/market/plan.hpp"

namespace parley::report {

/// What the folder of an event study is known by.
[[nodiscard]] FolderKind event_folder();

/// tests.csv, members.csv, excluded.csv and event.json; MachineFailure for a folder that cannot be written.
/// It is there whole or not at all.
void write_event(const market::EventStudyResult& result, const std::filesystem::path& folder);

}  // namespace parley::report
