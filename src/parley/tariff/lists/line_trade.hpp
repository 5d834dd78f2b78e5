#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "parley/tariff/law/measure.hpp"
#include "parley/tariff/lists/sector_map.hpp"

namespace parley::tariff {

/// Imports by commodity code of one importer from one exporter.
struct TradeSource {
  std::string id;
  std::string importer;
  std::string exporter;
  RowSelection rows;
  std::string code_column;
  std::string value_column;
  std::string kg_column;                ///< net weight, for unit values; may be absent
  double unit_musd = 1;                 ///< million USD in one unit of the file
  std::optional<double> official_musd;  ///< total in another valuation, to which all values are scaled
  std::string source;
};

struct LineTradeRow {
  std::string code;
  SectorMatch match;
  double value_musd = 0;  ///< scaled to the official total
  double kg = 0;          ///< zero: not known
};

/// Codes and dollars.
struct CodeDollars {
  std::size_t codes = 0;
  double musd = 0;
};

/// What a trade source amounts to; the dollars by basis add up to the total.
struct TradeTotal {
  std::string trade;
  double file_musd = 0;                         ///< the file's own total
  double total_musd = 0;                        ///< after scaling
  double factor = 1;                            ///< official total over the file's own
  std::map<SectorBasis, CodeDollars> by_basis;  ///< of codes with trade
  double unmapped_musd = 0;                     ///< codes that belong to no sector: left out
  std::vector<std::string> largest_unmapped;    ///< "98000000 5518", at most five
  /// What sectors' totals are multiplied by for the dollars that are spread over them.
  double spread_factor = 1;
};

struct LineTrade {
  std::vector<LineTradeRow> rows;
  TradeTotal total;
};

/// Reads imports by code, with the sector of each; its finder must outlive the rows.
///
/// Errors  InputError for absent files and columns, codes that appear twice, values below zero.
[[nodiscard]] LineTrade read_line_trade(const TradeSource& source, const SectorFinder& sectors,
                                        const std::filesystem::path& sources);

/// The codes of a schedule that have none below them, sorted.
[[nodiscard]] std::vector<std::string> read_schedule_lines(const std::pair<RowSelection, std::string>& schedule,
                                                           const std::filesystem::path& sources);

/// The lines of a sorted schedule that begin with a code.
[[nodiscard]] std::pair<std::vector<std::string>::const_iterator, std::vector<std::string>::const_iterator> lines_below(
    const std::vector<std::string>& schedule, std::string_view code);

}  // namespace parley::tariff
