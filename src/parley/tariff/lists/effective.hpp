#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "parley/base/observer.hpp"
#include "parley/tariff/law/measure.hpp"
#include "parley/tariff/lists/coverage_recipe.hpp"

namespace parley::tariff {

/// Imports of one sector from one exporter and the duty on them, by authority.
struct EffectiveRow {
  std::string exporter;
  std::string sector;  ///< "*": dollars of no goods in particular; "-": of no sector
  double value_musd = 0;
  std::vector<double> duty_musd;  ///< one per authority of the book's stack order, in its order
  [[nodiscard]] double duty() const;
};

/// How the dollars of the trade data met the schedule; the four add up to the total.
struct MatchedDollars {
  double exact_musd = 0;    ///< codes with one line
  double split_musd = 0;    ///< codes with several: each line counts the same
  double partial_musd = 0;  ///< lines one of whose parts has no ad valorem equivalent: their other parts count
  double missing_musd = 0;  ///< codes that the schedule does not have: no duty is known, none is counted
};

/// Effective rates of one importer on one day: duty at the law of the day over imports as they were in the data's year.
struct EffectiveRates {
  Date day;
  std::vector<EffectiveRow> rows;  ///< by exporter in the order of the recipe, then by sector
  MatchedDollars matched;
};

/// Duty over imports, by exporter, sector and authority, with trade held at its values in the data.
///
///     rate[i, s, a] = sum_{h in s} v[i,h] mean_{l in h} part[i,l,a] / sum_{h in s} v[i,h]
///
/// v imports by code h, l the schedule's lines below h, part what the measures of authority a add on line l. The parts
/// add up over a to the total by construction of duty_at. Weights in kg make specific duties on kilograms ad valorem.
/// Units   million USD.    Errors  as read_line_trade and duty_at; no trade of the importer in the recipe.
[[nodiscard]] std::vector<EffectiveRates> effective_rates(const MeasureBook& book, const std::string& importer,
                                                          const CoverageRecipe& recipe,
                                                          const std::filesystem::path& sources,
                                                          const std::vector<Date>& days, Observer& observer);

}  // namespace parley::tariff
