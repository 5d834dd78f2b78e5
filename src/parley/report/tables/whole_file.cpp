#include "parley/report/tables/whole_file.hpp"

#include <fstream>
#include <system_error>

#include "parley/base/machine_failure.hpp"

namespace parley::report {

void write_whole(const std::filesystem::path& file, const std::string& text) {
  const std::filesystem::path fresh = file.string() + ".part";
  {
    std::ofstream stream(fresh, std::ios::binary);
    stream << text;
    stream.flush();
    if (!stream.good()) {
      std::error_code ignored;
      std::filesystem::remove(fresh, ignored);
      throw MachineFailure(file.string() + ": cannot be written; is its folder there and yours to write in?");
    }
  }
  std::error_code failure;
  std::filesystem::rename(fresh, file, failure);
  if (!failure) return;
  std::error_code ignored;
  std::filesystem::remove(fresh, ignored);
  throw MachineFailure(file.string() + ": cannot be written: " + failure.message());
}

void make_folder(const std::filesystem::path& folder) {
  std::error_code failure;
  std::filesystem::create_directories(folder, failure);
  if (failure) throw MachineFailure(folder.string() + ": cannot be made: " + failure.message());
}

}  // namespace parley::report
