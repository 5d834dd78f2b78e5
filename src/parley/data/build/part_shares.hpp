#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "parley/economy/baseline.hpp"

namespace parley::data {

/// What part of each flow of a sector a split takes off, and on whose word.
struct PartShares {
  Array<Importer, Exporter> share;    ///< in [0, 1), own sales included
  std::vector<Judgement> judgements;  ///< rows with bounds each, the others counted
  std::vector<std::string> remarks;   ///< cells that were held to the largest share
};

/// Reads the shares of a split by exporter and importer: columns exporter, importer, basis, source and share or musd or both;
/// optionally low, high (bounds in the unit of the row) and whole_musd.
///
/// A row states a share, or million dollars of the part; `*` stands for every region that has no row of its own. The row
/// that decides a cell: exporter and importer named, else exporter named, else importer named, else "*","*". Dollars
/// become shares of the sector's flow. Dollars to "*" are sold to all other regions without a row of their own, in
/// proportion to their purchases of the sector; own sales are not among them.
/// Errors  InputError for an unknown region, a pair that appears twice, a row with a share and dollars or neither, a
///         share outside [0, largest_share], bounds that do not hold the value, a cell without a row, dollars without
///         any flow, an empty source.
[[nodiscard]] PartShares read_part_shares(const std::filesystem::path& path, const BaselineData& data, Sector whole,
                                          const std::string& part, double largest_share);

/// A flow of the whole sector that must be so large for the part to fit into it: column whole_musd.
struct WholeFlow {
  Importer importer;
  Exporter exporter;
  double musd = 0;
};

/// Flows of the whole sector that a file of shares asks for; empty where it has no such column.
///
/// They are what customs tell beyond the tables: targets for whoever brings the sector's flows to customs values.
/// Errors  InputError as read_part_shares; a row with `*`, a value that is not positive.
[[nodiscard]] std::vector<WholeFlow> read_whole_flows(const std::filesystem::path& path, const Economy& economy);

}  // namespace parley::data
