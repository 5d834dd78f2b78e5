#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "parley/tariff/lists/line_tariffs_recipe.hpp"

namespace parley::tariff {

/// The base tariff of one importer on one exporter in one sector.
struct SectorTariff {
  std::string importer;
  std::string exporter;
  std::string sector;
  double rate = 0;        ///< a fraction
  double low = 0;         ///< with the lowest line of every code
  double high = 0;        ///< with the highest
  double rated_musd = 0;  ///< imports whose lines have rates
  double total_musd = 0;  ///< imports of the sector
  double quota_musd = 0;  ///< imports of quota goods among them
  std::string source;
};

/// Base tariffs by sector, from tariff lines.
///
///     t[n,i,j] = sum_{h in j} v[n,i,h] r[h] / sum_{h in j} v[n,i,h],   r[h] the plain mean over the lines below code h
///
/// v    imports by the codes of the trade file; a code without lines takes those of its first six digits.
/// low, high   the same with the least and the greatest line of every code instead of the mean.
/// Quota goods pay the in-quota rate: more than the quota is not imported at rates that nobody pays.
/// Specific duties are carried to fractions by the code's value per kilogram; lines whose rate needs another unit or is
/// in words are left out, and codes that have no other line count as not rated.
/// Errors  InputError for absent files and columns, a schedule of an unknown trade, a sector without a rated code.
[[nodiscard]] std::vector<SectorTariff> line_tariffs(const LineTariffRecipe& recipe,
                                                     const std::filesystem::path& sources);

/// The file: head lines that begin with '#', then the rows. No time and no path, so that builds compare equal.
[[nodiscard]] std::string line_tariffs_csv(const LineTariffRecipe& recipe, const std::vector<SectorTariff>& tariffs);

}  // namespace parley::tariff
