#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parley/data/build/customs_recipe.hpp"
#include "parley/economy/baseline.hpp"

namespace parley::data {

/// Which tables of a source folder are read, and how they are named there.
struct SourceRecipe {
  std::string folder;  ///< below the sources folder
  std::string tariffs = "tariffs.csv";
  std::string tariff_column = "tariff_pct";  ///< percent ad valorem
};

/// Where trade elasticities come from: rows of one table, a value for services, and the user's own.
struct ElasticityRecipe {
  std::string file;  ///< below the sources folder
  std::string key_column = "sector";
  std::string value_column = "theta";
  std::string filter_column;  ///< keep rows whose cell here is filter_value; empty: all rows
  std::string filter_value;
  std::map<std::string, std::string> key_of;  ///< sector to key where they differ
  std::string citation;
  double services = 5;
  std::string services_citation;
  std::map<std::string, double> own;  ///< sector to value; wins over the table
  std::filesystem::path judged;       ///< beside the recipe; wins over all, and may name sectors that are split off
};

/// One sector cut in two by a table of shares.
struct SplitRecipe {
  std::string sector;
  SectorLabel rest;
  SectorLabel part;
  std::filesystem::path shares;      ///< beside the recipe
  double largest_share = 1;          ///< that dollars may make of a flow
  bool at_customs_values = false;    ///< cut after flows have been brought to customs values, in which its dollars are
  std::optional<double> elasticity;  ///< of the part; absent: the cut sector's
  double other_weight = 1;           ///< of users that are not named
  double final_weight = 1;
  std::map<std::string, double> user_weight;
};

/// Files beside the recipe in which base tariffs were judged; applied in the order of the members.
struct TariffRecipe {
  std::vector<std::filesystem::path> rates;
  std::filesystem::path customs_unions;  ///< empty: none
  std::filesystem::path collected;       ///< empty: none
};

enum class ValueAddedRepair { refuse, source_share };

/// At what prices goods are valued: basic, with margins in services, or as customs value them for duty.
enum class Valuation { basic, customs };
[[nodiscard]] std::string_view to_string(Valuation valuation);
/// Errors  InputError at `place` for another word.
[[nodiscard]] Valuation parse_valuation(std::string_view word, const Place& place);

/// What `parley baseline build` does, as written in a recipe file (form: docs/formats.md).
struct Recipe {
  std::filesystem::path file;
  BaselineInfo info;
  SourceRecipe source;
  ElasticityRecipe elasticities;
  std::vector<SplitRecipe> splits;
  TariffRecipe tariffs;
  std::filesystem::path population;  ///< beside the recipe: region, persons, source; empty: none
  std::filesystem::path groups;      ///< beside the recipe: group, name, member, customs_union; empty: none
  Valuation valuation = Valuation::basic;
  std::optional<CustomsRecipe> customs;  ///< there where the valuation is customs
  double final_use_tolerance = 1e-5;     ///< negative final use up to this fraction of absorption is repaired
  ValueAddedRepair value_added = ValueAddedRepair::refuse;
  int significant_digits = 8;
  double smallest_value = 1e-6;  ///< million; a value that rounds below it is written as zero
};

/// Reads a recipe.
///
/// Errors  InputError naming file, line and key for what is absent, unknown or of the wrong type.
[[nodiscard]] Recipe read_recipe(const std::filesystem::path& path);

/// The recipe of a named conversion: a file as given, else data/NAME.recipe.toml here or in a folder above.
///
/// Errors  InputError where there is none.
[[nodiscard]] std::filesystem::path find_recipe(const std::string& name);

}  // namespace parley::data
