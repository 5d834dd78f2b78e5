#pragma once

#include <filesystem>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parley/partial/smart.hpp"

namespace parley::partial {

/// Elasticities of one product, as far as a file gives them.
struct SmartElasticities {
  std::optional<double> import_demand;  ///< <= 0
  std::optional<double> substitution;   ///< >= 0
  std::optional<double> export_supply;  ///< > 0, infinite allowed
};

/// Products by name, each with what stands in for the elasticities that it lacks.
struct SmartElasticityTable {
  std::map<std::string, SmartElasticities, std::less<>> of_product;
  /// WITS' defaults; it has none for import demand, so neither is there one here.
  SmartElasticities otherwise{
      .import_demand = std::nullopt, .substitution = 1.5, .export_supply = std::numeric_limits<double>::infinity()};
};

struct SmartInput {
  std::vector<SmartProduct> products;  ///< in the order in which the file first names them
  std::vector<std::string> notes;      ///< what was assumed, and for how much trade
};

/// Columns product, and any of import_demand_elasticity, substitution_elasticity, export_supply_elasticity.
///
/// "inf" is an infinite supply elasticity, and so is 99, as in WITS.
/// Errors  InputError naming the cell: wrong sign, a product twice, none of the columns.
[[nodiscard]] SmartElasticityTable parse_smart_elasticities(std::string bytes, const std::string& file);

/// Columns product, partner, imports, tariff_before_pct, tariff_after_pct; rows in any order.
///
/// Errors  InputError naming the cell: negative imports, a duty of -100 % or less, a product and partner twice, a product
///         without an import demand elasticity.
[[nodiscard]] SmartInput parse_smart(std::string bytes, const std::string& file, const SmartElasticityTable& table);

/// One row per product and partner, full precision.
[[nodiscard]] std::string smart_csv(const SmartInput& input, SmartDiversion form);

}  // namespace parley::partial
