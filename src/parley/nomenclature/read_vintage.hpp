#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "parley/nomenclature/vintage.hpp"

namespace parley::nomenclature {

/// Reads a correlation table, of either form.
///
/// Of the United Nations: columns code_after, code_before, relationship, adjustment ("2017 to 2012"). Ours: columns
/// edition, edition_before, code, codes_before: one row for each code, the codes before it separated by blanks.
/// Errors  InputError: codes that are not six digits, a pair that appears twice, a relationship that the pairs contradict
///         ("1:1" for a code with two partners), editions that do not form one chain.
[[nodiscard]] VintageTable read_vintages(const std::filesystem::path& path);
/// The same for bytes in memory; `file` is only used in errors.
[[nodiscard]] VintageTable parse_vintages(std::string_view bytes, const std::string& file);

}  // namespace parley::nomenclature
