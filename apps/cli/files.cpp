#include "files.hpp"

#include <cstdlib>
#include <system_error>

#include "parley/base/error.hpp"

namespace parley::cli {

namespace fs = std::filesystem;

std::optional<fs::path> shared_folder() {
  if (const char* shared = std::getenv("PARLEY_SHARED"); shared != nullptr && *shared != '\0') return fs::path(shared);
  const fs::path beside = fs::path("..") / "shared";
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

fs::path shipped_scenario_file(const std::string& name) {
  std::error_code none;
  const fs::path program = fs::read_symlink("/proc/self/exe", none);
  const fs::path installed = program.parent_path().parent_path() / "share" / "parley" / "scenarios";
  for (const fs::path& folder : {fs::path("scenarios"), fs::path(PARLEY_SCENARIO_FOLDER), installed}) {
    if (fs::is_regular_file(folder / name)) return folder / name;
  }
  throw InputError({name, 0, 0, ""}, "is in no folder of scenarios",
                   "it ships with Parley; or name a file of your own");
}

}  // namespace parley::cli
