#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "parley/tariff/lists/effective.hpp"

namespace parley::study {

/// What the rows of a table of effective duties are.
enum class EffectiveBy { partner, sector };

/// One row: a partner, a sector or the total.
struct EffectiveLine {
  std::string name;
  double imports_musd = 0;
  std::vector<std::vector<double>> duty_musd;  ///< by day, then by authority
  /// Of all authorities together.
  [[nodiscard]] double total_duty_musd(std::size_t day) const;
};

/// Duty over imports at the law of several days.
struct EffectiveDuties {
  std::string importer;
  std::vector<std::string> authorities;        ///< in the order in which they count
  std::vector<tariff::EffectiveRates> by_day;  ///< every exporter and sector
};

/// Errors  as tariff::effective_rates.
[[nodiscard]] EffectiveDuties effective_duties(const tariff::MeasureBook& book, const std::string& importer,
                                               const tariff::CoverageRecipe& recipe,
                                               const std::filesystem::path& sources, const std::vector<Date>& days,
                                               Observer& observer);

/// Sums over the other dimension, by name; "total" is among them.
[[nodiscard]] std::vector<EffectiveLine> effective_lines(const EffectiveDuties& duties, EffectiveBy by);

/// 100 part / whole, and zero where there is no whole.
[[nodiscard]] double percent_of(double part, double whole);

}  // namespace parley::study
