#pragma once

#include <string>
#include <variant>
#include <vector>

namespace parley::report {

/// How a column of numbers is shown to a reader; the CSV always has full precision.
enum class Unit { text, percent, percentage_points, money_musd, ratio };

struct Column {
  std::string name;   ///< in CSV and XLSX
  std::string label;  ///< in the page; the name where empty
  Unit unit = Unit::text;
};

using Cell = std::variant<std::string, double>;

/// Rows of words and numbers with a name; NaN is an empty cell (there was nothing to change).
struct Table {
  std::string name;   ///< file and sheet name
  std::vector<Column> columns;
  std::vector<std::vector<Cell>> rows;
};

/// RFC 4180 with \n line ends; numbers in the shortest digits that read back the same.
[[nodiscard]] std::string csv(const Table& table);
/// One CSV field, quoted where it must be.
[[nodiscard]] std::string csv_field(std::string_view text);
/// The table for a reader: right-aligned rounded numbers; the first column heads each row.
[[nodiscard]] std::string html_table(const Table& table, std::string_view caption, const std::string& currency);

}  // namespace parley::report
