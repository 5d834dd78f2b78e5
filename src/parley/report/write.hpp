#pragma once

#include <filesystem>
#include <string>

#include "parley/report/run_result.hpp"

namespace parley::report {

/// Writes the result folder: report.html, result.json, manifest.json, certificate.json, tables/ (CSV, XLSX, LaTeX).
///
/// Everything is written to a new folder beside `folder` and moved into place at the end, so that a failure leaves no
/// half-written result. An existing Parley result folder is replaced; another folder that is not empty is refused.
/// tables/ holds country.csv, sector.csv, bilateral.csv of the first case and <case>/... of every case.
/// Errors  InputError for a folder that cannot be made or written.
void write_result(const RunResult& result, const std::filesystem::path& folder);

/// The self-contained HTML page.
[[nodiscard]] std::string html_page(const RunResult& result);

/// The headline table as plain text for a terminal: cases across, measures of the parties down.
[[nodiscard]] std::string headline_text(const RunResult& result);

}  // namespace parley::report
