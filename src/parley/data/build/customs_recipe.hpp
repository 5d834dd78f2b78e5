#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "parley/base/error.hpp"
#include "parley/tariff/lists/row_selection.hpp"

namespace parley::text {
class TomlTable;
}

namespace parley::data {

/// Codes and dollars in a CSV file of the sources.
struct CodeColumnRecipe {
  tariff::RowSelection rows;
  std::map<std::string, std::vector<std::string>> except;  ///< rows with one of these values are left out
  std::string code_column;
  std::string value_column;
  double unit_musd = 1;  ///< million in one unit of the file
};

/// An importer's purchases from all partners without lines: its imports from the world by chapter less those with lines,
/// divided within chapters as the lines of another year are.
struct GroupRecipe {
  std::string importer;
  CodeColumnRecipe world;
  CodeColumnRecipe lines;
  std::filesystem::path editions;   ///< editions of the Harmonized System; empty: the lines' is that of the sector map
  std::optional<int> from_edition;  ///< of the lines
  std::optional<int> to_edition;    ///< of the sector map
  std::string source;
  Place place;
};

/// One recorded flow that is known apart from lines.
struct CellRecipe {
  std::string importer;
  std::string exporter;
  std::string sector;
  double musd = 0;
  std::string source;
  Place place;
};

/// Records that the valuation does not use, against which it is checked: suppliers as they report their own exports.
struct SuppliersRecipe {
  std::string importer;
  tariff::RowSelection rows;
  std::string exporter_column;
  std::string value_column;
  double unit_musd = 1;
  double cif_over_fob = 1;                       ///< carries the exporters' values to those of the importer
  std::map<std::string, std::string> region_of;  ///< name in the file -> region
  double most = 0;                               ///< allowed mean of |ln(flow / record)|
  std::string source;
};

/// A published total that the valuation does not use.
struct PublishedTotalRecipe {
  std::string measure;  ///< "exports" of goods at border prices, or "duties": base tariffs times flows
  std::string region;
  double musd = 0;
  double least = 0;  ///< allowed ratio of the baseline to it
  double most = 0;
  std::string source;
  Place place;
};

/// What brings a baseline to customs values (form: docs/formats.md).
struct CustomsRecipe {
  std::filesystem::path lines;     ///< coverage recipe with imports by line and the sectors of their codes
  std::vector<std::string> trade;  ///< its [[trade]] entries that are targets
  /// Sectors of the map that are cut out of others after the valuation, with the sector that they are still part of.
  std::map<std::string, std::string> whole_of_part;
  std::map<std::string, double> margins;
  double recorded_weight = 25;
  double group_weight = 4;
  double other_weight = 1;
  std::vector<GroupRecipe> groups;
  std::vector<CellRecipe> cells;
  std::vector<SuppliersRecipe> suppliers;
  std::vector<PublishedTotalRecipe> totals;
  Place place;
};

/// Reads the table [customs] of a recipe; what is wrong is noted in its problem list. Paths are beside the recipe.
[[nodiscard]] CustomsRecipe read_customs_recipe(const text::TomlTable& entry, const std::filesystem::path& folder);

}  // namespace parley::data
