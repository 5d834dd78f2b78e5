#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parley/tariff/law/measure.hpp"

namespace parley::tariff {

/// Which columns of a CSV list say what, and which rows count.
struct ListColumns {
  std::string code = "code";
  std::string rate;  ///< empty cells: no rate of its own; what follows "words: " is kept and never computed
  /// "rate": cells as "+25%"; "pp": bare percentage points to add; "pct": a bare level in percent.
  std::string rate_unit = "rate";
  std::string blank_rate;  ///< what empty rate cells say, as "words: not in the source"; empty: no rate of their own
  std::string share;       ///< empty cells: one
  std::string partial;     ///< "1": a partial line
  std::string from;
  std::string until;
  std::string where_column;  ///< only rows whose cell here is one of where_values
  std::vector<std::string> where_values;
};

/// A list of tariff lines from a CSV table; lines at its head that begin with '#' are skipped.
///
/// The CSV export of hts.usitc.gov is read as downloaded: the codes under HTS Number, rates in the words of the schedule;
/// its rows without a code or without a rate are no lines.
/// Errors  InputError naming file, line and column: no code, a rate or share that is none, a date that does not exist, an
///         empty validity, the same code twice with validities that overlap.
[[nodiscard]] LineSet parse_line_list(std::string_view bytes, const std::string& file, const ListColumns& columns);
[[nodiscard]] LineSet read_line_list(const std::filesystem::path& path, const ListColumns& columns);

/// A list whose columns have the names that built lists have: code, and rate, share, partial, from, until where they are there.
[[nodiscard]] LineSet read_named_columns(const std::filesystem::path& path);

/// Adds the lines of one set to another; InputError where both name a code for the same days.
void merge(LineSet& into, const LineSet& other);

/// InputError where a list does not have the expected number of codes; names both numbers.
void expect_count(const LineSet& lines, std::optional<std::size_t> expected, const std::string& what,
                  const Place& place);

/// 16 hexadecimal digits that tell a list by its codes and their own rates, whatever the order of its rows.
[[nodiscard]] std::string fingerprint(const LineSet& lines);

/// The first of the folders that holds the file; InputError at `place`, naming where it was looked for.
[[nodiscard]] std::filesystem::path find_list(const std::string& name,
                                              const std::vector<std::filesystem::path>& folders, const Place& place);

}  // namespace parley::tariff
