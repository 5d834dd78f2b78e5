#pragma once

#include <filesystem>

#include "parley/base/observer.hpp"
#include "parley/base/whole_output.hpp"
#include "parley/economy/baseline.hpp"

namespace parley::data {

/// The numbers of a baseline folder, every cell checked (form: docs/formats.md).
///
/// Errors  InputError naming file, line and cell for anything absent, duplicate, negative, unknown or not a number.
[[nodiscard]] BaselineData read_baseline_data(const std::filesystem::path& folder);

/// Groups of regions, of the file groups.csv of a folder or of one that a recipe names.
///
/// Errors  InputError for a region that is unknown or twice in a group, a region's code, two customs unions of one region.
[[nodiscard]] std::vector<CountryGroup> read_groups(const std::filesystem::path& path, const Economy& economy);

/// Persons by region, of the file population.csv of a folder or of one that a recipe names.
///
/// Errors  InputError for a region that is unknown, repeated or left out, and for what is not a whole number of persons.
[[nodiscard]] Array<Country> read_population(const std::filesystem::path& path, const Economy& economy);

/// Reads, checks and calibrates a baseline folder.
[[nodiscard]] Baseline read_baseline(const std::filesystem::path& folder, const CalibrationOptions& options = {});

/// What a baseline folder is known by.
[[nodiscard]] FolderKind baseline_folder_kind();

/// Writes a baseline folder, whole or not at all, whose accounts.csv is derived from the (already rounded) flows and uses.
void write_baseline(const BaselineData& data, const std::filesystem::path& folder);

}  // namespace parley::data
