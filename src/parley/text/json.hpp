#pragma once

#include <filesystem>
#include <nlohmann/json_fwd.hpp>
#include <string>

namespace parley::text {

/// Parses JSON in memory; InputError with file, line and column for what is no JSON or no UTF-8.
[[nodiscard]] nlohmann::json parse_json(std::string bytes, const std::string& file);

/// Reads a JSON file; InputError as above, and where it is absent or a directory.
[[nodiscard]] nlohmann::json read_json(const std::filesystem::path& path);

/// JSON as Parley writes it, whole lines of UTF-8. What a terminal would obey, which the library lets through, is written
/// as \uXXXX, so that the text may be shown and still reads back the same. No other function writes JSON.
[[nodiscard]] std::string json_text(const nlohmann::ordered_json& value);
[[nodiscard]] std::string json_text(const nlohmann::json& value);

}  // namespace parley::text
