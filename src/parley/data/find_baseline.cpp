#include <fmt/format.h>

#include <cstdlib>

#include "parley/base/error.hpp"
#include "parley/data/elasticity_sets.hpp"
#include "parley/data/read_baseline.hpp"

namespace parley::data {
namespace {

namespace fs = std::filesystem;

/// Where named baselines are kept, nearest first: folders above the scenario, the sources built from, the installation.
std::vector<fs::path> data_folders(const fs::path& scenario_file) {
  std::vector<fs::path> folders;
  std::error_code none;
  for (fs::path at = fs::absolute(scenario_file).parent_path(); !at.empty(); at = at.parent_path()) {
    folders.push_back(at / "data");
    if (at == at.root_path()) break;
  }
  folders.emplace_back(PARLEY_DATA_FOLDER);
  const fs::path program = fs::read_symlink("/proc/self/exe", none);
  if (!none) folders.push_back(program.parent_path().parent_path() / "share" / "parley" / "data");
  return folders;
}

}  // namespace

fs::path find_data_file(const std::string& name, const fs::path& scenario_file) {
  for (const fs::path& folder : data_folders(scenario_file)) {
    if (fs::is_regular_file(folder / name)) return folder / name;
  }
  throw InputError({.file = name}, "is in no data folder", "it ships with Parley, in data/");
}

fs::path find_elasticity_sets(const fs::path& scenario_file) {
  return find_data_file("elasticity-sets.csv", scenario_file);
}

fs::path find_baseline(const std::string& name, const fs::path& scenario_file) {
  const auto is_baseline = [](const fs::path& folder) { return fs::is_regular_file(folder / "baseline.toml"); };
  if (is_baseline(name)) return name;
  if (is_baseline(scenario_file.parent_path() / name)) return scenario_file.parent_path() / name;
  std::vector<std::string> known;
  for (const fs::path& folder : data_folders(scenario_file)) {
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
