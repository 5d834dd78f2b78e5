#pragma once

#include <string>
#include <variant>
#include <vector>

namespace parley::report {

/// Nothing, words or a number.
using Cell = std::variant<std::monostate, std::string, double>;

/// A table that stands alone, as a CSV file or as a sheet of the workbook.
struct Table {
  std::string name;                  ///< "packages": of the file without its ending, and of the sheet
  std::vector<std::string> columns;  ///< names, unique
  std::vector<std::vector<Cell>> rows;
};

/// The table in RFC 4180, numbers as they are; a number that is not finite leaves its cell empty.
[[nodiscard]] std::string csv_text(const Table& table);

}  // namespace parley::report
