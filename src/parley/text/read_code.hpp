#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parley/text/csv.hpp"
#include "parley/text/toml_table.hpp"

namespace parley::text {

/// The digits of the code in a cell; InputError naming the cell for anything else.
[[nodiscard]] std::string read_code(const CsvTable& csv, std::size_t row, std::size_t column);
/// The same; nothing, and a problem, for anything else.
[[nodiscard]] std::optional<std::string> read_code(const CsvTable& csv, std::size_t row, std::size_t column,
                                                   ProblemList& problems);

/// The digits of the codes and prefixes in a list of words; what is none is noted in the table's problem list.
[[nodiscard]] std::vector<std::string> read_codes(const TomlTable& table, std::string_view key);

/// The digits of a code that stands in a command; InputError for anything else.
[[nodiscard]] std::string read_code(std::string_view word);

}  // namespace parley::text
