#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace parley::data {

/// Where a front end keeps the baselines and tables that ship with Parley: the caller says it, a library does not guess.
struct AssetFolders {
  /// Folders as data/ of the sources, searched in this order after every data/ above the scenario file.
  std::vector<std::filesystem::path> data;
};

/// The folder that a scenario's `baseline = "world-2017"` means: a path as given or relative to the scenario file,
/// else data/NAME above the scenario file or among the assets. InputError where there is none.
[[nodiscard]] std::filesystem::path find_baseline(const std::string& name, const std::filesystem::path& scenario_file,
                                                  const AssetFolders& assets = {});

/// A file that ships in data/, looked for in the same folders; InputError where it is in none.
[[nodiscard]] std::filesystem::path find_data_file(const std::string& name, const std::filesystem::path& scenario_file,
                                                   const AssetFolders& assets = {});

/// The file elasticity-sets.csv, looked for in the same folders.
[[nodiscard]] std::filesystem::path find_elasticity_sets(const std::filesystem::path& scenario_file,
                                                         const AssetFolders& assets = {});
/// The same; absent where it is in none of them.
[[nodiscard]] std::optional<std::filesystem::path> known_elasticity_sets(const std::filesystem::path& scenario_file,
                                                                         const AssetFolders& assets = {});

}  // namespace parley::data
