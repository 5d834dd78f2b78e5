#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "parley/base/error.hpp"
#include "parley/tariff/lists/line_trade.hpp"

namespace parley::tariff {

/// A list of tariff lines, from a file or by prefix.
struct LineList {
  std::string id;
  std::vector<std::string> trade;  ///< ids of the trade that it hits
  bool pooled = false;             ///< adds "*" rows, the trade pooled, for exporters without line data
  std::optional<RowSelection> rows;
  std::vector<std::string> code_columns;  ///< the first that is filled gives the code
  std::string points_column;              ///< percentage points that each line adds; may be absent
  std::vector<std::string> prefixes;      ///< instead of rows
  std::optional<std::size_t> expected_lines;
  std::string source;
  Place place;
};

/// What a coverage file is made from; form: docs/scenarios.md.
struct CoverageRecipe {
  std::string title;
  std::vector<std::string> notes;  ///< copied to the head of the coverage file
  SectorMap sectors;
  std::vector<TradeSource> trade;
  /// Every tariff line of the importer whose lists are finer than its trade: the share of lines stands for the share of value.
  std::map<std::string, std::pair<RowSelection, std::string>> schedules;  ///< importer -> rows and code column
  std::vector<LineList> lists;
};

/// The [[trade]] entry of an id; InputError at `place`, with the closest one, where the recipe has none.
[[nodiscard]] const TradeSource& trade_named(const CoverageRecipe& recipe, const std::string& id, const Place& place);

/// Reads a recipe; InputError with file, line and column for whatever is wrong in it.
[[nodiscard]] CoverageRecipe read_coverage_recipe(const std::filesystem::path& path);
/// The same for bytes in memory; `file` is only used in errors.
[[nodiscard]] CoverageRecipe parse_coverage_recipe(const std::string& toml, const std::string& file);

}  // namespace parley::tariff
