#pragma once

#include <string>

#include "parley/study/list_design.hpp"
#include "parley/study/one_market.hpp"

namespace parley::report {

/// The sums over all products, what was clipped and what was assumed.
[[nodiscard]] std::string smart_text(const study::SmartStudy& study);

/// Prices and welfare by country.  Needs  status solved.
[[nodiscard]] std::string gsim_text(const study::GsimStudy& study);

/// The designed list, its frontier, and governments' lists beside it.
[[nodiscard]] std::string list_design_text(const study::ListDesignStudy& study);
/// Why there is no list, for a design whose status says so.
[[nodiscard]] std::string no_list_text(const partial::ListDesign& design);

}  // namespace parley::report
