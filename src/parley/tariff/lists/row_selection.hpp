#pragma once

#include <cstddef>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "parley/base/error.hpp"
#include "parley/text/csv.hpp"

namespace parley::text {
class TomlTable;
}

namespace parley::tariff {

/// Some rows of a CSV file of the sources: those whose cells have one of the named values in every named column.
struct RowSelection {
  std::string file;                                       ///< relative to the folder of sources
  std::map<std::string, std::vector<std::string>> where;  ///< column -> values; empty: every row
  Place place;                                            ///< in the recipe
};

/// The selected rows of a CSV file.
struct SelectedRows {
  text::CsvTable csv;
  std::vector<std::size_t> rows;
};

/// The keys `file` and `where` of a recipe's entry; what is wrong with them is noted in the entry's problem list.
[[nodiscard]] RowSelection read_selection(const text::TomlTable& entry);

/// Reads the file below the folder of sources; InputError where a column is absent or no row is selected.
[[nodiscard]] SelectedRows select(const RowSelection& selection, const std::filesystem::path& sources);

}  // namespace parley::tariff
