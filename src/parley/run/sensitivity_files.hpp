#pragma once

#include <filesystem>
#include <string>

#include "parley/run/sensitivity.hpp"

namespace parley::run {

/// The interval table and the widest tornado bars for a terminal.
[[nodiscard]] std::string to_text(const Sensitivity& result);
[[nodiscard]] std::string to_json(const Sensitivity& result);

[[nodiscard]] std::string to_text(const SetComparison& comparison);
[[nodiscard]] std::string to_json(const SetComparison& comparison);

/// intervals.csv, draws.csv, tornado.csv, sensitivity.json, sensitivity.html; InputError where they cannot be written.
void write_sensitivity(const Sensitivity& result, const std::filesystem::path& folder);

}  // namespace parley::run
