#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parley/base/date.hpp"
#include "parley/tariff/lists/row_selection.hpp"

namespace parley::tariff {

/// What is written at the head of a built list.
struct ListHead {
  std::string out;  ///< file name
  std::string title;
  std::string source;
  std::string licence;
  Place place;
};

/// A list of lines taken out of a source table.
struct ListExtract {
  ListHead head;
  RowSelection rows;
  std::vector<std::string> code_columns;  ///< the first that is filled gives the code
  std::string points_column;              ///< percentage points added, written as "+25%"; may be absent
  std::string partial_column;             ///< "1" marks partial lines; may be absent
  std::optional<std::size_t> expected_lines;
};

/// A schedule in two editions, of which the later one holds from `changes_on`.
struct ScheduleExtract {
  ListHead head;
  RowSelection rows;  ///< the later edition: codes of 8 digits or more, rate text at the first of a line
  std::string code_column;
  std::string rate_column;
  RowSelection earlier;  ///< the earlier one
  std::string earlier_code_column;
  std::string earlier_rate_column;
  std::string earlier_from_column;  ///< among several rows of a code the one that begins last counts
  Date changes_on;
  std::size_t line_digits = 8;
  std::vector<std::string> leave_out;  ///< chapters of special provisions, without duties of their own
};

/// What the lists of a folder are built from; form: docs/tariff-lines.md.
struct ShippedListRecipe {
  std::vector<std::string> notes;  ///< at the head of every list
  std::vector<ListExtract> lists;
  std::vector<ScheduleExtract> schedules;
};

[[nodiscard]] ShippedListRecipe read_shipped_recipe(const std::filesystem::path& path);

/// A list as built, ready to be written.
struct BuiltList {
  std::string file;
  std::size_t lines = 0;
  std::string text;
};

/// Builds every list of the recipe; the bytes depend on the sources alone.
///
/// Errors  InputError for absent files, columns and rows, codes that are none, counts that are not the expected ones.
[[nodiscard]] std::vector<BuiltList> build_shipped_lists(const ShippedListRecipe& recipe,
                                                         const std::filesystem::path& sources);

/// A rate as the US schedule prints it, in the words of lists: "68¢/head" is "0.68/head", "$1.104/kg + 14.9%" is
/// "1.104/kg + 14.9%"; what numbers alone do not say ("on the case") becomes "words: ...".
[[nodiscard]] std::string rate_from_us_text(std::string_view text);

}  // namespace parley::tariff
