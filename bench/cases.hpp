#pragma once

#include <cstdlib>
#include <filesystem>
#include <optional>

namespace parley::bench {

inline std::filesystem::path project() { return PARLEY_SOURCE_DIR; }

/// The folder of reference data, where the machine has it.
inline std::optional<std::filesystem::path> shared() {
  const char* folder = std::getenv("PARLEY_SHARED");
  if (folder == nullptr || !std::filesystem::is_directory(folder)) return std::nullopt;
  return folder;
}

}  // namespace parley::bench
