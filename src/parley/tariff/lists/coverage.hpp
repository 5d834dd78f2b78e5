#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parley/base/error.hpp"

namespace parley::tariff {

/// The share of one sector's bilateral imports that a list of tariff lines hits.
struct CoverageRow {
  std::string list;
  std::string importer;
  std::string exporter;  ///< "*": the exporters with line data pooled, to stand for those without
  std::string sector;
  double covered_musd = 0;                    ///< customs value on the list, million USD
  double total_musd = 0;                      ///< customs value of the sector's imports, million USD
  double coverage = 0;                        ///< covered / total, in [0, 1]
  std::optional<double> rate = std::nullopt;  ///< mean of the lines' own rates over the covered dollars, fraction
  std::string fingerprint = "";               ///< of the list that the row was computed from; "" where not said
};

/// A coverage file as read; form: docs/scenarios.md.
struct CoverageTable {
  std::string file;
  std::vector<CoverageRow> rows;
  [[nodiscard]] std::vector<std::string> lists() const;
};

/// Reads a coverage file; lines at its head that begin with '#' say how it was made and are skipped.
///
/// Errors  InputError naming the cell for an absent column, a share outside [0, 1], negative dollars, a share that is
///         not covered / total (to 1e-5), a row that appears twice. Columns rate_pct and fingerprint may be absent.
[[nodiscard]] CoverageTable read_coverage(const std::filesystem::path& path);

/// The same for bytes in memory; `file` is only used in errors.
[[nodiscard]] CoverageTable parse_coverage(std::string_view bytes, const std::string& file);

/// A coverage pattern carried to an official total, with what had to be capped on the way.
struct ScaledCoverage {
  std::vector<double> share;  ///< one per row given
  double factor = 1;
  double covered_musd = 0;          ///< before scaling
  std::vector<std::string> capped;  ///< sectors whose share reached one
};

/// The names of the lists in the table that were computed from a list with this fingerprint.
[[nodiscard]] std::vector<std::string> lists_of(const CoverageTable& table, std::string_view fingerprint);

/// The factor f and shares min(1, f coverage) whose dollars add up to an official total.
///
///     sum_j min(1, f coverage_j) total_j = budget
///
/// Units   million USD, customs value.
/// Errors  InputError at `place` where the listed sectors' whole imports fall short of the budget, or nothing is covered.
[[nodiscard]] ScaledCoverage scale_to_budget(const std::vector<CoverageRow>& rows, double budget_musd,
                                             const Place& place);

}  // namespace parley::tariff
