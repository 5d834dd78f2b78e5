#pragma once

#include <optional>
#include <string>
#include <vector>

#include "parley/partial/gsim.hpp"

namespace parley::partial {

struct GsimInput {
  GsimMarket market;
  std::vector<std::string> notes;  ///< what was assumed
};

/// The values of WITS' GSIM page and of the authors' example.
struct GsimDefaults {
  double import_demand = -1.25;
  double export_supply = 1.5;
  double substitution = 5;
};

/// Columns exporter, importer, trade, tariff_before_pct, tariff_after_pct; rows in any order, an absent pair does not trade.
///
/// All countries take the default elasticities until set_gsim_elasticities gives others.
/// Errors  InputError naming the cell: negative trade, a duty of -100 % or less, a pair twice.
[[nodiscard]] GsimInput parse_gsim(std::string bytes, const std::string& file, const GsimDefaults& defaults = {});

/// Columns country, import_demand_elasticity, export_supply_elasticity, substitution_elasticity; every country once.
///
/// Errors  InputError naming the cell: a wrong sign, a country that does not trade, a country twice or absent.
void set_gsim_elasticities(GsimInput& input, std::string bytes, const std::string& file);

/// One row per pair that trades, full precision.  Needs  status solved.
[[nodiscard]] std::string gsim_pair_csv(const GsimMarket& market, const GsimEffects& effects);

}  // namespace parley::partial
