#pragma once

#include <filesystem>
#include <optional>
#include <string>
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

}  // namespace parley::tariff
