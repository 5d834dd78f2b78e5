#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "parley/data/build/customs_recipe.hpp"
#include "parley/data/build/customs_valuation.hpp"

namespace parley::data {

/// Something that a customs valuation must leave alone, must reach, or is compared with though it did not use it.
struct ValuationCheck {
  std::string name;
  double value = 0;
  double least = 0;
  double most = 0;
  std::string where;  ///< the cell or region that comes nearest to failing
  [[nodiscard]] bool holds() const { return value >= least && value <= most; }
};

/// A flow that moved by much, million.
struct MovedFlow {
  std::string importer;
  std::string exporter;
  std::string sector;
  double basic_musd = 0;
  double customs_musd = 0;
  double recorded_musd = 0;  ///< zero: not recorded
  double log_change = 0;
};

/// What bringing a baseline to customs values did.
struct ValuationReport {
  std::vector<ValuationCheck> checks;
  std::vector<MovedFlow> moved;  ///< flows over a billion, |ln| over 0.3, dearest first
  std::vector<std::string> remarks;
  [[nodiscard]] bool holds() const;
};

/// Holds a valuation to its identities, its targets and to records that it did not use.
///
/// Errors  InputError for records that cannot be read.
[[nodiscard]] ValuationReport report_valuation(const BaselineData& basic, const CustomsTargets& targets,
                                               const CustomsValuation& valued, const CustomsRecipe& recipe,
                                               const std::filesystem::path& sources);

/// Published totals that the recipe lays beside the finished baseline, whose tariffs were judged by then; `basic` is the
/// table before the valuation.
[[nodiscard]] std::vector<ValuationCheck> check_published_totals(const CustomsRecipe& recipe, const BaselineData& basic,
                                                                 const BaselineData& data);

}  // namespace parley::data
