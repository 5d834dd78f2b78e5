#include "parley/tariff/lists/coverage.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "parley/text/csv.hpp"

namespace parley::tariff {
namespace {

/// Printed shares have six decimals, printed dollars (millions) three: a half of the last one in each of the two.
constexpr double share_tolerance = 1e-5;
constexpr double dollar_tolerance = 1e-3;

/// A coverage file has some hundred rows; this is far above any.
constexpr std::size_t file_limit = std::size_t{1} << 26;

CoverageTable from_csv(const text::CsvTable& csv) {
  const std::size_t list = csv.column("list");
  const std::size_t importer = csv.column("importer");
  const std::size_t exporter = csv.column("exporter");
  const std::size_t sector = csv.column("sector");
  const std::size_t covered = csv.column("covered_musd");
  const std::size_t total = csv.column("total_musd");
  const std::size_t coverage = csv.column("coverage");
  const auto column = [&](const char* name) {
    return csv.has_column(name) ? std::optional<std::size_t>(csv.column(name)) : std::nullopt;
  };
  const std::optional<std::size_t> rate = column("rate_pct");
  const std::optional<std::size_t> fingerprint = column("fingerprint");
  CoverageTable table{csv.file(), {}};
  std::set<std::tuple<std::string, std::string, std::string, std::string>> seen;
  ProblemList problems;
  for (std::size_t row = 0; row < csv.row_count(); ++row) {
    CoverageRow cell{std::string(csv.cell(row, list)),
                     std::string(csv.cell(row, importer)),
                     std::string(csv.cell(row, exporter)),
                     std::string(csv.cell(row, sector)),
                     csv.number(row, covered),
                     csv.number(row, total),
                     csv.number(row, coverage)};
    if (rate && !csv.cell(row, *rate).empty()) cell.rate = csv.number(row, *rate) / 100;
    if (fingerprint) cell.fingerprint = csv.cell(row, *fingerprint);
    if (!seen.insert({cell.list, cell.importer, cell.exporter, cell.sector}).second) {
      problems.add(csv.place(row, sector), fmt::format("{} {} appears twice", cell.list, cell.sector));
    }
    if (cell.covered_musd < 0) problems.add(csv.place(row, covered), "dollars are negative");
    if (cell.total_musd < 0) problems.add(csv.place(row, total), "dollars are negative");
    if (cell.coverage < 0 || cell.coverage > 1) {
      problems.add(csv.place(row, coverage), fmt::format("{} is not a share", cell.coverage), "between 0 and 1");
    } else if (std::abs(cell.coverage * cell.total_musd - cell.covered_musd) >
               share_tolerance * cell.total_musd + dollar_tolerance) {
      problems.add(csv.place(row, coverage), "the share is not covered_musd / total_musd");
    }
    table.rows.push_back(std::move(cell));
  }
  problems.throw_if_any();
  return table;
}

double dollars(const std::vector<CoverageRow>& rows, double factor) {
  double sum = 0;
  for (const CoverageRow& row : rows) sum += std::min(1.0, factor * row.coverage) * row.total_musd;
  return sum;
}

}  // namespace

std::vector<std::string> lists_of(const CoverageTable& table, std::string_view fingerprint) {
  std::vector<std::string> names;
  for (const CoverageRow& row : table.rows) {
    const bool is_new = std::find(names.begin(), names.end(), row.list) == names.end();
    if (row.fingerprint == fingerprint && is_new) names.push_back(row.list);
  }
  return names;
}

std::vector<std::string> CoverageTable::lists() const {
  std::vector<std::string> names;
  for (const CoverageRow& row : rows) {
    if (std::find(names.begin(), names.end(), row.list) == names.end()) names.push_back(row.list);
  }
  return names;
}

CoverageTable read_coverage(const std::filesystem::path& path) {
  return parse_coverage(text::read_bytes(path, file_limit), path.string());
}

CoverageTable parse_coverage(std::string_view bytes, const std::string& file) {
  return from_csv(text::parse_csv(std::string(bytes), file));
}

ScaledCoverage scale_to_budget(const std::vector<CoverageRow>& rows, double budget_musd, const Place& place) {
  ScaledCoverage scaled;
  double reachable = 0;
  double uncapped = 0;
  for (const CoverageRow& row : rows) {
    scaled.covered_musd += row.covered_musd;
    if (row.coverage > 0) reachable += row.total_musd;
    uncapped += row.coverage * row.total_musd;
  }
  if (uncapped <= 0) throw InputError(place, "nothing is covered, so nothing can be scaled to a total");
  if (budget_musd > reachable) {
    throw InputError(place, fmt::format("the listed sectors' whole imports are ${:.0f}m, less than ${:.0f}m", reachable,
                                        budget_musd));
  }
  // Each round fixes the factor for the sectors not yet capped; at most every sector is capped once.
  scaled.factor = budget_musd / uncapped;
  for (std::size_t round = 0; round <= rows.size(); ++round) {
    double capped = 0;
    double open = 0;
    for (const CoverageRow& row : rows) {
      if (scaled.factor * row.coverage >= 1) {
        capped += row.total_musd;
      } else {
        open += row.coverage * row.total_musd;
      }
    }
    if (open <= 0) break;
    scaled.factor = std::max(scaled.factor, (budget_musd - capped) / open);
    if (std::abs(dollars(rows, scaled.factor) - budget_musd) <= 1e-9 * budget_musd) break;
  }
  for (const CoverageRow& row : rows) {
    scaled.share.push_back(std::min(1.0, scaled.factor * row.coverage));
    if (scaled.factor * row.coverage > 1) scaled.capped.push_back(row.sector);
  }
  return scaled;
}

}  // namespace parley::tariff
