#pragma once

#include <filesystem>
#include <string>

#include "parley/scenario/scenario.hpp"
#include "parley/study/cases/result.hpp"

namespace parley::study {

/// Version, commit, compiler, time and the hash of every file that a run reads.
///
/// The time is SOURCE_DATE_EPOCH where that is set, so that two runs can be equal to the byte.
/// Errors  InputError for a file that cannot be read.
[[nodiscard]] Manifest manifest(const std::string& command, const scenario::Scenario& scenario,
                                const std::filesystem::path& baseline_folder);

/// A file's size and hash, under the name that the manifest shows; InputError where it cannot be read.
[[nodiscard]] InputFile input_file(const std::filesystem::path& file, const std::string& shown);

}  // namespace parley::study
