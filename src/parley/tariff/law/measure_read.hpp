#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "parley/tariff/law/measure.hpp"

namespace parley::tariff {

/// Reads a book of measures (TOML) with its lists; form: docs/tariff-lines.md. Lists are looked for beside the book, then in
/// `folders`.
///
/// Errors  InputError with file, line and column for syntax, unknown keys, countries and authorities (the closest is suggested),
///         rates that are none, dates that do not exist, validities that are empty or overlap, a list whose count is not the
///         expected one, a code that the importer's schedule of the same vintage does not have, a list of another vintage.
[[nodiscard]] MeasureBook read_measures(const std::filesystem::path& file,
                                        const std::vector<std::filesystem::path>& folders = {});
/// The same for bytes in memory.
[[nodiscard]] MeasureBook parse_measures(const std::string& toml, const std::filesystem::path& file,
                                         const std::vector<std::filesystem::path>& folders = {});

}  // namespace parley::tariff
