#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "parley/tariff/lists/coverage.hpp"
#include "parley/tariff/lists/coverage_recipe.hpp"

namespace parley::tariff {

/// What a list amounts to: its lines and the imports they hit.
struct ListTotal {
  std::string list;
  std::string fingerprint;         ///< of its codes and rates
  std::size_t lines = 0;           ///< distinct codes
  std::size_t untraded_lines = 0;  ///< codes without a line in the schedule or in the trade
  CodeDollars whole;               ///< codes of the trade data that the list covers whole, all exporters together
  CodeDollars split;               ///< those it covers in part: covered dollars by the listed share of schedule lines
  std::vector<std::pair<std::string, double>> covered_musd;  ///< by exporter
};

struct BuiltCoverage {
  CoverageTable table;
  std::vector<ListTotal> lists;
  std::vector<TradeTotal> trade;
};

/// Shares of each sector's bilateral imports that lists of tariff lines hit.
///
///     coverage[list, n, i, j] = sum_{h in j} v[n,i,h] f[list,h] / (S sum_{h in j} v[n,i,h])
///     rate = sum_h v f r / sum_h v f, where lines have rates r of their own
///
/// v  imports by the codes of the trade file;  f  1 where the list names the code or a shorter one; where lists are finer
/// than trade, the listed share of the importer's schedule lines below the code, each counted once;  S  1 + the spread dollars over those of all sectors.
/// Units   million USD.
/// Errors  InputError for an absent file or column, a duplicate or negative cell, a list of an unexpected number of lines.
[[nodiscard]] BuiltCoverage build_coverage(const CoverageRecipe& recipe, const std::filesystem::path& sources);

/// The coverage file: head lines that begin with '#', then the rows. No time and no path, so that builds compare equal.
[[nodiscard]] std::string coverage_csv(const CoverageRecipe& recipe, const BuiltCoverage& built);

}  // namespace parley::tariff
