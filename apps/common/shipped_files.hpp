#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "parley/data/asset_folders.hpp"

namespace parley::shipped {

/// Where data that are not shipped are: $PARLEY_SHARED where it is set, else ../shared where that is a folder.
[[nodiscard]] std::optional<std::filesystem::path> shared_folder();

/// The folder with the source tables: as given, else data/ of the shared folder.
///
/// Errors  InputError where there is none; `option` is the one that would name it, as "--sources".
[[nodiscard]] std::filesystem::path sources_folder(const std::filesystem::path& given, const std::string& option);

/// A file that ships with the scenarios: below ./scenarios, else among the sources built from, else as installed.
[[nodiscard]] std::filesystem::path scenario_file(const std::string& name);

/// A file that ships below data/ or, else, below scenarios/.
[[nodiscard]] std::filesystem::path file(const std::string& name);

/// Where reference data may be: $PARLEY_SHARED, ../shared, here.
[[nodiscard]] std::vector<std::filesystem::path> reference_folders();

/// The data that ships with this program: of the sources built from, else as installed beside it.
[[nodiscard]] data::AssetFolders assets();

}  // namespace parley::shipped
