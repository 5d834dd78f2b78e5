#pragma once

#include <filesystem>
#include <string>

namespace parley::report {

/// Writes beside the file and then renames, so that a full disk leaves the old file whole; MachineFailure where it cannot.
void write_whole(const std::filesystem::path& file, const std::string& text);

}  // namespace parley::report
