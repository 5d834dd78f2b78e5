#pragma once

#include <filesystem>

#include "parley/study/study.hpp"

namespace parley::report {

/// Writes the result folder: report.html, result.json, manifest.json, certificate.json, tables/ (CSV, XLSX, LaTeX).
///
/// Everything is written to a new folder beside `folder` and moved into place at the end, so that a failure leaves no
/// half-written result. An existing Parley result folder is replaced; another folder that is not empty is refused.
/// tables/ holds country.csv, sector.csv, bilateral.csv of the first case and <case>/... of every case.
/// Errors  InputError for a folder that holds something else; MachineFailure for one that cannot be made or written.
void write(const study::Study& study, const std::filesystem::path& folder);

}  // namespace parley::report
