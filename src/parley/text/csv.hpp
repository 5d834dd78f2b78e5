#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include <fmt/format.h>

#include "parley/base/error.hpp"

namespace parley::text {

template <class Value>
inline constexpr bool is_text = std::is_convertible_v<const Value&, std::string_view>;
/// What a value becomes in a row: text a cell, numbers themselves.
template <class Value>
using CsvValue = std::conditional_t<is_text<Value>, std::string, Value>;

/// One parsed CSV file (RFC 4180; BOM, CRLF and quoted cells are read as they should be), columns found by name.
class CsvTable {
 public:
  [[nodiscard]] const std::string& file() const { return file_; }
  [[nodiscard]] const std::vector<std::string>& header() const { return header_; }
  [[nodiscard]] std::size_t row_count() const { return line_of_row_.size(); }
  [[nodiscard]] bool has_column(std::string_view name) const;
  /// Position of a named column; InputError with the closest name where it is absent.
  [[nodiscard]] std::size_t column(std::string_view name) const;

  [[nodiscard]] std::string_view cell(std::size_t row, std::size_t column) const;
  /// File, line and column name of a cell, for errors.
  [[nodiscard]] Place place(std::size_t row, std::size_t column) const;
  /// A finite number; InputError naming the cell for anything else ("", "NaN", "1,5", "inf").
  [[nodiscard]] double number(std::size_t row, std::size_t column) const;
  /// A whole number from `least` to `most`; InputError naming the cell for anything else.
  [[nodiscard]] std::int64_t whole(std::size_t row, std::size_t column, std::int64_t least, std::int64_t most) const;

 private:
  friend class CsvParser;
  /// Offsets, not views: a short string's bytes move with the table.
  struct Span {
    std::uint32_t begin;
    std::uint32_t length;
  };
  std::string file_;
  std::string bytes_;
  std::vector<std::string> header_;
  std::vector<Span> cells_;  // into bytes_ (unescaped in place), row-major
  std::vector<int> line_of_row_;
  int header_line_ = 1;
};

/// Parses bytes already in memory; `file` is only used in errors.
///
/// Skipped are lines at the head that begin with '#', which say how a file was made; blank lines and rows of empty cells;
/// and, as spreadsheets write them, columns that have neither a name nor a cell.
/// Errors  InputError: empty file, a row with another number of cells, a quote left open or out of place, a line over
///         1 MB, bytes that are no UTF-8, a NUL byte, a column name that appears twice.
[[nodiscard]] CsvTable parse_csv(std::string bytes, std::string file);

/// Reads a file; InputError where it is absent, a directory, unreadable, or has a line over 1 MB (before it is all read).
[[nodiscard]] CsvTable read_csv(const std::filesystem::path& path);

/// The whole file as bytes, at most `limit` of them; InputError for an absent file, a directory, an oversized file.
[[nodiscard]] std::string read_bytes(const std::filesystem::path& path, std::size_t limit = std::size_t{1} << 30);

/// A cell as text: printable(), quoted where RFC 4180 asks for it, and with an apostrophe before what a spreadsheet would
/// compute ("=1+1") and before '#', which begins a note; parse_csv() takes it off again.
[[nodiscard]] std::string csv_cell(std::string_view value);

template <class Value>
[[nodiscard]] CsvValue<Value> csv_value(const Value& value) {
  static_assert(is_text<Value> || std::is_arithmetic_v<Value>, "a cell is a text or a number");
  if constexpr (is_text<Value>) {
    return csv_cell(value);
  } else {
    return value;
  }
}

/// A line at the head of a file that says how it was made: "# words", whatever line ends the words have.
[[nodiscard]] std::string csv_note(std::string_view words);

/// A row of a CSV file by a format as fmt::format has it: every text among the values goes through csv_cell(), whatever
/// it is, and numbers stand as they are. All rows with words of the user's are written with it.
template <class... Values>
[[nodiscard]] std::string csv_format(fmt::format_string<CsvValue<Values>...> format, const Values&... values) {
  return fmt::format(format, csv_value(values)...);
}

}  // namespace parley::text
