#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "parley/data/build/recipe.hpp"
#include "parley/data/build/repair.hpp"
#include "parley/data/build/valuation_checks.hpp"
#include "parley/economy/baseline.hpp"

namespace parley::data {

/// What building did to the source's numbers; every dollar moved is here.
struct BuildReport {
  std::vector<std::string> remarks;  ///< the steps in words, also among the baseline's notes
  std::vector<FinalUseRepair> final_use;
  std::vector<ValueAddedCell> value_added;
  RoundingReport rounding;
  double split_gap = 0;                      ///< largest relative margin error of any split
  std::optional<ValuationReport> valuation;  ///< of a baseline at customs values
};

struct BuiltBaseline {
  BaselineData data;
  BuildReport report;
};

/// Makes a baseline as a recipe says: read, repair, split, bring to customs values, round.
///
/// `valuation` wins over the recipe's own.
/// The result calibrates: value added is positive and no final use is negative. Methods: docs/model/calibration.md.
/// Errors  InputError for anything wrong in the recipe or its sources, or for numbers that the recipe forbids to repair.
[[nodiscard]] BuiltBaseline build_baseline(const std::filesystem::path& recipe, const std::filesystem::path& sources,
                                           std::optional<Valuation> valuation = std::nullopt);

}  // namespace parley::data
