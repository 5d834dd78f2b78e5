#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "parley/data/build/recipe.hpp"
#include "parley/economy/baseline.hpp"

namespace parley::data {

/// A source folder as read, before anything is repaired.
struct SourceTables {
  BaselineData data;                         ///< without elasticities
  Array<Country, Sector> value_added_share;  ///< of accounts.csv: value added / gross output; zero where there is none
  std::vector<std::string> remarks;          ///< what was absent and how it was read, in words
};

/// Reads regions, sectors, flows, use, accounts and tariffs of a source folder.
///
/// Goods are the sectors that sectors.csv marks, or without that column those that the tariff file names. A user column
/// that is absent altogether is read as no inputs, and named in the remarks where the sector has output.
/// Errors  InputError naming file, line and cell for an absent, unknown, duplicate or negative cell.
[[nodiscard]] SourceTables read_source_tables(const std::filesystem::path& sources, const SourceRecipe& recipe);

/// Fills data.trade_elasticity and data.elasticity_source from a table of a sources folder.
///
/// Errors  InputError for a goods sector without a row, a value that is not positive, a mapping of unknown sectors.
void read_elasticities(const std::filesystem::path& sources, const ElasticityRecipe& recipe, BaselineData& data);

/// Sets elasticities that a file states: columns sector, theta, source; optionally low, high.
///
/// Errors  InputError naming file and line for an unknown or repeated sector, a value that is not positive or lies outside its
///         own bounds, a row without a source.
std::vector<Judgement> set_elasticities(const std::filesystem::path& path, BaselineData& data);

}  // namespace parley::data
