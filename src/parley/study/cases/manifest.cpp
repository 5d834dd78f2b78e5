#include "parley/study/cases/manifest.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <ctime>

#include "parley/base/error.hpp"
#include "parley/study/cases/version.hpp"
#include "parley/text/csv.hpp"
#include "parley/text/number.hpp"
#include "parley/text/sha256.hpp"

namespace parley::study {
namespace {

namespace fs = std::filesystem;

std::string created_utc() {
  std::time_t now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
  if (const char* epoch = std::getenv("SOURCE_DATE_EPOCH")) {
    const std::optional<std::time_t> seconds = text::read_whole<std::time_t>(epoch);
    if (!seconds) {
      throw InputError(Place{.key = "SOURCE_DATE_EPOCH"}, fmt::format("'{}' is not a number of seconds", epoch));
    }
    now = *seconds;
  }
  return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(now));
}

}  // namespace

InputFile input_file(const fs::path& file, const std::string& shown) {
  const std::string bytes = text::read_bytes(file);
  return {.path = shown, .sha256 = text::sha256(bytes), .bytes = bytes.size()};
}

Manifest manifest(const std::string& command, const scenario::Scenario& scenario, const fs::path& baseline_folder) {
  Manifest result{.parley_version = std::string(version()),
                  .commit = std::string(commit()),
                  .compiler = std::string(compiler()),
                  .command = command,
                  .scenario = scenario.file.generic_string(),
                  .created_utc = created_utc(),
                  .inputs = {}};
  // Of what was read: the file may be a pipe, or another by now.
  result.inputs.push_back({.path = scenario.file.filename().string(),
                           .sha256 = text::sha256(scenario.text),
                           .bytes = scenario.text.size()});
  for (const fs::path& file : scenario.coverage_files) {
    result.inputs.push_back(input_file(file, file.lexically_relative(scenario.file.parent_path()).generic_string()));
  }
  std::vector<fs::path> baseline;
  std::error_code failure;
  for (const fs::directory_entry& entry : fs::directory_iterator(baseline_folder, failure)) {
    if (entry.is_regular_file()) baseline.push_back(entry.path());
  }
  if (failure) throw InputError(Place{.file = baseline_folder.string()}, "cannot be read: " + failure.message());
  std::sort(baseline.begin(), baseline.end());
  const fs::path name = fs::absolute(baseline_folder).lexically_normal();
  const std::string folder = (name.has_filename() ? name.filename() : name.parent_path().filename()).string();
  for (const fs::path& file : baseline)
    result.inputs.push_back(input_file(file, folder + "/" + file.filename().string()));
  return result;
}

}  // namespace parley::study
