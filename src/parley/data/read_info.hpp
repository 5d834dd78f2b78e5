#pragma once

#include <filesystem>

#include "parley/economy/baseline.hpp"

namespace parley::data {

/// What baseline.toml of a folder says.
struct FolderInfo {
  BaselineInfo info;
  double accounts_tolerance = 1e-9;  ///< relative; "accounts_tolerance" for folders rounded elsewhere
};

/// Reads baseline.toml; InputError with line and column for unknown keys, wrong types, an unknown deficit rule.
[[nodiscard]] FolderInfo read_info(const std::filesystem::path& folder);

}  // namespace parley::data
