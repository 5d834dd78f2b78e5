#pragma once

#include <string>

#include "parley/study/list_design.hpp"
#include "parley/study/one_market.hpp"

namespace parley::report {

/// The sums over all products and of each.
[[nodiscard]] std::string smart_json(const study::SmartStudy& study);
/// Status, and where it is solved what changes for each country.
[[nodiscard]] std::string gsim_json(const study::GsimStudy& study);
/// The designed list, its frontier and the compared lists, USD.
[[nodiscard]] std::string list_design_json(const study::ListDesignStudy& study);

}  // namespace parley::report
