#pragma once

#include "parley/base/array.hpp"

namespace parley {

/// How far production and trade can answer within the horizon looked at; as constructed, the long run.
///
/// Trade elasticities between origins are the baseline's own. Source  docs/model/short-run.md.
struct ProductionStructure {
  /// mu = 1/(1+eps), eps the elasticity of transformation with which value added moves between a country's sectors:
  /// 0 where labour moves freely, 1 where every worker and machine stays.
  double immobility = 0;
  double value_added_materials = 1;  ///< substitution between value added and the bundle of materials
  double among_materials = 1;        ///< substitution among materials
  /// sigma_d - 1, by sector: substitution of home goods for the bundle of imports. Empty: as between any two origins.
  Array<Sector> home_elasticity;
};

/// Whether these are the equations of the long run, with one wage per country and fixed input shares.
[[nodiscard]] inline bool is_long_run(const ProductionStructure& structure) {
  return structure.immobility == 0.0 && structure.value_added_materials == 1.0 && structure.among_materials == 1.0 &&
         structure.home_elasticity.empty();
}

}  // namespace parley
