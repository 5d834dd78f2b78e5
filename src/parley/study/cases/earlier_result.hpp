#pragma once

#include <filesystem>

#include "parley/study/cases/compute.hpp"

namespace parley::study {

/// What to run: the scenario file `target`, or what made the result folder `target`.
///
/// Of a folder, scenario, baseline and elasticities are those of its manifest; `baseline` goes before the manifest's.
/// Errors  InputError where the folder is no result, or its scenario is gone.
[[nodiscard]] RunOptions options_of(const std::filesystem::path& target, const std::filesystem::path& baseline);

/// InputError that names every input file whose content is not what made the result folder `target`; a scenario file as
/// `target` is always right.
void check_unchanged(const std::filesystem::path& target, const Manifest& now);

}  // namespace parley::study
