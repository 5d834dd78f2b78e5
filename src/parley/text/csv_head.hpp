#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "parley/text/csv.hpp"

namespace parley::text {

/// Turns lines at the head that begin with '#' into blank ones, so that the rows keep their line numbers.
[[nodiscard]] std::string with_blank_head(std::string_view bytes);

/// A CSV file whose head may say in '#' lines how it was made; errors as read_csv.
[[nodiscard]] CsvTable read_csv_with_head(const std::filesystem::path& path);

}  // namespace parley::text
