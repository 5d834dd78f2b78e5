#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "parley/base/observer.hpp"
#include "parley/economy/baseline.hpp"

namespace parley::data {

/// The numbers of a baseline folder, every cell checked (form: docs/formats.md).
///
/// Errors  InputError naming file, line and cell for anything absent, duplicate, negative, unknown or not a number.
[[nodiscard]] BaselineData read_baseline_data(const std::filesystem::path& folder);

/// Reads, checks and calibrates a baseline folder.
[[nodiscard]] Baseline read_baseline(const std::filesystem::path& folder, const CalibrationOptions& options = {});

/// The folder that a scenario's `baseline = "world-2017"` means: a path as given or relative to the scenario file,
/// else data/NAME under the project root or installed share folder. InputError where there is none.
[[nodiscard]] std::filesystem::path find_baseline(const std::string& name, const std::filesystem::path& scenario_file);

/// A file that ships in data/, looked for in the same folders; InputError where it is in none.
[[nodiscard]] std::filesystem::path find_data_file(const std::string& name, const std::filesystem::path& scenario_file);

/// Writes a baseline folder whose accounts.csv is derived from the (already rounded) flows and uses.
void write_baseline(const BaselineData& data, const std::filesystem::path& folder);

}  // namespace parley::data
