#pragma once

#include <filesystem>

#include "parley/base/whole_output.hpp"
#include "parley/study/study.hpp"

namespace parley::report {

/// What a result folder is known by: its manifest names its files.
[[nodiscard]] FolderKind run_folder();

/// Writes the result folder: report.html, result.json, manifest.json, certificate.json, tables/ (CSV, XLSX, LaTeX).
///
/// It is there whole or not at all, and replaces a result folder in one step; a folder that holds anything else is
/// refused. tables/ holds country.csv, sector.csv, bilateral.csv and incidence.csv of all cases, and the same of each in <case>/.
/// Errors  InputError for a folder that holds something else; MachineFailure for one that cannot be made or written.
void write(const study::Study& study, const std::filesystem::path& folder);

}  // namespace parley::report
