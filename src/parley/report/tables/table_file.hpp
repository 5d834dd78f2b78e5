#pragma once

#include <optional>
#include <string>
#include <utility>

#include "parley/report/tables/table.hpp"

namespace parley::report {

/// One file of a chapter.
struct TableFile {
  std::string name;  ///< "ladder.csv"
  std::string text;
  std::optional<Table> table = {};  ///< what the text was made of, where the workbook has it too
};

/// A table as a file that the workbook has as a sheet too.
[[nodiscard]] inline TableFile as_file(Table table) {
  std::string text = csv_text(table);
  return {.name = table.name + ".csv", .text = std::move(text), .table = std::move(table)};
}

}  // namespace parley::report
