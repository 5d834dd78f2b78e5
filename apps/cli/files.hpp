#pragma once

#include <filesystem>
#include <string>

#include "parley/data/asset_folders.hpp"

namespace parley::cli {

/// The folder with the source tables: as given, else $PARLEY_SHARED/data.
[[nodiscard]] std::filesystem::path sources_folder(const std::filesystem::path& given);

/// A file that ships with the scenarios: below ./scenarios, else among the sources built from, else as installed.
[[nodiscard]] std::filesystem::path shipped_scenario_file(const std::string& name);

/// The data that ships with this program: of the sources built from, else as installed beside it.
[[nodiscard]] data::AssetFolders shipped_assets();

}  // namespace parley::cli
