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

/// Shares of a split by exporter and importer; "*" stands for every region that has no row of its own.
///
/// The row that decides a cell: exporter and importer named, else exporter named, else importer named, else "*","*".
/// Errors  InputError for an unknown region, a pair that appears twice, a share outside [0, 1), a cell without a row.
[[nodiscard]] Array<Importer, Exporter> read_split_shares(const std::filesystem::path& path, const Economy& economy);

}  // namespace parley::data
