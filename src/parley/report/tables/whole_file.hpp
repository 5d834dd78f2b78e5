#pragma once

#include <filesystem>
#include <string>

namespace parley::report {

/// Writes beside the file and then renames, so that a full disk leaves the old file whole; MachineFailure where it cannot.
void write_whole(const std::filesystem::path& file, const std::string& text);

/// Makes a folder and those above it where they are not there yet; MachineFailure where it cannot.
void make_folder(const std::filesystem::path& folder);

}  // namespace parley::report
