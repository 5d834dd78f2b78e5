#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include <toml++/toml.h>

#include "parley/base/error.hpp"

namespace parley::text {

/// Parses TOML in memory; a syntax error, or bytes that are no UTF-8, become an InputError with file, line and column.
[[nodiscard]] toml::table parse_toml(std::string_view bytes, const std::string& file);

/// Reads a TOML file of at most 16 MB; InputError where it is absent, a directory, too large, or no TOML.
[[nodiscard]] toml::table read_toml(const std::filesystem::path& path);

/// Where a node stands, for errors; `key` is its path in the file as "action[2].rate".
[[nodiscard]] Place place_of(const toml::node& node, const std::string& file, std::string key);

/// Notes every key of `table` that is not among `known`, with the closest known key; `path` is the table's own key path or "".
void refuse_unknown_keys(const toml::table& table, const std::vector<std::string>& known, const std::string& file,
                         const std::string& path, ProblemList& problems);

}  // namespace parley::text
