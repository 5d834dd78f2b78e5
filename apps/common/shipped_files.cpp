#include "shipped_files.hpp"

#include <cstdlib>
#include <system_error>

#include "parley/base/error.hpp"

namespace parley::shipped {

namespace fs = std::filesystem;

namespace {

/// share/parley beside the bin/ that the program lies in.
fs::path installed_share() {
  std::error_code none;
  return fs::read_symlink("/proc/self/exe", none).parent_path().parent_path() / "share" / "parley";
}

}  // namespace

std::optional<fs::path> shared_folder() {
  if (const char* shared = std::getenv("PARLEY_SHARED"); shared != nullptr && *shared != '\0') return fs::path(shared);
  fs::path beside = fs::path("..") / "shared";
  if (fs::is_directory(beside)) return beside;
  return std::nullopt;
}

fs::path sources_folder(const fs::path& given, const std::string& option) {
  fs::path folder = given;
  if (folder.empty()) {
    const std::optional<fs::path> shared = shared_folder();
    if (!shared) {
      throw InputError({}, "no folder of source tables",
                       "name it with " + option + " DIR or in the variable PARLEY_SHARED");
    }
    folder = *shared / "data";
  }
  if (!fs::is_directory(folder)) throw InputError({folder.string(), 0, 0, ""}, "no such folder", option + " DIR");
  return folder;
}

fs::path scenario_file(const std::string& name) {
  for (const fs::path& root : {fs::path("."), fs::path(PARLEY_SOURCE_FOLDER), installed_share()}) {
    const fs::path file = (root / "scenarios" / name).lexically_normal();
    if (fs::is_regular_file(file)) return file;
  }
  throw InputError({name, 0, 0, ""}, "is in no folder of scenarios",
                   "it ships with Parley; or name a file of your own");
}

fs::path file(const std::string& name) {
  try {
    return data::find_data_file(name, ".", assets());
  } catch (const InputError&) {
    return scenario_file(name);
  }
}

std::vector<fs::path> reference_folders() {
  std::vector<fs::path> folders{"../shared", "."};
  if (const std::optional<fs::path> shared = shared_folder()) folders.insert(folders.begin(), *shared);
  return folders;
}

data::AssetFolders assets() { return {.data = {fs::path(PARLEY_SOURCE_FOLDER) / "data", installed_share() / "data"}}; }

}  // namespace parley::shipped
