#pragma once

#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

#include "support/temporary_folder.hpp"

namespace parley::fuzz {

/// Writes a file into a folder for readers that take paths, and returns where it is.
inline std::filesystem::path write(const test::TemporaryFolder& folder, const std::string& name,
                                   std::string_view bytes) {
  std::ofstream(folder / name, std::ios::binary).write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  return folder / name;
}

}  // namespace parley::fuzz
