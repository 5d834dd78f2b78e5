#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "parley/rules/case_file.hpp"

namespace parley::rules {

/// Reads a case and the lists that it names; InputError with file, line and column for whatever is wrong in them.
[[nodiscard]] RuleCase read_case(const std::filesystem::path& path);
/// The case alone, lists unread, from bytes in memory; `file` is only used in errors.
[[nodiscard]] RuleCase parse_case(std::string_view bytes, const std::string& file);

}  // namespace parley::rules
