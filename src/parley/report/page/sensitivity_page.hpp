#pragma once

#include <filesystem>
#include <string>

#include "parley/base/whole_output.hpp"
#include "parley/uncertainty/sensitivity.hpp"

namespace parley::report {

/// The interval table and the widest tornado bars for a terminal.
[[nodiscard]] std::string to_text(const uncertainty::Sensitivity& result);
[[nodiscard]] std::string to_json(const uncertainty::Sensitivity& result);

[[nodiscard]] std::string to_text(const uncertainty::SetComparison& comparison);
[[nodiscard]] std::string to_json(const uncertainty::SetComparison& comparison);

/// What the folder of a sensitivity study is known by.
[[nodiscard]] FolderKind sensitivity_folder();

/// intervals.csv, draws.csv, tornado.csv, sensitivity.json, sensitivity.html; MachineFailure where they cannot be written.
/// The folder is there whole or not at all.
void write_sensitivity(const uncertainty::Sensitivity& result, const std::filesystem::path& folder);

}  // namespace parley::report
