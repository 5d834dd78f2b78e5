#include "parley/data/asset_folders.hpp"

#include <fmt/format.h>

#include <system_error>

#include "parley/base/error.hpp"

namespace parley::data {
namespace {

namespace fs = std::filesystem;

constexpr const char* elasticity_sets_file = "elasticity-sets.csv";

/// Where named baselines are kept, nearest first.
std::vector<fs::path> data_folders(const fs::path& scenario_file, const AssetFolders& assets) {
  std::vector<fs::path> folders;
  for (fs::path at = fs::absolute(scenario_file).parent_path(); !at.empty(); at = at.parent_path()) {
    folders.push_back(at / "data");
    if (at == at.root_path()) break;
  }
  folders.insert(folders.end(), assets.data.begin(), assets.data.end());
  return folders;
}

std::optional<fs::path> known_data_file(const std::string& name, const fs::path& scenario_file,
                                        const AssetFolders& assets) {
  for (const fs::path& folder : data_folders(scenario_file, assets)) {
    if (fs::is_regular_file(folder / name)) return folder / name;
  }
  return std::nullopt;
}

}  // namespace

fs::path find_data_file(const std::string& name, const fs::path& scenario_file, const AssetFolders& assets) {
  if (const auto found = known_data_file(name, scenario_file, assets)) return *found;
  throw InputError({.file = name}, "is in no data folder", "it ships with Parley, in data/");
}

std::optional<fs::path> known_elasticity_sets(const fs::path& scenario_file, const AssetFolders& assets) {
  return known_data_file(elasticity_sets_file, scenario_file, assets);
}

fs::path find_elasticity_sets(const fs::path& scenario_file, const AssetFolders& assets) {
  return find_data_file(elasticity_sets_file, scenario_file, assets);
}

fs::path find_baseline(const std::string& name, const fs::path& scenario_file, const AssetFolders& assets) {
  const auto is_baseline = [](const fs::path& folder) { return fs::is_regular_file(folder / "baseline.toml"); };
  if (is_baseline(name)) return name;
  if (is_baseline(scenario_file.parent_path() / name)) return scenario_file.parent_path() / name;
  std::vector<std::string> known;
  for (const fs::path& folder : data_folders(scenario_file, assets)) {
    if (is_baseline(folder / name)) return folder / name;
    std::error_code none;
    for (const fs::directory_entry& entry : fs::directory_iterator(folder, none)) {
      if (is_baseline(entry.path())) known.push_back(entry.path().filename().string());
    }
  }
  throw InputError({.file = scenario_file.string(), .key = "baseline"}, fmt::format("no baseline folder '{}'", name),
                   did_you_mean(name, known));
}

}  // namespace parley::data
